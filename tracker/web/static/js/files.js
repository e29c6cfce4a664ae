// Says at once what would be refused after a long upload: on a weak line that is an hour of somebody's day. Photos are
// made smaller first. What is said stands in the page, in the reader's language.
import { shrunk } from "./photo.js";

const MEGABYTE = 1024 * 1024;
const language = document.documentElement.lang;
const sizeOf = (bytes) =>
  bytes >= 1e6
    ? `${(bytes / 1e6).toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`
    : `${Math.max(1, Math.round(bytes / 1000))} KB`;
const fill = (text, values) => text.replace(/\[(\w+)\]/g, (_, name) => values[name]);

for (const form of document.querySelectorAll("form:has([data-files])")) {
  const inputs = [...form.querySelectorAll("[data-files]")];
  const holder = form.querySelector("[data-most]");
  const says = (form.querySelector("[data-says]") ?? document.querySelector("[data-says]")).dataset;
  const most = Number(holder.dataset.most);
  const smaller = new WeakMap();
  const working = new Set();

  function judge() {
    let total = 0;
    let wrong = null;
    for (const input of inputs) {
      const told = input.parentElement.querySelector("[data-files-told]");
      const files = [...input.files];
      const size = files.reduce((sum, file) => sum + file.size, 0);
      const large = files.find((file) => file.size > Number(input.dataset.files));
      total += size;
      const shrinking = files.map((file) => smaller.get(file)).filter(Boolean);
      const before = shrinking.reduce((sum, one) => sum + one.before, 0);
      const after = shrinking.reduce((sum, one) => sum + one.after, 0);
      told.textContent = large
        ? fill(says.large, { name: large.name, most: Number(input.dataset.files) / MEGABYTE })
        : total > most
          ? fill(says.heavy, { most: most / MEGABYTE })
          : files.length
            ? fill(says.chosen, { count: files.length, size: sizeOf(size) }) +
              (before ? ` · ${fill(says.shrunk, { before: sizeOf(before), after: sizeOf(after) })}` : "")
            : "";
      const refused = Boolean(large) || total > most;
      told.classList.toggle("error", refused);
      if (refused) wrong ??= input;
    }
    return wrong;
  }

  async function shrink(input) {
    const told = input.parentElement.querySelector("[data-files-told]");
    told.textContent = says.shrinking;
    const chosen = [...input.files];
    const kept = new DataTransfer();
    for (const file of chosen) {
      const result = await shrunk(file);
      if (result !== file) smaller.set(result, { before: file.size, after: result.size });
      kept.items.add(result);
    }
    const same = chosen.length === input.files.length && chosen.every((file, n) => file === input.files[n]);
    if (same) input.files = kept.files;
  }

  form.addEventListener("change", (event) => {
    const images = [...(event.target.files ?? [])].some((file) => file.type.startsWith("image/"));
    if (!images) return working.size || judge();
    const one = shrink(event.target)
      .catch(() => undefined)
      .finally(() => working.delete(one) && (working.size || judge()));
    working.add(one);
  });
  form.addEventListener("submit", (event) => {
    if (working.size) {
      event.preventDefault();
      Promise.allSettled([...working]).then(() => form.requestSubmit(event.submitter));
      return;
    }
    const wrong = judge();
    if (!wrong) return;
    event.preventDefault();
    wrong.focus();
  });
}

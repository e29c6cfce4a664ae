// What is typed is kept in this browser, for this account, until it has been saved: a dead line or a closed tab loses nothing.
const PAUSE = 400;
const KEPT_DAYS = 7;
const OURS = new Set(["_csrf_token", "request_id", "expected_version", "do"]);
const SENT = "draf:terkirim";
const WANTED = "draf:pakai";
const storage = (() => {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
})();

// The draft under a key, as { at, when, values }; one that is older than a week, or of another form, is thrown away.
function draft(key) {
  try {
    const kept = JSON.parse(storage.getItem(key));
    if (Date.now() - new Date(kept.when) < KEPT_DAYS * 864e5 && Array.isArray(kept.values)) return kept;
  } catch {
    // Not ours to read.
  }
  storage.removeItem(key);
  return null;
}

for (const key of storage ? Object.keys(storage) : []) if (key.startsWith("draf:")) draft(key);

for (const form of storage ? document.querySelectorAll("form[data-draft]") : []) {
  const key = `draf:${form.dataset.draft}`;
  const note = form.querySelector("[data-draft-note]");
  const offer = form.querySelector("[data-restore]");
  let timer;

  const typed = () =>
    [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !OURS.has(name));
  const untouched = JSON.stringify(typed());

  function keep() {
    storage.setItem(key, JSON.stringify({ at: form.dataset.at, when: new Date().toISOString(), values: typed() }));
    note.textContent = form.dataset.kept;
  }

  function rowsIn(values) {
    return 1 + Math.max(-1, ...values.map(([name]) => Number(/^outcomes\.(\d+)\./.exec(name)?.[1] ?? -1)));
  }

  function restore(values) {
    const rows = rowsIn(values);
    while (form.querySelectorAll("[data-row]").length < rows) form.querySelector("[data-add]").click();
    for (const field of form.elements) {
      if (!field.name || OURS.has(field.name) || field.type === "hidden") continue;
      const kept = values.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox" || field.type === "radio") field.checked = kept.includes(field.value);
      else if (kept.length) field.value = kept[0];
      if (field.matches("[data-means]")) field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    form.elements.title.focus();
  }

  function describe(kept) {
    const title = kept.values.find(([name]) => name === "title")?.[1].trim() || form.dataset.untitled;
    const when = new Date(kept.when).toLocaleString(document.documentElement.lang, {
      weekday: "long",
      hour: "2-digit",
      minute: "2-digit",
    });
    return form.dataset.found.replace("{title}", title).replace("{when}", when);
  }

  sessionStorage.removeItem(SENT);
  const kept = draft(key);
  const redrawn = document.querySelector(".errors") !== null;
  const wanted = sessionStorage.getItem(WANTED) === key;
  sessionStorage.removeItem(WANTED);
  if (kept && wanted) restore(kept.values);
  else if (kept && !redrawn && JSON.stringify(kept.values) !== untouched) {
    offer.hidden = false;
    offer.querySelector("[data-restore-what]").textContent = describe(kept);
    offer.querySelector("[data-restore-yes]").addEventListener("click", () => {
      if (kept.at === form.dataset.at) {
        offer.hidden = true;
        restore(kept.values);
      } else {
        sessionStorage.setItem(WANTED, key);
        location.assign(kept.at);
      }
    });
    offer.querySelector("[data-restore-no]").addEventListener("click", () => {
      offer.hidden = true;
      storage.removeItem(key);
      form.elements.title.focus();
    });
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });

  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    keep();
    if (event.submitter?.value !== "simpan") return;
    sessionStorage.setItem(SENT, key);
    for (const button of form.querySelectorAll('[value="simpan"]')) button.setAttribute("aria-disabled", "true");
    note.textContent = form.dataset.saving;
  });

  addEventListener("pageshow", () => {
    for (const button of form.querySelectorAll('[value="simpan"]')) button.removeAttribute("aria-disabled");
  });
}

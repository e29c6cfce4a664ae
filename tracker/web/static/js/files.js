// Says at once what would be refused after a long upload: on a weak line that is an hour of somebody's day.
const MEGABYTE = 1024 * 1024;
const sizeOf = (bytes) =>
  bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB` : `${Math.max(1, Math.round(bytes / 1000))} KB`;

for (const form of document.querySelectorAll("form:has([data-files])")) {
  const inputs = [...form.querySelectorAll("[data-files]")];
  const most = Number(form.querySelector("[data-most]").dataset.most);

  function judge() {
    let total = 0;
    let wrong = null;
    for (const input of inputs) {
      const told = input.parentElement.querySelector("[data-files-told]");
      const files = [...input.files];
      const size = files.reduce((sum, file) => sum + file.size, 0);
      const large = files.find((file) => file.size > Number(input.dataset.files));
      total += size;
      told.textContent = large
        ? `“${large.name}” lebih dari ${Number(input.dataset.files) / MEGABYTE} MB; perkecil atau bagi dahulu.`
        : total > most
          ? `Semua berkas bersama lebih dari ${most / MEGABYTE} MB; kirim sebagian dahulu.`
          : files.length
            ? `${files.length} berkas, ${sizeOf(size)}`
            : "";
      const refused = Boolean(large) || total > most;
      told.classList.toggle("error", refused);
      if (refused) wrong ??= input;
    }
    return wrong;
  }

  form.addEventListener("change", judge);
  form.addEventListener("submit", (event) => {
    const wrong = judge();
    if (!wrong) return;
    event.preventDefault();
    wrong.focus();
  });
}

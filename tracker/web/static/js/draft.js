// What is typed is kept in this browser until it has been saved: a dead line or a closed tab loses nothing.
const PAUSE = 400;
const OURS = new Set(["_csrf_token", "request_id", "expected_version", "do"]);
const storage = (() => {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
})();

for (const form of storage ? document.querySelectorAll("form[data-draft]") : []) {
  const key = `draf:${form.dataset.draft}`;
  const note = form.querySelector("[data-draft-note]");
  const offer = form.querySelector("[data-restore]");
  let timer;

  const typed = () =>
    [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !OURS.has(name));

  const fields = () => JSON.stringify(typed());
  const untouched = fields();

  function keep() {
    storage.setItem(key, fields());
    note.textContent = "Draf tersimpan di peramban ini.";
  }

  function rowsIn(values) {
    return 1 + Math.max(-1, ...values.map(([name]) => Number(/^outcomes\.(\d+)\./.exec(name)?.[1] ?? -1)));
  }

  function restore(values) {
    const rows = rowsIn(values);
    while (form.querySelectorAll("[data-row]").length < rows) form.querySelector("[data-add]").click();
    for (const [name, value] of values) {
      const field = form.elements[name];
      if (!field) continue;
      if (field.type === "checkbox") field.checked = true;
      else field.value = value;
    }
    form.elements.title.focus();
  }

  sessionStorage.removeItem("draf:terkirim");
  const stored = storage.getItem(key);
  const redrawn = document.querySelector(".errors") !== null;
  if (stored && stored !== untouched && !redrawn) {
    offer.hidden = false;
    offer.querySelector("[data-restore-yes]").addEventListener("click", () => {
      offer.hidden = true;
      restore(JSON.parse(stored));
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
    if (event.submitter?.value === "tambah") return;
    clearTimeout(timer);
    keep();
    sessionStorage.setItem("draf:terkirim", key);
    for (const button of form.querySelectorAll('[value="simpan"]')) button.setAttribute("aria-disabled", "true");
    note.textContent = "Menyimpan…";
  });

  addEventListener("pageshow", () => {
    for (const button of form.querySelectorAll('[value="simpan"]')) button.removeAttribute("aria-disabled");
  });
}

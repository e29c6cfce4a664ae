// What is typed is kept in this browser, for this account, until it has been saved: a dead line or a closed tab loses
// nothing. Each form drawn keeps a draft of its own, under its request; the others are offered, the latest first.
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

// Words for a day count from the day they were written on: the drafts of other days get the day itself, in full.
async function dayMeant(words, when) {
  const on = new Date(when).toLocaleDateString("sv");
  if (!words.trim() || on === new Date().toLocaleDateString("sv")) return words;
  try {
    const address = `/kegiatan/arti?${new URLSearchParams({ hari: words, ditulis: on })}`;
    const answer = await fetch(address, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(5000) });
    const { text, ok } = await answer.json();
    return ok ? text.replace(/^= | \(.*\)$/g, "") : words;
  } catch {
    return words;
  }
}

for (const form of storage ? document.querySelectorAll("form[data-draft]") : []) {
  const ours = `draf:${form.dataset.draft}#`;
  let key = ours + form.elements.request_id.value;
  const note = form.querySelector("[data-draft-note]");
  const offer = form.querySelector("[data-restore]");
  let timer;

  const typed = () =>
    [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !OURS.has(name));
  const untouched = JSON.stringify(typed());

  const draftNow = () => JSON.stringify({ at: form.dataset.at, when: new Date().toISOString(), values: typed() });

  function keep() {
    storage.setItem(key, draftNow());
    note.textContent = form.dataset.kept;
  }

  // The draft's rows take the places of the rows that stand here, in the order in which they stood.
  function inRows(values) {
    const numberOf = (name) => /^outcomes\.(\d+)\./.exec(name)?.[1];
    const numbers = [...new Set(values.map(([name]) => numberOf(name)).filter(Boolean))];
    const rows = () => [...form.querySelectorAll("[data-row]")];
    for (let stood = -1; rows().length < numbers.length && rows().length > stood; ) {
      stood = rows().length;
      form.querySelector("[data-add]").click();
    }
    const here = rows().map((row) => numberOf(row.querySelector("textarea").name));
    return values.map(([name, value]) => {
      const number = here[numbers.indexOf(numberOf(name))];
      return [number ? name.replace(/\d+/, number) : name, value];
    });
  }

  async function restore(found) {
    const dated = await Promise.all(
      found.values.map(async ([name, value]) => [name, name.endsWith(".due_on") ? await dayMeant(value, found.when) : value]),
    );
    const typedHere = JSON.stringify(typed()) === untouched ? null : draftNow();
    const values = inRows(dated);
    const drawn = new Set(values.map(([name]) => /^listed\.[^.]+\.(.+)$/.exec(name)?.[1]));
    for (const field of form.elements) {
      if (!field.name || OURS.has(field.name) || field.type === "hidden") continue;
      // Whom the draft's list did not show stays as this page has it: nobody was asked about them.
      if (field.name.startsWith("present.") && !drawn.has(field.name.slice(8))) continue;
      const kept = values.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox" || field.type === "radio") field.checked = kept.includes(field.value);
      else if (kept.length || field.closest("[data-row]")) field.value = kept[0] ?? "";
      if (field.matches("[data-means]")) field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    form.elements.title.focus();
    clearTimeout(timer);
    if (typedHere) storage.setItem(key, typedHere);
    else storage.removeItem(key);
    // Under its own request again: where only the answer was lost on the way, it has been saved and is not saved twice.
    key = found.key;
    form.elements.request_id.value = key.slice(ours.length);
    keep();
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

  const others = () =>
    Object.keys(storage)
      .filter((one) => one.startsWith(ours) && one !== key)
      .map((one) => ({ key: one, ...draft(one) }))
      .filter((one) => one.values && JSON.stringify(one.values) !== untouched)
      .sort((one, other) => new Date(other.when) - new Date(one.when));
  let offered;

  function offerNext() {
    [offered] = others();
    offer.hidden = !offered;
    if (offered) offer.querySelector("[data-restore-what]").textContent = describe(offered);
  }

  offer.querySelector("[data-restore-yes]").addEventListener("click", async () => {
    if (offered.at === form.dataset.at) {
      offer.hidden = true;
      await restore(offered);
      offerNext();
    } else {
      sessionStorage.setItem(WANTED, offered.key);
      location.assign(offered.at);
    }
  });
  offer.querySelector("[data-restore-no]").addEventListener("click", () => {
    storage.removeItem(offered.key);
    offerNext();
    form.elements.title.focus();
  });

  // A form that was refused under another request is the same one still.
  const redrawn = document.querySelector(".errors") !== null;
  const sent = sessionStorage.getItem(SENT);
  if (redrawn && sent && sent !== key && draft(sent)) {
    storage.setItem(key, storage.getItem(sent));
    storage.removeItem(sent);
  }
  sessionStorage.removeItem(SENT);
  const wanted = others().find((one) => one.key === sessionStorage.getItem(WANTED));
  sessionStorage.removeItem(WANTED);
  if (wanted) restore(wanted).then(offerNext);
  else if (!redrawn) offerNext();

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

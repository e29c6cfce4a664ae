// Keys for those who work without a mouse: never while somebody types, and never away from a form that was begun.
const PAGES = {
  b: "/",
  t: "/tindak-lanjut",
  k: "/kegiatan",
  l: "/laporan",
  s: "/survei",
  p: "/pemberitahuan",
  a: "/pengaturan",
  h: "/bantuan",
};
const LIST = "/bantuan/tombol";
const ENTRIES = "main tbody th a, main .list > li > a:first-child";
let goingSince = -Infinity;
let begun = document.querySelector(".errors") !== null;

const typing = (element) =>
  element.isContentEditable || element.matches("textarea, select, input:not([type=checkbox], [type=radio])");

function go(path) {
  if (!begun) location.assign(path);
}

async function showList() {
  let dialog = document.querySelector("dialog[data-keys]");
  if (!dialog) {
    try {
      const answer = await fetch(LIST);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      dialog = page.querySelector("template[data-keys]").content.querySelector("dialog");
    } catch {
      return go(LIST);
    }
    document.body.append(dialog);
  }
  if (!dialog.open) dialog.showModal();
}

function step(by) {
  const entries = [...document.querySelectorAll(ENTRIES)];
  entries[Math.max(0, Math.min(entries.length - 1, entries.indexOf(document.activeElement) + by))]?.focus();
}

function search(event) {
  const field = [...document.querySelectorAll("input[type=search]")].find((one) => one.checkVisibility());
  if (!field) return go("/cari");
  event.preventDefault();
  field.focus();
}

addEventListener("input", () => (begun = true));

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const going = event.timeStamp - goingSince < 1500;
  goingSince = -Infinity;
  if (going && Object.hasOwn(PAGES, event.key)) go(PAGES[event.key]);
  else if (event.key === "g") goingSince = event.timeStamp;
  else if (event.key === "?") showList();
  else if (event.key === "/") search(event);
  else if (event.key === "n") document.querySelector('.nav a[href="/kegiatan/baru"]') && go("/kegiatan/baru");
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
});

// Says politely that the record on this page has changed elsewhere. What is being typed stays as it is.
const place = document.querySelector("[data-live-record]");
let stream = null;

async function look() {
  const answer = await fetch(place.dataset.record, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { version } = await answer.json();
  if (version <= Number(place.dataset.version)) return;
  close();
  const notice = document.createElement("div");
  notice.className = "notice notice-note";
  const line = document.createElement("p");
  const link = document.createElement("a");
  link.href = location.pathname;
  link.textContent = place.dataset.reload;
  line.append(`${place.dataset.says} `, link);
  notice.append(line);
  place.replaceChildren(notice);
}

function open() {
  stream = new EventSource(place.dataset.liveRecord);
  for (const kind of ["open", "berubah"]) stream.addEventListener(kind, () => look().catch(() => undefined));
}

function close() {
  stream?.close();
  stream = null;
}

if (place && "EventSource" in window) {
  const told = () => place.childElementCount > 0;
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) close();
    else if (!stream && !told()) open();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => event.persisted && !stream && !told() && open());
  if (!document.hidden) open();
}

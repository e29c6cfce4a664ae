// Figures as they change: one stream while the page is seen, numbers replaced in place.
const status = document.querySelector("[data-live]");
const news = document.querySelector("[data-live-news]");
const SPEAK_EVERY = 10_000;
let stream = null;
let spokenAt = 0;

function say(text, on) {
  status.textContent = text;
  status.toggleAttribute("data-on", on);
}

function put(element, text) {
  if (!element || element.textContent === text) return false;
  element.textContent = text;
  element.classList.remove("changed");
  void element.offsetWidth;
  element.classList.add("changed");
  return true;
}

const width = (percentage) => String(Math.min(Number(percentage ?? 0), 100));

function showSurvey(figure, card, part) {
  const survey = figure.surveys.find((one) => one.counted);
  if (!survey || !part("grade")) return null;
  const changed = put(part("text"), figure.text);
  put(part("grade"), `mutu ${survey.grade} – ${survey.quality}`);
  put(part("respondents"), String(survey.respondents));
  if (part("aim")) put(part("aim"), figure.aim);
  part("width").setAttribute("width", width(figure.percentage));
  card.querySelector(".bar").setAttribute("aria-label", `IKM ${figure.text}`);
  return changed ? `${card.querySelector("h3").textContent}: ${figure.text}` : null;
}

function showFigure(figure) {
  const card = document.querySelector(`[data-figure="${CSS.escape(figure.code)}"]`);
  if (!card) return null;
  const part = (name) => card.querySelector(`[data-part="${name}"]`);
  if (figure.numerator === null) return showSurvey(figure, card, part);
  let changed = put(part("text"), figure.text);
  for (const name of ["numerator", "denominator"]) changed = put(part(name), String(figure[name])) || changed;
  if (figure.reported_text !== null) changed = put(part("reported_text"), figure.reported_text) || changed;
  if (part("aim")) put(part("aim"), figure.aim);
  part("none").hidden = figure.denominator > 0;
  part("width").setAttribute("width", width(figure.percentage));
  part("reported_width").setAttribute("width", width(figure.reported_percentage));
  const heard = figure.reported_text === null ? "" : `, dilaporkan ${figure.reported_text}`;
  card.querySelector(".bar").setAttribute("aria-label", `Terverifikasi ${figure.text}${heard}`);
  return changed ? `${card.querySelector("h3").textContent}: ${figure.text}` : null;
}

function showConcern([name, count]) {
  const row = document.querySelector(`[data-concern="${CSS.escape(name)}"]`);
  if (!row) return;
  put(row.querySelector('[data-part="count"]'), String(count));
  row.className = count ? row.dataset.tone : "";
}

function show(data) {
  const changes = data.figures.map(showFigure).filter(Boolean);
  Object.entries(data.attention).forEach(showConcern);
  if (changes.length && Date.now() - spokenAt > SPEAK_EVERY) {
    spokenAt = Date.now();
    news.textContent = `Angka berubah. ${changes.join(". ")}.`;
  }
}

function open() {
  stream = new EventSource(status.dataset.live);
  stream.onopen = () => say("Langsung", true);
  stream.onerror = () => say("Menyambung ulang…", false);
  stream.addEventListener("angka", (event) => show(JSON.parse(event.data)));
}

function close() {
  stream?.close();
  stream = null;
}

if (status && "EventSource" in window) {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) close();
    else if (!stream) open();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => event.persisted && !stream && open());
  if (!document.hidden) open();
}

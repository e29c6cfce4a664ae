// Figures as they change: one stream while the page is seen, put in place without moving anything or taking the focus.
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

function draw(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element?.setAttribute(name, value);
}

const width = (percentage) => String(Math.min(Number(percentage ?? 0), 100));

function showBeside(figure, part) {
  put(part("aim"), figure.aim);
  if (figure.distance) {
    put(part("distance_text"), figure.distance.text);
    draw(part("distance"), { "data-reached": figure.distance.reached ? "ya" : "belum" });
  }
  const trend = figure.trend;
  if (!trend) return;
  put(part("move_text"), trend.text);
  draw(part("move"), { "data-way": trend.way });
  draw(part("spark"), { "aria-label": trend.described });
  draw(part("spark_line"), { points: trend.line });
  draw(part("spark_area"), { d: trend.area });
  draw(part("spark_dot"), { d: trend.dot });
}

function showSurvey(figure, part) {
  const survey = figure.surveys.find((one) => one.counted);
  if (!survey || !part("grade")) return false;
  put(part("grade"), figure.grade);
  put(part("respondents"), String(survey.respondents));
  return put(part("text"), figure.text);
}

function showShare(figure, part) {
  let changed = put(part("text"), figure.text);
  for (const name of ["numerator", "denominator"]) changed = put(part(name), String(figure[name])) || changed;
  if (figure.reported_text !== null) changed = put(part("reported_text"), figure.reported_text) || changed;
  part("none").hidden = figure.denominator > 0;
  draw(part("reported_width"), { width: width(figure.reported_percentage) });
  return changed;
}

function showFigure(figure) {
  const card = document.querySelector(`[data-figure="${CSS.escape(figure.code)}"]`);
  if (!card) return null;
  const part = (name) => card.querySelector(`[data-part="${name}"]`);
  const changed = figure.numerator === null ? showSurvey(figure, part) : showShare(figure, part);
  draw(part("width"), { width: width(figure.percentage) });
  draw(card.querySelector(".bar"), { "aria-label": figure.heard });
  showBeside(figure, part);
  return changed ? `${card.querySelector("h3").textContent}: ${figure.text}` : null;
}

function row(item) {
  const one = document.createElement("li");
  const link = document.createElement("a");
  link.href = item.path;
  link.textContent = item.text;
  const note = document.createElement("span");
  note.textContent = item.note;
  one.append(link, " ", note);
  return one;
}

function showConcern([name, count], first) {
  const concern = document.querySelector(`[data-concern="${CSS.escape(name)}"]`);
  if (!concern) return;
  put(concern.querySelector('[data-part="count"]'), String(count));
  concern.hidden = count === 0;
  const list = concern.querySelector('[data-part="first"]');
  const rows = first.map(row);
  // Whoever reads or stands on one of them keeps it until they leave.
  if (list.contains(document.activeElement)) return;
  if (list.textContent.replace(/\s/g, "") !== rows.map((one) => one.textContent).join("").replace(/\s/g, "")) list.replaceChildren(...rows);
}

function show(data) {
  const changes = data.figures.map(showFigure).filter(Boolean);
  const waiting = Object.entries(data.attention);
  for (const one of waiting) showConcern(one, data.first[one[0]]);
  const calm = document.querySelector("[data-calm]");
  if (calm) calm.hidden = waiting.some(([, count]) => count > 0);
  if (changes.length && Date.now() - spokenAt > SPEAK_EVERY) {
    spokenAt = Date.now();
    news.textContent = `${status.dataset.liveSays} ${changes.join(". ")}.`;
  }
}

function open() {
  stream = new EventSource(status.dataset.live);
  stream.onopen = () => say(status.dataset.liveOn, true);
  stream.onerror = () => say(status.dataset.liveOff, false);
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

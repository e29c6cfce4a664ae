// What the words in a field mean ("Jumat depan", "kasi pem"), asked of the server and said beside it while they are typed.
const PAUSE = 250;
const known = new Map();

// The day from which a due date can be: the meeting's, as it stands in the form or in the record.
const since = (field) => field.form.elements.held_on?.value ?? field.dataset.since ?? "";

async function meaning(field, words) {
  const kind = field.dataset.means;
  const asked = kind === "hari" ? { hari: words, sejak: since(field) } : { [kind]: words };
  const address = `/kegiatan/arti?${new URLSearchParams(asked)}`;
  if (!known.has(address)) {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    known.set(address, await answer.json());
  }
  return known.get(address);
}

async function tell(field) {
  const words = field.value.trim();
  const said = document.getElementById(`${field.id}.said`);
  let told = { text: "", ok: true };
  try {
    if (words) told = await meaning(field, words);
  } catch {
    // Without a line nothing is said; what was typed is read when it is sent.
  }
  if (field.value.trim() !== words) return;
  const same = told.text === `= ${words}`;
  if (said.textContent !== told.text) said.textContent = same ? "" : told.text;
  said.classList.toggle("unsure", !told.ok);
}

const waiting = new WeakMap();

document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.name === "held_on") for (const day of field.form.querySelectorAll("[data-means=hari]")) tell(day);
  if (!field.matches?.("[data-means]")) return;
  clearTimeout(waiting.get(field));
  waiting.set(field, setTimeout(() => tell(field), PAUSE));
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-words]");
  if (!button) return;
  const field = button.closest(".meant").querySelector("[data-means]");
  field.value = button.textContent;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});

for (const quick of document.querySelectorAll("[data-quick]")) quick.hidden = false;

// Outcome rows: Enter adds one and goes there, a paste of many lines makes many, Ctrl+Enter saves.
const MOST_ROWS = 60;
const TYPED = "textarea, input[type=text]";
const FIELDS = `${TYPED}, input[type=date], input[type=time]`;

for (const box of document.querySelectorAll("[data-rows]")) {
  const form = box.closest("form");
  const list = box.querySelector("[data-list]");
  const template = box.querySelector("[data-template]").innerHTML;
  const gone = box.querySelector("[data-gone]");
  const mark = new RegExp(box.dataset.mark, "i");
  let next = list.children.length;

  const rows = () => [...list.querySelectorAll("[data-row]")];
  const beside = (row, way) => {
    let other = row[way];
    while (other && !other.matches("[data-row]")) other = other[way];
    return other;
  };
  const textOf = (row) => row.querySelector("textarea");
  const isEmpty = (row) => [...row.querySelectorAll(TYPED)].every((field) => !field.value.trim());
  const plainEnter = (event) =>
    event.key === "Enter" &&
    !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.isComposing);

  function prepare(row) {
    for (const control of row.querySelectorAll("[data-quick], [data-remove]")) control.hidden = false;
  }

  function number() {
    rows().forEach((row, index) => {
      const called = (pattern) => pattern.replace("{n}", String(index + 1));
      row.querySelector("label").textContent = called(box.dataset.name);
      row.querySelector("[data-remove]").setAttribute("aria-label", called(box.dataset.removeName));
    });
  }

  function add(after) {
    if (rows().length >= MOST_ROWS) return null;
    const html = template.replaceAll("__n__", String(next++)).trim();
    if (after) after.insertAdjacentHTML("afterend", html);
    else list.insertAdjacentHTML("beforeend", html);
    const row = after ? after.nextElementSibling : list.lastElementChild;
    prepare(row);
    number();
    return row;
  }

  function nextRow(row) {
    const following = beside(row, "nextElementSibling");
    return following && isEmpty(following) ? following : add(row);
  }

  // A row with something in it leaves a line behind that brings it back.
  function remove(row) {
    const neighbour = beside(row, "nextElementSibling") ?? beside(row, "previousElementSibling") ?? add(row);
    if (isEmpty(row)) {
      row.remove();
      textOf(neighbour).focus();
    } else {
      const said = box.dataset.removed.replace("{n}", String(rows().indexOf(row) + 1));
      const line = gone.content.firstElementChild.cloneNode(true);
      const undo = line.querySelector("[data-undo]");
      undo.addEventListener("click", () => {
        line.replaceWith(row);
        changed();
        textOf(row).focus();
      });
      row.replaceWith(line);
      undo.focus();
      line.querySelector("[role=status]").textContent = said;
    }
    changed();
  }

  function changed() {
    number();
    list.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Who and when, where nothing else was said: as the server does with several lines in one row.
  function share(from, to) {
    for (const part of ["in_charge", "due_on"]) {
      const [given, field] = [from, to].map((row) => row.querySelector(`[name$=".${part}"]`));
      if (!given.value || field.value) continue;
      field.value = given.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  box.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.matches("[data-add]")) {
      event.preventDefault();
      const row = add(null);
      if (row) textOf(row).focus();
    } else if (button?.matches("[data-remove]")) remove(button.closest("[data-row]"));
  });

  box.addEventListener("paste", (event) => {
    if (!event.target.matches("[data-row] textarea")) return;
    const lines = event.clipboardData
      .getData("text")
      .split(/\r?\n/)
      .map((line) => line.replace(mark, "").trim())
      .filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    const first = event.target.closest("[data-row]");
    const begun = textOf(first).value !== "";
    let row = first;
    for (const [index, line] of lines.entries()) {
      if (index || begun) row = nextRow(row);
      if (!row) break;
      textOf(row).value = line;
      if (index && !begun) share(first, row);
    }
    list.dispatchEvent(new Event("input", { bubbles: true }));
    if (row) textOf(row).focus();
  });

  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector('[value="simpan"]'));
    } else if (plainEnter(event) && event.target.matches(FIELDS)) {
      event.preventDefault();
      const row = event.target.closest("[data-row]");
      if (row) textOf(nextRow(row) ?? row).focus();
      else if (!event.target.name.startsWith("review.") && box.checkVisibility()) textOf(rows()[0]).focus();
    }
  });

  for (const hint of box.querySelectorAll("[data-keys]")) hint.hidden = false;
  rows().forEach(prepare);
  number();
}

// Outcome rows: Enter adds one and goes there, a paste of many lines makes many, Ctrl+Enter saves.
const MOST_ROWS = 60;
const TYPED = "textarea, input[type=text]";
const FIELDS = `${TYPED}, input[type=date], input[type=time]`;

for (const box of document.querySelectorAll("[data-rows]")) {
  const form = box.closest("form");
  const list = box.querySelector("[data-list]");
  const template = box.querySelector("[data-template]").innerHTML;
  let next = list.children.length;

  const textOf = (row) => row.querySelector("textarea");
  const isEmpty = (row) => [...row.querySelectorAll(TYPED)].every((field) => !field.value.trim());
  const plainEnter = (event) =>
    event.key === "Enter" &&
    !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.isComposing);

  function prepare(row) {
    for (const control of row.querySelectorAll("[data-quick], [data-remove]")) control.hidden = false;
  }

  function number() {
    [...list.children].forEach((row, index) => {
      const called = (pattern) => pattern.replace("{n}", String(index + 1));
      row.querySelector("label").textContent = called(box.dataset.name);
      row.querySelector("[data-remove]").setAttribute("aria-label", called(box.dataset.removeName));
    });
  }

  function add(after) {
    if (list.children.length >= MOST_ROWS) return null;
    const html = template.replaceAll("__n__", String(next++)).trim();
    if (after) after.insertAdjacentHTML("afterend", html);
    else list.insertAdjacentHTML("beforeend", html);
    const row = after ? after.nextElementSibling : list.lastElementChild;
    prepare(row);
    number();
    return row;
  }

  function nextRow(row) {
    const following = row.nextElementSibling;
    return following && isEmpty(following) ? following : add(row);
  }

  function remove(row) {
    const neighbour = row.nextElementSibling ?? row.previousElementSibling ?? add(row);
    row.remove();
    number();
    textOf(neighbour).focus();
    list.dispatchEvent(new Event("input", { bubbles: true }));
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
      .map((line) => line.replace(/^\s*(?:\d+\s*[.)]|[a-z][.)]|[-*•–▪]|\[.?\])\s+/i, "").trim())
      .filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    let row = event.target.closest("[data-row]");
    for (const [index, line] of lines.entries()) {
      if (index || textOf(row).value) row = nextRow(row);
      if (!row) break;
      textOf(row).value = line;
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
      else if (!event.target.name.startsWith("review.") && box.checkVisibility()) textOf(list.firstElementChild).focus();
    }
  });

  for (const hint of box.querySelectorAll("[data-keys]")) hint.hidden = false;
  [...list.children].forEach(prepare);
  number();
}

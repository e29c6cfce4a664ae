// Outcome rows: Enter adds one, a paste of many lines makes many, Ctrl+Enter saves.
const MOST_ROWS = 60;

for (const box of document.querySelectorAll("[data-rows]")) {
  const list = box.querySelector("[data-list]");
  const template = box.querySelector("[data-template]").innerHTML;
  let next = list.children.length;

  const textOf = (row) => row.querySelector("textarea");

  function prepare(row) {
    for (const control of row.querySelectorAll("[data-quick], [data-remove]")) control.hidden = false;
  }

  function number() {
    [...list.children].forEach((row, index) => {
      row.querySelector("label").firstChild.textContent = `Hasil ${index + 1}`;
      row.querySelector("[data-remove]").setAttribute("aria-label", `Hapus hasil ${index + 1}`);
    });
  }

  function add(after) {
    if (list.children.length >= MOST_ROWS) return null;
    const html = template.replaceAll("__n__", String(next++));
    if (after) after.insertAdjacentHTML("afterend", html);
    else list.insertAdjacentHTML("beforeend", html);
    const row = after ? after.nextElementSibling : list.lastElementChild;
    prepare(row);
    number();
    return row;
  }

  function quickDate(button) {
    const held = document.getElementById("held_on").value;
    const [year, month, day] = (held || new Date().toLocaleDateString("sv")).split("-").map(Number);
    const due =
      button.dataset.days === "akhir"
        ? new Date(Date.UTC(year, month, 0))
        : new Date(Date.UTC(year, month - 1, day + Number(button.dataset.days)));
    const field = button.closest("[data-row]").querySelector('input[type="date"]');
    field.value = due.toISOString().slice(0, 10);
    field.dispatchEvent(new Event("input", { bubbles: true }));
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
    if (!button) return;
    if (button.matches("[data-add]")) {
      event.preventDefault();
      const row = add(null);
      if (row) textOf(row).focus();
    } else if (button.matches("[data-remove]")) remove(button.closest("[data-row]"));
    else if (button.matches("[data-days]")) quickDate(button);
  });

  box.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && !event.isComposing;
    if (event.key !== "Enter" || !plain || !event.target.matches("textarea")) return;
    event.preventDefault();
    const row = event.target.closest("[data-row]");
    const following = row.nextElementSibling;
    const target = following && !textOf(following).value ? following : add(row);
    if (target) textOf(target).focus();
  });

  box.addEventListener("paste", (event) => {
    if (!event.target.matches("textarea")) return;
    const lines = event.clipboardData
      .getData("text")
      .split(/\r?\n/)
      .map((line) => line.replace(/^\s*(?:\d+[.)]|[-*•])\s+/, "").trim())
      .filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    let row = event.target.closest("[data-row]");
    for (const [index, line] of lines.entries()) {
      if (index || textOf(row).value) {
        const following = row.nextElementSibling;
        row = following && !textOf(following).value ? following : add(row);
        if (!row) break;
      }
      textOf(row).value = line;
    }
    list.dispatchEvent(new Event("input", { bubbles: true }));
    if (row) textOf(row).focus();
  });

  box.closest("form").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.currentTarget.requestSubmit(event.currentTarget.querySelector('[value="simpan"]'));
    }
  });

  for (const hint of box.querySelectorAll("[data-keys]")) hint.hidden = false;
  [...list.children].forEach(prepare);
  number();
}

// Copies a message that is to be passed on.
for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const told = button.parentElement.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.value);
      told.textContent = told.dataset.done;
    } catch {
      text.select();
      told.textContent = document.execCommand("copy") ? told.dataset.done : told.dataset.byHand;
    }
  });
}

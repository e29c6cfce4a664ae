// The page that a saved form leads to names the request it has saved: the draft kept of that one is no longer needed.
try {
  const key = sessionStorage.getItem("draf:terkirim");
  const saved = document.querySelector("[data-saved]")?.dataset.saved;
  if (saved && key?.endsWith(`#${saved}`)) {
    localStorage.removeItem(key);
    sessionStorage.removeItem("draf:terkirim");
  }
} catch {
  // A browser that keeps nothing kept no draft either.
}

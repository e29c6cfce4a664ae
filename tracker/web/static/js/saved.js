// The page that a saved form leads to, and says so: the draft that was kept of it is no longer needed.
try {
  const key = sessionStorage.getItem("draf:terkirim");
  if (key && document.querySelector("[data-saved]")) {
    localStorage.removeItem(key);
    sessionStorage.removeItem("draf:terkirim");
  }
} catch {
  // A browser that keeps nothing kept no draft either.
}

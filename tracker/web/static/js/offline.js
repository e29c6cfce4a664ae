// Once the page stands, and not before: without a connection the browser then has a page of ours to show.
const register = () => navigator.serviceWorker.register(`/sw.js?bahasa=${document.documentElement.lang}`).catch(() => {});

if ("serviceWorker" in navigator) {
  if (document.readyState === "complete") register();
  else addEventListener("load", register);
}

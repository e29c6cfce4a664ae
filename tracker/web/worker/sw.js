// Keeps one plain page for when there is no connection, and what it is drawn with. No page with anybody's data.
const CACHE = "__CACHE__";
const OFFLINE = "__OFFLINE__";
const FILES = __FILES__;

addEventListener("install", (event) => {
  const keep = async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll([OFFLINE, ...FILES].map((path) => new Request(path, { credentials: "omit" })));
    await skipWaiting();
  };
  event.waitUntil(keep());
});

addEventListener("activate", (event) => {
  const take = async () => {
    const others = (await caches.keys()).filter((name) => name !== CACHE);
    await Promise.all(others.map((name) => caches.delete(name)));
    await registration.navigationPreload?.enable();
    await clients.claim();
  };
  event.waitUntil(take());
});

async function page(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return caches.match(OFFLINE);
  }
}

// What was sent is the browser's own to ask about: going back to its answer fails without a dead line.
const isOpened = ({ mode, method, cache }) => mode === "navigate" && method === "GET" && cache !== "only-if-cached";

addEventListener("fetch", (event) => {
  const { request } = event;
  if (isOpened(request)) event.respondWith(page(event));
  else if (FILES.includes(new URL(request.url).pathname))
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
});

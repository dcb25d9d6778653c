/* Starts the phone's pages without signal. What people wrote is not kept here, so that a new version
   of this file touches none of it. A new version waits until the page says that nobody is typing. */
"use strict";
const CACHE = "phone-{{ version }}";
const FILES = [{% for file in files %}
  "{{ file|escapejs }}",{% endfor %}
];
const SHELL = FILES[0];
const PATIENCE_MS = 12000;

async function fill() {
  const cache = await caches.open(CACHE);
  await Promise.all(FILES.map(async (file) => {
    const answer = await fetch(file, { cache: "reload" });
    if (!answer.ok || answer.redirected) throw new Error(`${file}: ${answer.status}`);
    await cache.put(file, answer);
  }));
}

async function dropOld() {
  const old = (await caches.keys()).filter((name) => name.startsWith("phone-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

const kept = (file) => caches.open(CACHE).then((cache) => cache.match(file));

/* A page of the server, or the shell in its place when no answer comes. */
async function page(request) {
  const late = new Promise((resolve, reject) => { setTimeout(() => reject(new Error("late")), PATIENCE_MS); });
  try { return await Promise.race([fetch(request), late]); } catch { return (await kept(SHELL)) || Response.error(); }
}

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(dropOld()));
self.addEventListener("message", (event) => { if (event.data === "take over") self.skipWaiting(); });
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (FILES.includes(pathname)) event.respondWith(kept(pathname).then((answer) => answer || fetch(request)));
  else if (request.mode === "navigate") event.respondWith(page(request));
});

// Keeps the site for reading offline: everything at the first visit, and everything anew when a file has changed.
const prefix = 'hopfield-notebooks-', name = `${prefix}NAME`, files = FILES;

self.addEventListener('install', event => event.waitUntil(
  caches.open(name).then(cache => cache.addAll(files.map(file => new Request(file, { cache: 'no-cache' })))).then(() => self.skipWaiting())));

self.addEventListener('activate', event => event.waitUntil(
  caches.keys()
    .then(names => Promise.all(names.filter(old => old.startsWith(prefix) && old !== name).map(old => caches.delete(old))))
    .then(() => self.clients.claim())));

self.addEventListener('fetch', event => {
  if (event.request.method !== 'GET' || new URL(event.request.url).origin !== location.origin) return;
  event.respondWith(caches.open(name).then(cache => cache.match(event.request, { ignoreSearch: true })).then(kept => kept ?? fetch(event.request)));
});

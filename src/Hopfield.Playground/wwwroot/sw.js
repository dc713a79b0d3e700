// Keeps the playground for use offline: all of it at the first visit, and anew when a file has changed. A course's site fills the names in.
const prefix = 'hopfield-playground-', name = `${prefix}NAME`, files = FILES;

self.addEventListener('install', event => event.waitUntil(
  caches.open(name).then(cache => cache.addAll(files.map(file => new Request(file, { cache: 'no-cache' })))).then(() => self.skipWaiting())));

self.addEventListener('activate', event => event.waitUntil(
  caches.keys()
    .then(names => Promise.all(names.filter(old => old.startsWith(prefix) && old !== name).map(old => caches.delete(old))))
    .then(() => self.clients.claim())));

self.addEventListener('fetch', event => {
  if (event.request.method !== 'GET' || !event.request.url.startsWith(self.registration.scope)) return;
  event.respondWith(caches.open(name).then(cache => cache.match(event.request, { ignoreSearch: true })).then(kept => kept ?? fetch(event.request)));
});

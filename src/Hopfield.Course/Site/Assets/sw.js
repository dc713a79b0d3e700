// Keeps the site for reading offline: everything at the first visit, and everything anew when a file has changed. What cells need to run is
// kept when it is first fetched. Pages get the two headers that a plain host does not send: then a running cell can be asked to stop.
const prefix = 'hopfield-notebooks-', name = `${prefix}NAME`, live = `${prefix}live-LIVE`, files = FILES;

self.addEventListener('install', event => event.waitUntil(
  caches.open(name).then(cache => cache.addAll(files.map(file => new Request(file, { cache: 'no-cache' })))).then(() => self.skipWaiting())));

self.addEventListener('activate', event => event.waitUntil(
  caches.keys()
    .then(names => Promise.all(names.filter(old => old.startsWith(prefix) && old !== name && old !== live).map(old => caches.delete(old))))
    .then(() => self.clients.claim())));

const isolated = response => {
  if (response.status === 0 || response.type === 'opaqueredirect') return response;
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
};

async function answer(request) {
  const kept = await (await caches.open(name)).match(request, { ignoreSearch: true });
  if (kept) return kept;
  const path = new URL(request.url).pathname.slice(new URL(self.registration.scope).pathname.length);
  if (!path.startsWith('live/') && !path.startsWith('files/')) return fetch(request);
  const cache = await caches.open(live), before = await cache.match(request, { ignoreMethod: true });
  if (before) return before;
  const fresh = await fetch(request);
  if (fresh.ok && request.method === 'GET') await cache.put(request, fresh.clone());
  return fresh;
}

self.addEventListener('fetch', event => {
  if (!['GET', 'HEAD'].includes(event.request.method) || new URL(event.request.url).origin !== location.origin) return;
  event.respondWith(answer(event.request).then(isolated));
});

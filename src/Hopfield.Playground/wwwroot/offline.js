// Where the page is hosted with a worker of its own, it is kept for reading without a network.
export async function keepOffline() {
  if (!('serviceWorker' in navigator) || document.documentElement.dataset.worker === undefined) return;
  try {
    await navigator.serviceWorker.register('sw.js');
  } catch { /* not kept; the page works all the same */ }
}

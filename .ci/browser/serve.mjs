// Serves a folder to this machine, below /course/ as a project's pages are hosted. Plain: as a host that neither compresses nor sends a header
// of its own. Isolated: as `site --serve` does.
import { createServer } from 'node:http';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

const types = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.png': 'image/png', '.wasm': 'application/wasm' };

/** Starts a server; the answer has its address, the paths that were asked for, and a way to end it. */
export async function serve(site, { isolated = false } = {}) {
  const asked = [];
  const server = createServer((request, answer) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname).replace(/^\/course\//, ''), file = join(site, path.endsWith('/') || path === '' ? path + 'index.html' : path);
    asked.push(path);
    if (!existsSync(file) || !statSync(file).isFile()) return answer.writeHead(404).end('not here');
    const headers = { 'content-type': types[extname(file)] ?? 'application/octet-stream' };
    if (isolated) Object.assign(headers, { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' });
    const packed = isolated && existsSync(`${file}.br`) && request.headers['accept-encoding']?.includes('br');
    if (packed) headers['content-encoding'] = 'br';
    answer.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : readFileSync(packed ? `${file}.br` : file));
  }).listen(0, '127.0.0.1');
  await new Promise(ready => server.once('listening', ready));
  return { home: `http://127.0.0.1:${server.address().port}/course/`, asked, close: () => new Promise(closed => { server.close(closed); server.closeAllConnections(); }) };
}

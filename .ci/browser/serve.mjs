// A folder as a plain static host serves it: below a path of its own, compressed where the folder has a file that is.
import { createServer } from 'node:http';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

const types = {
  '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.png': 'image/png', '.wasm': 'application/wasm',
};

/** Starts a host on a free port of this machine. */
export async function serve(folder, below = '/course/') {
  const server = createServer((request, answer) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const file = join(folder, path.startsWith(below) ? path.slice(below.length) || '.' : path), whole = path.endsWith('/') ? join(file, 'index.html') : file;
    if (!existsSync(whole) || !statSync(whole).isFile()) return answer.writeHead(404).end('not here');
    const squeezed = /\bbr\b/.test(request.headers['accept-encoding'] ?? '') && existsSync(`${whole}.br`);
    answer.writeHead(200, { 'content-type': types[extname(whole)] ?? 'application/octet-stream', ...squeezed ? { 'content-encoding': 'br' } : {} });
    answer.end(readFileSync(squeezed ? `${whole}.br` : whole));
  }).listen(0, '127.0.0.1');
  await new Promise(ready => server.once('listening', ready));
  return {
    home: `http://127.0.0.1:${server.address().port}${below}`,
    close() {
      const closed = new Promise(done => server.close(done));
      server.closeAllConnections();
      return closed;
    },
  };
}

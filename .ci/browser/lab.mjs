// The extension of JupyterLab that comes with the kernel, in the hands of a page that loads it as JupyterLab does: the container is
// found, takes what the page shares, and its renderer draws a figure and is taken down again. JupyterLab itself is tried by hand.
//   node lab.mjs JUPYTER [figure.json]
// JUPYTER is the data folder into which the kernel was installed.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launch, tally } from './browser.mjs';

const jupyter = resolve(process.argv[2]), folder = join(jupyter, 'labextensions/hopfield-notebooks');
const { jupyterlab: { _build: build } } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const { check, end } = tally();
const figure = {
  data: [{ type: 'surface', z: [[0, 1, 0], [1, 2, 1], [0, 1, 0]] }],
  layout: { height: 300, meta: { alt: 'A hill.' } }, config: {},
};
const page = `<!doctype html><meta charset="utf-8"><script id="jupyter-config-data" type="application/json">{"baseUrl": "/base/"}</script><body>`;
const server = createServer((request, answer) => {
  const path = request.url.replace(/^\/base\//, '');
  if (path === 'lab') answer.setHeader('content-type', 'text/html').end(page);
  else try { answer.end(readFileSync(join(jupyter, path.startsWith('kernelspecs/') ? path.replace('kernelspecs/', 'kernels/') : path))); } catch { answer.writeHead(404).end(); }
}).listen(0, '127.0.0.1');
await new Promise(ready => server.once('listening', ready));

const browser = await launch(), tab = await browser.newPage(), errors = [];
tab.on('pageerror', error => errors.push(error.message));
const home = `http://127.0.0.1:${server.address().port}/base/`;
await tab.goto(home + 'lab');
await tab.addScriptTag({ url: `${home}labextensions/hopfield-notebooks/${build.load}` });
const plugin = await tab.evaluate(async ([name, module]) => {
  class Widget {
    constructor() { this.node = document.createElement('div'); document.body.append(this.node); }
    dispose() { this.node.remove(); }
  }
  const container = window._JUPYTERLAB[name];
  await container.init({ '@lumino/widgets': { '2.7.1': { get: async () => () => ({ Widget }) } } });
  window.plugin = (await container.get(module))().default;
  return { ...window.plugin, rendererFactory: { ...window.plugin.rendererFactory } };
}, ['hopfield-notebooks', build.mimeExtension]);
check('the renderer is for figures', plugin.rendererFactory.mimeTypes.includes('application/vnd.plotly.v1+json') && plugin.rendererFactory.safe && plugin.dataType === 'json');
const drawn = await tab.evaluate(async figure => {
  const frozen = Object.freeze({ 'application/vnd.plotly.v1+json': figure }), before = JSON.stringify(figure);
  window.shown = window.plugin.rendererFactory.createRenderer({ mimeType: 'application/vnd.plotly.v1+json' });
  await window.shown.renderModel({ data: frozen });
  window.shown.onResize();
  return { canvas: !!window.shown.node.querySelector('canvas'), kept: JSON.stringify(figure) === before, alt: window.shown.node.getAttribute('aria-label') };
}, figure);
check('the figure is drawn', drawn.canvas);
check('what is saved is not changed by it', drawn.kept);
check('it says what it shows', drawn.alt === 'A hill.');
await tab.evaluate(() => window.shown.dispose());
check('no error', errors.length === 0, errors.join('; '));
await browser.close();
server.close();
end();

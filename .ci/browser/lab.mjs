// A chapter in JupyterLab's own notebook component, with the extension that comes with the kernel, as a learner uses it: opened, all
// cells run, a figure turned, a loop interrupted, a name completed and looked up, saved and opened again. Then a figure that grows.
//   node lab.mjs JUPYTER SERVER NOTEBOOK GROWING FOLDER
// JUPYTER is the data folder into which the kernel was installed, SERVER a running Jupyter server that lets this page ask it, NOTEBOOK
// a path on it, GROWING that of chapter 03; FOLDER receives the pictures. The component is bundled from npm's packages (lab/package.json), as JupyterLab bundles it.
import { createServer } from 'node:http';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from './lab/node_modules/esbuild/lib/main.js';
import { launch, tally } from './browser.mjs';

const [jupyter, server, notebook, growing, pictures] = process.argv.slice(2).map((word, i) => i === 0 || i === 4 ? resolve(word) : word);
mkdirSync(pictures, { recursive: true });
const extension = JSON.parse(readFileSync(join(jupyter, 'labextensions/hopfield-notebooks/package.json'), 'utf8')).jupyterlab._build;
const bundle = await build({
  entryPoints: [join(import.meta.dirname, 'lab/notebook.js')], bundle: true, write: false, outdir: '/', format: 'esm', logLevel: 'error',
  loader: { '.svg': 'text', '.woff': 'empty', '.woff2': 'empty', '.ttf': 'empty', '.eot': 'empty', '.png': 'dataurl', '.gif': 'dataurl' },
  define: { 'process.env.NODE_ENV': '"production"', process: '{"env":{}}', global: 'globalThis', __dirname: '"/"' },
});
const own = Object.fromEntries(bundle.outputFiles.map(file => [file.path.replace(/^.*[\\/]/, ''), file.contents]));

const config = path => ({ baseUrl: '/base/', check: { server, path, extension: { name: 'hopfield-notebooks', module: extension.mimeExtension } } });
const page = path => `<!doctype html><meta charset="utf-8"><title>lab</title><link rel="stylesheet" href="notebook.css">
<script id="jupyter-config-data" type="application/json">${JSON.stringify(config(path))}</script>
<script src="labextensions/hopfield-notebooks/${extension.load}"></script><script type="module" src="notebook.js"></script><body>`;
const types = { js: 'text/javascript', css: 'text/css' };
const files = createServer((request, answer) => {
  const path = request.url.replace(/^\/base\//, '').replace(/\?.*$/, '');
  answer.setHeader('content-type', types[path.split('.').at(-1)] ?? 'text/html');
  if (path === 'lab') answer.end(page(new URL(request.url, server).searchParams.get('notebook')));
  else if (own[path]) answer.end(own[path]);
  else try { answer.end(readFileSync(join(jupyter, path.startsWith('kernelspecs/') ? path.replace('kernelspecs/', 'kernels/') : path))); } catch { answer.writeHead(404).end(); }
}).listen(Number(process.env.LAB_PORT ?? 8898), '127.0.0.1');
await new Promise(ready => files.once('listening', ready));

const { check, end } = tally();
const browser = await launch(), tab = await browser.newPage({ viewport: { width: 1200, height: 1000 } }), errors = [], elsewhere = [];
tab.on('pageerror', error => errors.push(error.message));
tab.on('request', request => { if (!/^(data|blob|http:\/\/(localhost|127\.0\.0\.1))/.test(request.url())) elsewhere.push(request.url()); });
const picture = name => tab.screenshot({ path: join(pictures, `lab-${name}.png`) });
const open = async (path = notebook) => {
  await tab.goto(`http://127.0.0.1:${files.address().port}/base/lab?notebook=${encodeURIComponent(path)}`);
  await tab.waitForSelector('body[data-ready]', { state: 'attached', timeout: 60_000 });
};
const outputs = () => tab.evaluate(() => lab.panel.context.model.toJSON().cells.map(cell => cell.outputs ?? []));
// Writes a text into a new last cell and runs it; the value is what it showed.
const run = async code => {
  await tab.evaluate(async code => {
    const { notebook, session, NotebookActions, panel } = lab;
    notebook.activeCellIndex = notebook.widgets.length - 1;
    NotebookActions.insertBelow(notebook);
    notebook.activeCell.model.sharedModel.setSource(code);
    await NotebookActions.run(notebook, session);
  }, code);
  return last();
};
const last = async () => (await outputs()).at(-1).map(output => [output.text, output.data?.['text/plain'], output.evalue, output.traceback].flat().filter(Boolean).join('')).join('');

await open();
check('the kernel is found by its name in the notebook', await tab.evaluate(() => lab.session.session?.kernel?.name) === '.net-csharp');
const before = await outputs();
const figures = before.flat().filter(output => output.data?.['application/vnd.plotly.v1+json']).length;
check('the stored figures are in the model', figures > 0);
await tab.waitForSelector('.jp-RenderedMathJax mjx-container, .jp-RenderedMarkdown mjx-container', { timeout: 30_000 }).catch(() => {});
check('formulas are set', await tab.locator('mjx-container').count() > 0);

const ran = await tab.evaluate(async () => {
  const { notebook, session, NotebookActions } = lab;
  return await NotebookActions.runAll(notebook, session);
});
const after = await outputs();
check('all cells run', ran, JSON.stringify(after.flat().filter(output => output.output_type === 'error').slice(0, 1)));
check('each figure is there again', after.flat().filter(output => output.data?.['application/vnd.plotly.v1+json']).length === figures);

// Cells out of sight are not drawn: the first with a figure that turns is brought into sight.
const surface = after.findIndex(list => list.some(output => JSON.stringify(output.data?.['application/vnd.plotly.v1+json']?.data ?? '').includes('"surface"')));
check('a chapter with a landscape was chosen', surface >= 0);
await tab.evaluate(async index => { lab.notebook.activeCellIndex = index; await lab.notebook.scrollToItem(index, 'start'); }, surface);
const plot = tab.locator('.js-plotly-plot', { has: tab.locator('.gl-container canvas') }).first();
await plot.waitFor({ timeout: 60_000 });
await plot.scrollIntoViewIfNeeded();
await tab.waitForTimeout(2000);
check('a figure says what it shows', (await plot.getAttribute('aria-label') ?? '').length > 20);
const eye = () => plot.evaluate(node => JSON.stringify(node._fullLayout.scene.camera.eye));
const looked = await eye(), box = await plot.boundingBox();
await picture('figure');
await tab.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
await tab.mouse.down();
await tab.mouse.move(box.x + box.width / 2 + 150, box.y + box.height / 2 + 50, { steps: 12 });
await tab.mouse.up();
await tab.waitForTimeout(1500);
check('a landscape turns under the mouse', await eye() !== looked);

check('a cell that is added shows its value', await run('var edited = 6 * 7;\nedited') === '42');
const loop = tab.evaluate(async () => {
  const { notebook, session, NotebookActions } = lab;
  notebook.activeCellIndex = notebook.widgets.length - 1;
  NotebookActions.insertBelow(notebook);
  notebook.activeCell.model.sharedModel.setSource('Console.WriteLine("looping");\nwhile (true) { }');
  await NotebookActions.run(notebook, session);
});
await tab.waitForFunction(() => JSON.stringify(lab.panel.context.model.toJSON().cells.at(-1).outputs).includes('looping'), null, { timeout: 30_000 });
const start = Date.now();
await tab.evaluate(() => lab.session.session.kernel.interrupt());
await loop;
console.log(`     (the loop ended ${Date.now() - start} ms after the button)`);
check('a loop is interrupted', (await last()).includes('interrupted'), await last());
check('and the variables are still there', await run('edited') === '42');

await tab.evaluate(() => {
  const { notebook, NotebookActions } = lab;
  NotebookActions.insertBelow(notebook);
  notebook.mode = 'edit';
});
await tab.locator('.jp-Cell.jp-mod-active .cm-content').click();
await tab.keyboard.type('edited.CompareT', { delay: 30 });
await tab.keyboard.press('Tab');
// One choice is taken at once; several are offered.
await tab.waitForFunction(() => lab.notebook.activeCell.model.sharedModel.getSource().endsWith('CompareTo') || !lab.completer.isHidden, null, { timeout: 20_000 }).catch(() => {});
if (await tab.evaluate(() => !lab.completer.isHidden)) await tab.keyboard.press('Enter');
check('Tab completes', await tab.waitForFunction(() => lab.notebook.activeCell.model.sharedModel.getSource() === 'edited.CompareTo', null, { timeout: 10_000 }).then(() => true, () => false),
  await tab.evaluate(() => lab.notebook.activeCell.model.sharedModel.getSource()));
await picture('completed');
const told = await tab.evaluate(() => lab.session.session.kernel.requestInspect({ code: 'edited.CompareTo', cursor_pos: 12, detail_level: 0 }));
check('a name is looked up', told.content.found && JSON.stringify(told.content.data).includes('CompareTo'), JSON.stringify(told.content));

await tab.evaluate(() => lab.panel.context.save());
const size = await tab.evaluate(async server => JSON.stringify((await (await fetch(`${server}api/contents/${lab.panel.context.path}?content=1`)).json()).content).length, server);
check('what is saved stays below 1 MB', size < 1e6, `${size}`);
await open();
check('opened again, it shows what was saved', JSON.stringify((await outputs()).flat().map(output => Object.keys(output.data ?? {}))).includes('plotly') && (await outputs()).length > before.length);
check('C# is coloured', await tab.locator('.jp-CodeCell .cm-content span[class]').count() > 0);
await tab.evaluate(() => lab.session.shutdown());

// The states of the growing figure are read from the screen, frame by frame, for as long as its cell runs.
await open(growing);
const grown = await tab.evaluate(async () => {
  const { notebook, session, NotebookActions } = lab, at = id => notebook.widgets.findIndex(cell => cell.model.id === id);
  const run = async id => { notebook.activeCellIndex = at(id); return await NotebookActions.run(notebook, session); };
  for (const id of ['setup', 'price-code', 'thousand']) if (!await run(id)) return { failed: id };
  const index = at('thousand-figure'), cell = notebook.widgets[index];
  const values = trace => Array.from(trace.y, y => Number.isFinite(y) ? y : null);
  const committed = cell.model.toJSON().outputs[0].data['application/vnd.plotly.v1+json'].data.map(values);
  const drawn = () => {
    const plot = cell.node.querySelector('.js-plotly-plot');
    return plot?.querySelector('.scatterlayer path.js-line')?.getAttribute('d')?.includes('L') ? plot._fullData.map(values) : null;
  };
  const points = data => data.flat().filter(y => y !== null).length;
  await notebook.scrollToItem(index, 'start');
  notebook.activeCellIndex = index;
  NotebookActions.clearOutputs(notebook);
  const states = [];
  let running = true;
  const ended = run('thousand-figure').finally(() => { running = false; });
  while (running) {
    await new Promise(requestAnimationFrame);
    const now = running && drawn();
    if (now && points(now) !== states.at(-1)) states.push(points(now));
  }
  if (!await ended) return { failed: 'thousand-figure' };
  for (let tries = 0; tries < 100 && !(drawn() && points(drawn()) === points(committed)); tries++) await new Promise(later => setTimeout(later, 100));
  return { states, last: drawn(), committed };
});
await picture('grown');
check('a figure grows on the screen while its cell runs', new Set(grown.states).size >= 3 && grown.states.every((points, i) => i === 0 || points > grown.states[i - 1]), grown.failed ?? `${grown.states}`);
console.log(`     (points drawn: ${grown.states})`);
// Committed numbers are rounded to four digits.
const same = (a, b) => a === b || (a !== null && b !== null && Math.abs(a - b) <= 1e-3 * Math.abs(b));
check('and ends as the committed figure', grown.last?.length === grown.committed?.length && grown.committed?.every((trace, t) => trace.length === grown.last[t].length && trace.every((y, i) => same(grown.last[t][i], y))) === true);
check('no error in the page', errors.length === 0, errors.slice(0, 3).join('; '));
check('nothing is asked for elsewhere', elsewhere.length === 0, elsewhere.slice(0, 3).join(' '));
await tab.evaluate(() => lab.session.shutdown());
await browser.close();
files.close();
end();

// A chapter in the classic Notebook, as a learner uses it: a cell edited and run, a figure turned, a loop interrupted.
//   node notebook.mjs URL FOLDER
// URL is that of the chapter in a running Notebook server; FOLDER receives the pictures.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './browser.mjs';

const [url, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1200, height: 1000 } });
const picture = name => page.screenshot({ path: join(folder, `${name}.png`) });
const idle = () => page.waitForFunction(() => !Jupyter.notebook.kernel_busy && !Jupyter.notebook.get_cells().some(cell => cell.input_prompt_number === '*'), null, { timeout: 120_000 });
let failed = 0;
const claim = (what, holds) => {
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}`);
  failed += !holds;
};
const text = index => page.evaluate(i => Jupyter.notebook.get_cells().at(i).output_area.outputs
  .map(output => output.text ?? output.data?.['text/plain'] ?? output.evalue).join(''), index);
// Writes a text into the last cell, a new one where `fresh`, and runs it.
const run = (code, fresh = true) => page.evaluate(([code, fresh]) => {
  const notebook = Jupyter.notebook;
  if (fresh) notebook.insert_cell_below('code', notebook.ncells() - 1);
  notebook.select(notebook.ncells() - 1);
  notebook.get_selected_cell().set_text(code);
  notebook.execute_cell();
  notebook.scroll_to_bottom();
}, [code, fresh]);

await page.goto(url);
await page.waitForFunction(() => window.Jupyter?.notebook?._fully_loaded && Jupyter.notebook.kernel?.is_connected(), null, { timeout: 60_000 });
claim('the chapter finds its kernel by itself', await page.evaluate(() => Jupyter.notebook.kernel.name) === '.net-csharp');

await page.evaluate(() => { Jupyter.notebook.clear_all_output(); Jupyter.notebook.execute_all_cells(); });
await page.waitForFunction(() => Jupyter.notebook.get_cells().some(cell => cell.input_prompt_number === '*'));
await idle();
claim('all cells run without an error', await page.evaluate(() => Jupyter.notebook.get_cells()
  .every(cell => cell.cell_type !== 'code' || !cell.output_area.outputs.some(output => output.output_type === 'error'))));

await page.waitForSelector('.js-plotly-plot .gl-container canvas', { timeout: 60_000 });
const figure = page.locator('.js-plotly-plot', { has: page.locator('.gl-container canvas') }).first();
await figure.scrollIntoViewIfNeeded();
await page.waitForTimeout(2000);
const eye = () => figure.evaluate(plot => JSON.stringify(plot._fullLayout.scene.camera.eye));
const before = await eye();
await picture('figure');
const box = await figure.boundingBox();
await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
await page.mouse.down();
await page.mouse.move(box.x + box.width / 2 + 180, box.y + box.height / 2 + 60, { steps: 12 });
await page.mouse.up();
await page.waitForTimeout(1500);
claim('a landscape turns under the mouse', await eye() !== before);
await picture('figure-turned');

await run('var edited = "before";\nedited');
await idle();
await run('var edited = "after";\nedited', false);
await idle();
claim('a cell that was edited shows its new value', await text(-1) === 'after');

await run('long turns = 0;\nConsole.WriteLine("looping");\nwhile (true) turns++;');
await page.waitForFunction(() => Jupyter.notebook.get_cells().at(-1).output_area.outputs.length > 0);
await picture('looping');
const start = Date.now();
await page.evaluate(() => Jupyter.notebook.kernel.interrupt());
await idle();
console.log(`     (the loop ended ${Date.now() - start} ms after the button)`);
claim('a loop is interrupted', (await text(-1)).includes('interrupted'));
await run('turns > 0 && edited == "after"');
await idle();
claim('and the variables are still there', await text(-1) === 'True');
await picture('interrupted');

await run('// the next line is completed');
await idle();
await page.locator('.code_cell .CodeMirror').last().click();
await page.waitForFunction(() => Jupyter.notebook.mode === 'edit' && Jupyter.notebook.get_selected_cell().code_mirror.hasFocus());
await page.keyboard.press('Control+A');
await page.keyboard.type('edited.ToUpperI', { delay: 30 });
await page.keyboard.press('Tab');
claim('Tab completes', await page.waitForFunction(() => Jupyter.notebook.get_selected_cell().get_text() === 'edited.ToUpperInvariant', null, { timeout: 10_000 }).then(() => true, () => false));
await picture('completed');

await browser.close();
process.exit(failed ? 1 : 0);

// Chapters executed in the page, by its own button: the notebook that the page hands out is compared with the committed one by verify's rules,
// and each cell's time, the sizes and the memory are printed. With --measure the slow cells' times are written where pages read them.
//
//   dotnet run … -- site --live  →  npm ci  →  node live.mjs [--measure] [NN …]
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, tally } from './browser.mjs';
import { serve } from './serve.mjs';

const here = dirname(fileURLToPath(import.meta.url)), root = resolve(here, '../..'), site = join(root, 'artifacts/hosted'), made = join(root, 'artifacts/live');
const wanted = process.argv.slice(2).filter(word => /^\d\d$/.test(word)), measures = process.argv.includes('--measure');
const table = join(root, 'src/Hopfield.Course/Site/Live/seconds.json'), slow = 5, maxFetched = 10e6, maxMemory = 800;
if (!existsSync(join(site, 'live/_framework'))) throw new Error(`${site} has no cells that run: write it with site --live first.`);
mkdirSync(made, { recursive: true });
const { check, end } = tally();

const framework = join(site, 'live/_framework'), fetched = readdirSync(framework).filter(file => file.endsWith('.br')).reduce((sum, file) => sum + statSync(join(framework, file)).size, 0);
console.log(`fetched at the first run: ${(fetched / 1e6).toFixed(2)} MB (brotli)`);
check('what the first run fetches', fetched <= maxFetched, `${fetched} bytes`);

// The processes of this program's browsers that draw pages: the largest is the one with the worker. A busy machine lends a cell a part of a
// processor only, so what a cell takes by itself is told from the time of the processor.
function drawing() {
  const parent = new Map(readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(id => {
    try { return [id, readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1].split(' ')[1]]; } catch { return [id, '']; }
  }));
  const isOurs = id => id === `${process.pid}` || (parent.has(id) && isOurs(parent.get(id)));
  return [...parent.keys()].filter(isOurs).filter(id => { try { return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('--type=renderer'); } catch { return false; } });
}
const memory = () => Math.max(...drawing().map(id => +(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1024));
const processor = () => drawing().reduce((sum, id) => { const all = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1].split(' '); return sum + (+all[11] + +all[12]) / 100; }, 0);

const chapters = readdirSync(site).filter(file => /^\d\d-.*\.html$/.test(file) && (wanted.length === 0 || wanted.includes(file.slice(0, 2))));
const server = await serve(site, { isolated: true }), seconds = existsSync(table) ? JSON.parse(readFileSync(table, 'utf8')) : {};
for (const chapter of chapters) {
  const number = chapter.slice(0, 2), browser = await launch(), context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' }), page = await context.newPage(), errors = [];
  page.on('console', message => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', error => errors.push(error.message));
  const start = Date.now();
  await page.goto(server.home + chapter);
  await page.waitForFunction(() => globalThis.live);
  await page.locator('.live-head .run').click();
  await page.locator('.live-question button[value=all]').click({ timeout: 3000 }).catch(() => { /* nothing is slow */ });
  // Until all have run, or one has ended the run.
  await page.waitForFunction(() => !live.isRunning && live.cells.some(cell => cell.count), null, { timeout: 1_800_000, polling: 1000 });
  const states = await page.evaluate(() => live.cells.map(cell => [cell.number, cell.status.textContent])), took = (Date.now() - start) / 1000;
  const unrun = states.filter(([, state]) => !/^(ran|failed)/.test(state));
  check(`${number}: every cell has run`, unrun.length === 0, JSON.stringify(unrun.slice(0, 3)) + await page.locator('.live-bar').textContent());
  writeFileSync(join(made, chapter.replace('.html', '.ipynb')), JSON.stringify(await page.evaluate(() => live.notebook()), null, 1));
  const times = states.map(([cell, state]) => [cell, +(/[\d.]+(?= s$)/.exec(state)?.[0] ?? 0)]).sort((a, b) => b[1] - a[1]), used = memory(), worked = processor();
  const whole = times.reduce((sum, [, time]) => sum + time, 0), share = Math.min(1, worked / took);
  console.log(`${number}: ${took.toFixed(1)} s with fetching, ${whole.toFixed(1)} s in ${states.length} cells, ${worked.toFixed(1)} s of the processor, ${used.toFixed(0)} MB; slowest ${times.slice(0, 5).map(([cell, time]) => `${cell}: ${time}`).join(', ')}`);
  check(`${number}: memory`, used <= maxMemory, `${used.toFixed(0)} MB`);
  check(`${number}: console`, errors.length === 0, errors.join('\n'));
  const late = Object.fromEntries(times.map(([cell, time]) => [cell, Math.round(time * share)]).filter(([, time]) => time >= slow));
  if (Object.keys(late).length > 0) seconds[number] = late; else delete seconds[number];
  await browser.close();
}
server.close();
if (measures) writeFileSync(table, '{\n' + Object.keys(seconds).sort().map(number => `  "${number}": ${JSON.stringify(seconds[number])}`).join(',\n') + '\n}\n');

const course = join(root, 'artifacts/bin/Hopfield.Course/release/Hopfield.Course.dll');
try {
  console.log(execFileSync('dotnet', [course, 'verify', '--against', made, ...chapters.map(chapter => chapter.slice(0, 2))], { encoding: 'utf8', cwd: root }));
  check('what the cells show is what is committed', true);
} catch (error) {
  check('what the cells show is what is committed', false, `\n${error.stdout}${error.stderr}`);
}
end();

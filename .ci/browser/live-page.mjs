// The page of a chapter whose cells run, as a reader uses it: nothing fetched before the first run, a cell changed and run by keyboard, completion,
// errors, exercises and what is kept; a loop, a wait and a busy cell stopped, memory and stack used up, a timer that fails, a reload in the middle,
// two tabs; and on a host that sends no headers: isolated by the service worker, and offline.
//
//   dotnet run … -- site --live  →  npm ci  →  node live-page.mjs [pictures]
import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, tally, violations } from './browser.mjs';
import { serve } from './serve.mjs';

const site = resolve(dirname(fileURLToPath(import.meta.url)), '../../artifacts/hosted'), pictures = process.argv[2];
if (pictures) mkdirSync(pictures, { recursive: true });
const chapter = readdirSync(site).find(file => /^02-.*\.html$/.test(file));
// A stop takes 300 milliseconds at most where the machine has nothing else to do; here others may work on it.
const { check, end } = tally(), soft = 1000;

const open = async (context, home, file = chapter) => {
  const page = await context.newPage();
  page.errors = [];
  page.on('pageerror', error => page.errors.push(error.message));
  await page.goto(home + file);
  await page.waitForFunction(() => globalThis.live);
  return page;
};
const idle = page => page.waitForFunction(() => !live.isRunning, null, { timeout: 240_000, polling: 50 });
const shown = (page, cell) => page.evaluate(cell => live.cells[cell].box.querySelector('.outputs')?.innerText ?? '', cell);
const state = (page, cell) => page.evaluate(cell => live.cells[cell].status.textContent, cell);
const told = page => page.evaluate(() => document.querySelector('.live-bar').hidden ? '' : document.querySelector('.live-bar [role=status]').textContent);
/** Writes a text into a cell as a reader does. */
const write = async (page, cell, text) => {
  await page.evaluate(cell => live.cells[cell].box.scrollIntoView({ block: 'center' }), cell);
  const box = page.locator(`#cell-${await page.evaluate(cell => live.cells[cell].number, cell)}`);
  if (await box.locator('textarea').count() === 0) await box.getByRole('button', { name: /^Edit/ }).click();
  await box.locator('textarea').focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
  return box;
};
const run = async (page, cell, text) => { await write(page, cell, text); await page.keyboard.press('Shift+Enter'); await page.waitForTimeout(50); await idle(page); };
/** Starts a cell that does not end, and stops it; the answer is how long that took. */
const stopped = async (page, cell, text, word = '', wait = 0) => {
  await write(page, cell, text);
  await page.keyboard.press('Shift+Enter');
  await page.waitForFunction(([cell, word]) => live.isRunning && (word === '' || live.cells[cell].outputs.list.some(output => `${output.text}`.includes(word))), [cell, word], { timeout: 60_000, polling: 20 });
  await page.waitForTimeout(wait);
  return page.evaluate(async () => {
    const start = performance.now();
    document.querySelector('.live-bar .stop').click();
    while (live.isRunning) await new Promise(done => setTimeout(done, 5));
    return Math.round(performance.now() - start);
  });
};

const browser = await launch(), server = await serve(site, { isolated: true });
let context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' }), page = await open(context, server.home);
await page.waitForTimeout(1500);
check('nothing is fetched before the first run', server.asked.every(path => !path.startsWith('live/')), server.asked.join(' '));
check('axe, before the first run', await violations(page) === '', await violations(page));

// A cell in the middle, by keyboard: what it needs above runs first.
const middle = await page.evaluate(() => live.cells.findIndex((cell, i) => i > 4 && cell.box.matches('.code') && cell.box.querySelector('.outputs')));
await page.locator(`#cell-${await page.evaluate(cell => live.cells[cell].number, middle)} .tools .run`).focus();
await page.keyboard.press('Enter');
await page.waitForTimeout(100);
await idle(page);
check('a cell runs, after those above that it needs', /^ran/.test(await state(page, middle)) && /^ran/.test(await state(page, 0)), `${await state(page, middle)}; ${await told(page)}`);

// A cell is written, completed and run.
const last = await page.evaluate(() => live.cells.length - 1);
const box = await write(page, 1, 'var words = new List<string>();\nwords');
await page.keyboard.type('.Ad');
await page.locator('.completions li').first().waitFor({ timeout: 20_000 }).catch(() => {});
check('a name is completed', (await box.locator('.completions').innerText().catch(() => '')).includes('AddRange'));
check('axe, while completing', await violations(page) === '', await violations(page));
if (pictures) await page.screenshot({ path: join(pictures, 'completing.png') });
await page.keyboard.press('Enter');
await page.keyboard.insertText('("edited in the page");\nConsole.WriteLine(words[0]);');
await page.keyboard.press('Shift+Enter');
await page.waitForTimeout(50);
await idle(page);
check('a changed cell runs', (await shown(page, 1)).includes('edited in the page'), await shown(page, 1));
if (pictures) await page.screenshot({ path: join(pictures, 'changed.png') });
await run(page, 1, 'int x = 1;\nint y = x +;');
check('an error has its line and its caret', /line 2: CS1525[\s\S]*\^/.test(await shown(page, 1)), await shown(page, 1));
await page.waitForTimeout(500); // colours change over a moment
const flawed = await violations(page);
check('axe, with an error', flawed === '', flawed);
await page.locator(`#cell-${await page.evaluate(() => live.cells[1].number)}`).getByRole('button', { name: /^Reset/ }).click();
check('Reset brings back what the page came with', await page.evaluate(() => live.cells[1].text === live.cells[1].original && !/CS1525/.test(live.cells[1].box.innerText)));
check('an exercise says that it is not solved', await (async () => {
  const index = await page.evaluate(() => live.cells.findIndex(cell => cell.text.startsWith('Check.Exercise')));
  await page.evaluate(index => live.run(index), index);
  return /not solved|yet/i.test(await shown(page, index));
})());

// Stops.
await run(page, 1, 'var kept = 41;');
const loop = await stopped(page, 2, 'Console.WriteLine("looping");\nlong turns = 0;\nwhile (true) turns++;', 'looping');
check(`a loop is stopped (${loop} ms)`, loop <= soft && /^stopped/.test(await state(page, 2)), await state(page, 2) + await told(page));
const wait = await stopped(page, 2, 'Console.WriteLine("waiting");\nawait Task.Delay(1_000_000);', 'waiting');
check(`a wait is stopped (${wait} ms)`, wait <= soft && /^stopped/.test(await state(page, 2)), await state(page, 2) + await told(page));
const early = await stopped(page, 2, 'await Task.Delay(1_000_000);');
check(`a stop before the cell has begun is heard when it is compiled (${early} ms)`, early < 3000 && /^stopped/.test(await state(page, 2)), await state(page, 2) + await told(page));
await run(page, 3, 'kept + 1');
check('what the variables held is kept', (await shown(page, 3)).includes('42'), await shown(page, 3));
const busy = await stopped(page, 2, '[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]\nvoid Busy() { long turns = 0; while (turns >= 0) turns++; }\nConsole.WriteLine("busy"); await Task.Delay(100);\nBusy();', 'busy', 1500);
check(`a cell without checkpoints is stopped with its session (${busy} ms)`, busy <= 2 * soft && (await told(page)).includes('lost'), await told(page));
console.log(`stops: a loop ${loop} ms, a wait ${wait} ms, a busy cell ${busy} ms`);

// What ends a session: the page says so and goes on.
for (const [what, code, says] of [
  ['memory', 'var all = new List<byte[]>();\nwhile (true) { var some = new byte[64 << 20]; Array.Fill(some, (byte)1); all.Add(some); }', /memory/i],
  ['a recursion', 'int Deep(int x) => Deep(x + 1) + 1;\nDeep(0)', /deep|stack/i],
  ['a timer that fails', 'var timer = new System.Threading.Timer(_ => throw new InvalidOperationException("in the timer"), null, 10, -1);\nawait Task.Delay(500);', /in the timer/],
]) {
  await run(page, 2, code);
  await page.waitForTimeout(800);
  const said = `${await shown(page, 2)} ${await told(page)}`;
  check(`${what}: the page says what happened`, says.test(said), said);
  await run(page, 3, '6 * 7');
  check(`${what}: and goes on`, (await shown(page, 3)).includes('42'), `${await shown(page, 3)} ${await told(page)}`);
}

// A reload in the middle, and two tabs.
await write(page, 2, 'while (true) ;');
await page.keyboard.press('Shift+Enter');
await page.waitForFunction(() => document.querySelector('.live-bar .stop:not([hidden])'));
await page.waitForTimeout(500);
await page.reload();
await page.waitForFunction(() => globalThis.live);
check('after a reload the page says what is gone', (await told(page)).includes('loaded anew'), await told(page));
check('and changes are kept', await page.evaluate(() => live.cells[2].text === 'while (true) ;'));
const second = await open(context, server.home);
await Promise.all([run(page, 3, 'var where = "first";\nwhere'), run(second, 3, 'var where = "second";\nwhere')]);
check('two tabs have two sessions', (await shown(page, 3)).includes('first') && (await shown(second, 3)).includes('second'));
await second.close();
const notebook = await page.evaluate(() => live.notebook());
check('the notebook is handed out as changed', notebook.cells.some(cell => [cell.source].flat().join('') === 'var where = "first";\nwhere' && JSON.stringify(cell.outputs).includes('first')));

// As narrow as a phone, dark.
await page.emulateMedia({ colorScheme: 'dark' });
await page.setViewportSize({ width: 375, height: 812 });
await page.waitForTimeout(300);
check('as narrow as a phone', await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
check('axe, dark and narrow', await violations(page) === '', await violations(page));
await page.evaluate(() => live.cells[3].box.scrollIntoView({ block: 'center', behavior: 'instant' }));
await page.waitForTimeout(1500);
if (pictures) await page.screenshot({ path: join(pictures, 'phone.png') });
check('no error of a script', page.errors.length === 0, page.errors.join('\n'));
await context.close();
server.close();

// A host that compresses nothing and sends no headers.
const plain = await serve(site);
context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
page = await open(context, plain.home);
await page.evaluate(() => navigator.serviceWorker.ready);
await page.waitForFunction(() => navigator.serviceWorker.controller, null, { timeout: 60_000 });
await page.locator('.cell .tools .run').first().click();
await page.waitForFunction(() => globalThis.live && live.cells[0].count, null, { timeout: 240_000, polling: 200 }).catch(() => {});
check('the service worker isolates the page', await page.evaluate(() => crossOriginIsolated));
check('a cell runs on a plain host', /^ran/.test(await state(page, 0)), await state(page, 0) + await told(page));
check('which sends compressed files', plain.asked.some(path => path.endsWith('.wasm.gz')) && !plain.asked.some(path => path.endsWith('CodeAnalysis.wasm')));
plain.close();
await page.reload();
await page.waitForFunction(() => globalThis.live);
await run(page, 3, '6 * 7');
check('cells run without a network', (await shown(page, 3)).includes('42'), await told(page));
await browser.close();
end();

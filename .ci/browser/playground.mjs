// The playground of a hosted site in a real browser: what its engine says is what the same engine says natively; drawing by mouse, finger and
// keyboard; storing, noise, recall, undo; loading until it breaks; light and dark, wide and at 375 px, axe-core; sizes; offline after a visit.
//
//   dotnet run … -- site --live (writes artifacts/hosted)  →  npm ci  →  node playground.mjs [site] [pictures]
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, tally, violations } from './browser.mjs';
import { serve } from './serve.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const site = resolve(process.argv[2] ?? join(here, '../../artifacts/hosted')), pictures = process.argv[3], framework = join(site, 'playground/_framework');
if (!existsSync(framework)) throw new Error(`No playground in ${site}: write it first, with site --live.`);
if (pictures) mkdirSync(pictures, { recursive: true });
const scenario = JSON.parse(readFileSync(join(here, '../../tests/Hopfield.Playground.Tests/scenario.json'), 'utf8'));
const { check, end } = tally();

const sum = ending => readdirSync(framework).filter(file => file.endsWith(ending)).reduce((all, file) => all + statSync(join(framework, file)).size, 0);
console.log(`_framework: ${(sum('.br') / 1e6).toFixed(2)} MB brotli`);
check('the engine is at most 3 MB', sum('.br') > 1e5 && sum('.br') <= 3e6, `${sum('.br')} bytes`);

const host = await serve(site, { isolated: true }), browser = await launch();
const errors = [], elsewhere = [];

async function open(question = '', options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, reducedMotion: 'reduce', serviceWorkers: 'block', ...options });
  const page = await context.newPage();
  page.on('console', message => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', error => errors.push(error.message));
  page.on('request', request => { if (!request.url().startsWith(host.home) && !/^(data|blob):/.test(request.url())) elsewhere.push(request.url()); });
  await page.goto(`${host.home}playground/index.html${question}`);
  await ready(page);
  return page;
}

const ready = page => page.waitForFunction(() => document.documentElement.dataset.ready, null, { timeout: 120_000 });
const ask = (page, name, ...given) => page.evaluate(async ([name, given]) => {
  const runtime = globalThis.getDotnetRuntime(0), said = (await runtime.getAssemblyExports(runtime.getConfig().mainAssemblyName)).Hopfield.Playground.Doors[name](...given);
  return said && typeof said === 'object' ? [...said] : said;
}, [name, given]);
const press = (page, what) => page.click(`[data-do="${what}"]`);
const text = (page, selector) => page.locator(selector).textContent();
const isOn = async (page, cell) => /, on$/.test(await page.locator('.grid .cell').nth(cell).getAttribute('aria-label'));
const narrow = page => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

// The same visit as the native test makes.
{
  const page = await open();
  const processes = (await (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo')).processInfo;
  const seconds = Math.max(...processes.filter(one => one.type === 'renderer').map(one => one.cpuTime));
  console.log(`ready in ${(await page.evaluate(() => document.documentElement.dataset.ready) / 1000).toFixed(1)} s on this machine, as busy as it is; the page's process took ${seconds.toFixed(1)} s of processor`);
  const same = (wanted, found) => typeof wanted === 'number' ? Math.abs(wanted - found) <= 1e-9 * Math.max(1, Math.abs(wanted))
    : Array.isArray(wanted) ? wanted.length === found?.length && wanted.every((one, k) => same(one, found[k])) : wanted === found;
  const worst = [];
  for (const [k, step] of scenario.entries()) {
    const said = await ask(page, step.call, ...step.with), energies = await ask(page, 'Energies'), picture = await ask(page, 'Picture');
    const found = {
      said: said ?? null, address: await ask(page, 'Address'), facts: await ask(page, 'Facts'), overlaps: await ask(page, 'Overlaps'), kept: await ask(page, 'Kept'),
      energies: energies.length <= 60 ? energies : [...energies.filter((_, i) => i % 10 === 0), energies.at(-1)],
      picture: picture.map(shade => shade.toString(16).padStart(2, '0')).join('').toUpperCase(),
      sentences: [...await ask(page, 'Told'), ...await ask(page, 'Fullness')], curve: await ask(page, 'Curve', await ask(page, 'CurveNow')),
    };
    for (const [name, value] of Object.entries(found)) if (!same(step[name], value)) worst.push(`step ${k}, ${step.call}: ${name} is ${JSON.stringify(value)}, natively ${JSON.stringify(step[name])}`);
  }
  check(`${scenario.length} steps say what they say natively`, worst.length === 0, worst.slice(0, 3).join('\n'));
  await page.context().close();
}

// The first minute, with the mouse.
{
  const page = await open('', { reducedMotion: 'no-preference' });
  await press(page, 'remember');
  await page.waitForFunction(() => document.querySelector('.player input').value > 2, null, { timeout: 20_000 });
  check('a recall is watched step by step', await page.locator('[data-do="remember"]').textContent() === 'Stop');
  await page.waitForFunction(() => document.querySelector('.story').textContent.includes('There it is'), null, { timeout: 30_000 });
  check('the stored picture comes back', (await text(page, '.story')).includes('There it is: digit 3, pixel by pixel.'));
  const energies = await ask(page, 'Energies');
  check('the energy falls at every step', energies.length > 5 && energies.every((e, k) => k === 0 || e < energies[k - 1]), energies.join(' '));
  await page.locator('.player input').focus();
  await page.keyboard.press('Home');
  check('the film goes back to its beginning', (await ask(page, 'Facts'))[8] === 0);
  await press(page, 'forward');
  check('and on by one step', (await ask(page, 'Facts'))[8] === 1);

  await press(page, 'forget-all');
  await press(page, 'clear');
  const box = await page.locator('.grid').boundingBox(), at = (row, column) => [box.x + (column + .5) * box.width / 8, box.y + (row + .5) * box.height / 8];
  await page.mouse.move(...at(1, 1));
  await page.mouse.down();
  await page.mouse.move(...at(1, 6));
  await page.mouse.move(...at(6, 6));
  await page.mouse.up();
  const drawn = [9, 10, 11, 12, 13, 14, 22, 30, 38, 46, 54];
  const on = [];
  for (let cell = 0; cell < 64; cell++) if (await isOn(page, cell)) on.push(cell);
  check('a stroke of the mouse turns on what lies on its way', on.join() === drawn.join(), on.join());
  await press(page, 'store');
  check('it is stored', await page.locator('.stored li').count() === 1 && (await text(page, '.stored li .name')).startsWith('your picture'));
  await page.fill('#noise', '20');
  await press(page, 'spoil');
  check('noise flips its share', (await text(page, '.story')).includes('13 of 64 pixels differ'), await text(page, '.story'));
  const noisy = page.url();
  await press(page, 'remember');
  await page.waitForFunction(() => document.querySelector('.story').textContent.includes('There it is'), null, { timeout: 30_000 });
  check('one’s own picture comes back', (await text(page, '.story')).includes('There it is: your picture'));
  const again = await open(new URL(noisy).search);
  check('the address holds all of it', (await text(again, '.story')).includes('13 of 64 pixels differ') && again.url() === noisy, again.url());
  await again.context().close();
  await press(page, 'undo');
  await press(page, 'undo');
  check('two steps back nothing is stored', await page.locator('.stored li').count() === 0);
  await press(page, 'redo');
  check('and one on it is again', await page.locator('.stored li').count() === 1);
  await page.context().close();
}

// By keyboard alone.
{
  const page = await open('?stored=d1&picture=xAAAAAAAAAAA');
  await page.locator('.skip').focus();
  for (let k = 0; k < 12 && !await page.evaluate(() => document.activeElement.classList.contains('cell')); k++) await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press(' ');
  check('arrows and space draw', await isOn(page, 9) && !await isOn(page, 0));
  check('a cell says where it is', await page.evaluate(() => document.activeElement.getAttribute('aria-label')) === 'row 2, column 2, on');
  await page.keyboard.press('Control+z');
  check('Ctrl+Z takes it back', !await isOn(page, 9));
  await page.keyboard.press('Control+y');
  check('Ctrl+Y makes it again', await isOn(page, 9));
  await page.keyboard.press('Tab');
  check('the next stop is the button that recalls', await page.evaluate(() => document.activeElement.dataset.do) === 'remember');
  await page.keyboard.press('Enter');
  check('without motion the end is shown at once', /nothing moves any more/.test(await text(page, '.story')), await text(page, '.story'));
  await page.locator('[name="kind"]:checked').focus();
  await page.keyboard.press('ArrowDown');
  check('another memory by arrow', await ask(page, 'Kind') === 'projection');
  await page.context().close();
}

// With a finger, on a phone.
{
  const page = await open('?stored=d1&picture=xAAAAAAAAAAA', { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true });
  await page.locator('.grid').scrollIntoViewIfNeeded();
  const box = await page.locator('.grid').boundingBox(), before = await page.evaluate(() => scrollY);
  check('the picture is large enough for a finger', box.width / 8 >= 36, `${box.width / 8} px a cell`);
  const at = (row, column) => ({ x: box.x + (column + .5) * box.width / 8, y: box.y + (row + .5) * box.height / 8 });
  await page.touchscreen.tap(at(3, 4).x, at(3, 4).y);
  check('a touch turns a pixel on', await isOn(page, 28));
  const finger = await page.context().newCDPSession(page);
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at(0, 2)] });
  for (let row = 1; row < 8; row++) await finger.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [at(row, 2)] });
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  const column = [];
  for (let row = 0; row < 8; row++) column.push(await isOn(page, row * 8 + 2));
  check('a finger draws a line', column.every(Boolean), column.join());
  check('and the page does not scroll under it', await page.evaluate(() => scrollY) === before);
  await page.context().close();
}

// Until it breaks.
{
  const page = await open();
  await press(page, 'load');
  await page.waitForFunction(() => document.querySelector('.breaking').textContent.includes('It has broken'), null, { timeout: 60_000 });
  check('one digit too many costs nearly all', (await text(page, '.breaking')).includes('of 4 pictures one is still held') && await page.locator('.stored .lost').count() === 3, await text(page, '.breaking'));
  await press(page, 'undo');
  check('without it all are held again', await page.locator('.stored .held').count() === 3);
  await page.selectOption('#source', 'r');
  await press(page, 'forget-all');
  await press(page, 'load');
  await page.waitForFunction(() => document.querySelector('.breaking').textContent.includes('It has broken'), null, { timeout: 120_000 });
  const [, count] = await ask(page, 'Facts'), points = await ask(page, 'Curve', 'hebb');
  check('random pictures fill it later', count > 8 && count < 30, `${count}`);
  check('they were added one by one', points.filter((_, i) => i % 2 === 0).every((stored, k) => stored === k + 1), points.join());
  check('many pictures have a wall of their own', await page.locator('.wall').isVisible());
  await page.context().close();
}

// How it looks.
for (const colorScheme of ['light', 'dark']) {
  for (const [name, question, ...doings] of [['first', '', 'remember'], ['photographs', '?size=32&memory=power&stored=p0~6&picture=p2n40.1', 'remember'], ['grey', '?memory=continuous&beta=0.1&stored=d0~9&picture=d3c', 'remember'], ['broken', '?stored=r0~13&picture=r0n10.1', 'one']]) {
    const page = await open(question, { colorScheme }), what = `${name}, ${colorScheme}`;
    for (const doing of doings) await press(page, doing);
    await page.locator('.sources summary').click();
    check(`${what}: axe`, await violations(page) === '', await violations(page));
    if (pictures) await page.screenshot({ path: join(pictures, `playground-${name}-${colorScheme}.png`), fullPage: true });
    await page.setViewportSize({ width: 375, height: 812 });
    await page.waitForTimeout(200);
    check(`${what}: as narrow as a phone`, await narrow(page));
    if (colorScheme === 'light' || name === 'first') check(`${what}, 375 px: axe`, await violations(page) === '', await violations(page));
    if (pictures) await page.screenshot({ path: join(pictures, `playground-${name}-${colorScheme}-375.png`), fullPage: true });
    await page.context().close();
  }
}

// The ways to it and back, and without a network after a visit.
{
  const context = await browser.newContext({ reducedMotion: 'reduce' }), page = await context.newPage();
  const ways = ['index.html', ...readdirSync(site).filter(file => /^(01|05|09|13)-.*\.html$/.test(file))];
  check('the first page and four chapters lead to it', ways.length === 5, ways.join(' '));
  for (const way of ways) {
    await page.goto(host.home + way);
    await page.locator('.invitation a').click();
    await ready(page);
    check(`${way} leads to its own settings`, !await page.locator('.notice[role="alert"]').isVisible() && page.url().includes('stored='), page.url());
  }
  check('settings differ', new URL(page.url()).search.includes('memory=continuous'));
  await page.waitForFunction(() => navigator.serviceWorker.ready.then(ready => ready.active?.scriptURL.includes('/playground/') && ready.active.state === 'activated'), null, { timeout: 60_000 });
  await context.setOffline(true);
  host.close();
  await page.goto(`${host.home}playground/?memory=power&stored=d0~3&picture=d1n10.1`);
  await ready(page);
  await press(page, 'remember');
  check('offline, it remembers', (await text(page, '.story')).includes('There it is: digit 1'), await text(page, '.story'));
  await context.close();
}

check('nothing from elsewhere', elsewhere.length === 0, elsewhere.join(' '));
check('console', errors.length === 0, errors.join('\n'));
await browser.close();
end();

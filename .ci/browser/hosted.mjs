// The site as it is hosted, served to a real browser: its index and one chapter, light and dark, wide and at 375 px, axe-core; search by
// keyboard over text and code; hints at terms and references; the reader's progress; links and downloads; and all of it without a network
// after the first visit.
//
//   dotnet run … -- site (writes artifacts/hosted)  →  npm ci  →  node hosted.mjs [site] [pictures]
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, tally, violations } from './browser.mjs';
import { serve } from './serve.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const site = resolve(process.argv[2] ?? join(here, '../../artifacts/hosted')), pictures = process.argv[3];
if (!existsSync(join(site, 'index.html'))) throw new Error(`No site in ${site}: write it first.`);
if (pictures) mkdirSync(pictures, { recursive: true });
const chapter = readdirSync(site).find(file => /^02-.*\.html$/.test(file));
const { check, end } = tally();

const { home, close } = await serve(site);

const browser = await launch();
const leave = async page => {
  await page.keyboard.press('Escape');
  return page.locator('dialog[open]').waitFor({ state: 'detached', timeout: 5000 }).then(() => true, () => false);
};

for (const colorScheme of ['light', 'dark']) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme, serviceWorkers: 'block' });
  for (const file of ['index.html', chapter]) {
    const page = await context.newPage(), what = `${file}, ${colorScheme}`, errors = [], asked = [];
    page.on('console', message => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', error => errors.push(error.message));
    page.on('request', request => { if (!request.url().startsWith(home) && !request.url().startsWith('data:')) asked.push(request.url()); });
    await page.goto(home + file, { waitUntil: 'networkidle' });
    check(`${what}: axe`, await violations(page) === '', await violations(page));
    if (pictures) await page.screenshot({ path: join(pictures, `${file.slice(0, 5)}-${colorScheme}.png`), fullPage: file === 'index.html' });
    await page.keyboard.press('/');
    await page.keyboard.type('overlap');
    await page.locator('.search li a').first().waitFor({ timeout: 10_000 }).catch(() => {});
    check(`${what}: axe, while searching`, await violations(page) === '', await violations(page));
    if (pictures) await page.screenshot({ path: join(pictures, `search-${file.slice(0, 5)}-${colorScheme}.png`) });
    check(`${what}: Escape ends the search`, await leave(page));
    await page.setViewportSize({ width: 375, height: 812 });
    await page.waitForTimeout(200);
    check(`${what}: as narrow as a phone`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    if (pictures) await page.screenshot({ path: join(pictures, `${file.slice(0, 5)}-${colorScheme}-375.png`), fullPage: file === 'index.html' });
    check(`${what}: nothing from elsewhere`, asked.length === 0, asked.join(' '));
    check(`${what}: console`, errors.length === 0, errors.join('\n'));
    await page.close();
  }
  await context.close();
}

const context = await browser.newContext({ viewport: { width: 1280, height: 900 } }), page = await context.newPage();
await page.goto(home, { waitUntil: 'networkidle' });
check('a map leads to every chapter', await page.locator('.map a').count() === await page.locator('.part li').count());
check('the fast path is marked on it', await page.locator('.map a.fast').count() >= 2);
const preview = await page.locator('meta[property="og:image"]').getAttribute('content');
check('a link to it is shown with a picture', existsSync(join(site, 'cards', preview.split('/').at(-1))));

// Search, by keyboard alone.
const found = async words => {
  await page.keyboard.press('/');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(words);
  await page.waitForFunction(() => /\d+ page|No page/.test(document.querySelector('.search .state')?.textContent), null, { timeout: 10_000 });
  await page.waitForTimeout(600);
  const links = await page.locator('.search li a').evaluateAll(all => all.map(a => a.getAttribute('href')));
  await leave(page);
  return links;
};
check('a word of the text is found', (await found('avalanche')).some(link => link.includes('05-')));
check('a name of the code is found', (await found('HopfieldNetwork')).length > 0);
await page.keyboard.press('/');
await page.keyboard.press('Control+A');
await page.keyboard.type('spurious');
await page.locator('.search li a').first().waitFor();
await page.waitForTimeout(600);
await page.keyboard.press('Tab');
await page.keyboard.press('Tab');
const wanted = await page.evaluate(() => document.activeElement.href ?? "");
await page.keyboard.press('Enter');
await page.waitForURL(url => url.href === wanted, { timeout: 10_000 }).catch(() => {});
check('Enter on what was found opens its page', wanted.includes('.html') && page.url() === wanted, `${page.url()}, not ${wanted}`);

// Hints, by keyboard.
await page.goto(home + chapter, { waitUntil: 'networkidle' });
await page.waitForFunction(() => document.querySelector('.term'), null, { timeout: 10_000 });
await page.locator('.term').first().focus();
check('a term says what it means', await page.locator('.hint').isVisible() && (await page.locator('.hint p').first().textContent()).length > 10);
if (pictures) await page.screenshot({ path: join(pictures, 'hint.png') });
await page.keyboard.press('Escape');
check('Escape takes the hint away', !await page.locator('.hint').isVisible());
await page.locator('a.citation').first().hover();
check('a reference says what it is', await page.locator('.hint').isVisible());

// Progress.
await page.locator('h2').nth(2).scrollIntoViewIfNeeded();
await page.mouse.wheel(0, 500);
await page.waitForTimeout(1200);
await page.goto(home, { waitUntil: 'networkidle' });
check('the first page knows where the reader was', await page.locator('.progress').count() > 0);
await page.locator('.resume').click();
await page.waitForURL(new RegExp(chapter));
check('and leads back there', page.url().includes('#'), page.url());
await page.locator('main > footer').scrollIntoViewIfNeeded();
await page.waitForTimeout(1200);
await page.goto(home, { waitUntil: 'networkidle' });
check('a chapter that was read to its end is marked', await page.locator('.map a.read').count() > 0);

// Links and downloads.
const pages = readdirSync(site, { recursive: true }).map(String).filter(file => file.endsWith('.html') && !file.startsWith('pagefind'));
const dead = [];
for (const file of pages) {
  const text = readFileSync(join(site, file), 'utf8').replace(/<script[\s\S]*?<\/script>/g, '');
  for (const [, href] of text.matchAll(/<a [^>]*?href="([^"]*)"/g)) {
    if (/^(https?:|mailto:|#)/.test(href)) continue;
    const target = resolve(site, dirname(file), decodeURIComponent(href.split(/[#?]/)[0]));
    if (relative(site, target).startsWith('..') || !existsSync(target)) dead.push(`${file}: ${href}`);
  }
}
check(`no link of ${pages.length} pages leaves the site or ends nowhere`, dead.length === 0, dead.slice(0, 8).join('\n'));
const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.actions a[download]').first().click()]);
check('all notebooks come as one file', (await download.path()) && statSync(await download.path()).size > 1_000_000);

// Without a network after the first visit.
await page.waitForFunction(() => navigator.serviceWorker.ready.then(ready => !!ready.active), null, { timeout: 30_000 });
await context.setOffline(true);
await close();
await page.goto(home + chapter);
await page.locator('.chart').first().scrollIntoViewIfNeeded();
check('offline, a chapter that was not kept by the browser itself draws its figures', await page.waitForFunction(() => document.querySelector('.chart.drawn'), null, { timeout: 30_000 }).then(() => true, () => false));
check('offline, the search finds', (await found('energy')).length > 0);
await browser.close();
end();

// Opens each page of the course's site, light and dark, wide and at 375 px, without a network, and checks: no error in the console, nothing
// that axe-core finds, nothing wider than the window; that every slider and every menu of a figure is moved by the keyboard; and that a
// button appears over code.
//
//   dotnet run … -- run (writes artifacts/site)  →  npm ci  →  node pages.mjs [site]
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch, tally, violations } from './browser.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const site = resolve(process.argv[2] ?? join(here, '../../artifacts/site'));
const pages = readdirSync(site).filter(file => file.endsWith('.html'));
if (pages.length === 0) throw new Error(`No page in ${site}: run the course first.`);

const { check, end } = tally();

const browser = await launch();
for (const colorScheme of ['light', 'dark']) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme, offline: true });
  for (const file of pages) {
    const page = await context.newPage(), what = `${file}, ${colorScheme}`, errors = [];
    page.on('console', message => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', error => errors.push(error.message));
    await page.goto(pathToFileURL(join(site, file)).href);
    await drawAll(page);

    const found = await violations(page);
    check(`${what}: axe`, found === '', found);
    if (colorScheme === 'light') {
      await keys(page, file);
      const source = page.locator('.cell:not(.setup) > .source').first();
      if (await source.count() > 0) {
        await source.hover();
        await page.waitForTimeout(300);
        check(`${what}: a button to copy`, await source.locator('xpath=following-sibling::button').evaluate(button => getComputedStyle(button).opacity) === '1');
      }
    }

    await page.setViewportSize({ width: 375, height: 812 });
    await page.waitForTimeout(200);
    check(`${what}: as narrow as a phone`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    check(`${what}: console`, errors.length === 0, errors.join('\n'));
    await page.close();
  }
  await context.close();
}
await browser.close();
end();

// Figures are drawn when they come near the window.
async function drawAll(page) {
  for (const chart of await page.locator('.chart').all()) {
    await chart.scrollIntoViewIfNeeded();
    await page.waitForFunction(plot => plot.classList.contains('drawn'), await chart.elementHandle(), { timeout: 30000 });
  }
}

// The arrow moves a control, and the figure follows.
async function keys(page, file) {
  for (const [i, control] of (await page.locator('.keys input, .keys select').all()).entries()) {
    const chart = control.locator('xpath=ancestor::*[contains(@class, "keys")]/preceding-sibling::*[contains(@class, "chart")][1]');
    await chart.scrollIntoViewIfNeeded();
    await page.waitForFunction(plot => plot.classList.contains('drawn'), await chart.elementHandle(), { timeout: 30000 });
    await control.focus();
    const before = await control.inputValue();
    await page.keyboard.press('ArrowRight');
    if (await control.inputValue() === before) await page.keyboard.press('ArrowLeft');
    const after = await control.inputValue();
    const active = await chart.evaluate(plot => [...plot.layout.sliders ?? [], ...plot.layout.updatemenus ?? []].map(c => c.active ?? 0));
    check(`${file}: control ${i + 1} by keyboard`, after !== before && active.includes(Number(after)), `from ${before} to ${after}, the figure has ${active}`);
  }
}

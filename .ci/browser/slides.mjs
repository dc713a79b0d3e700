// Pages through the slides of chapters without a network: no error in the console, every slide fits its window with all its steps shown,
// every letter of its text is read from the last row, every figure is drawn, and the speaker's notes say minutes.
//
//   dotnet run … -- slides (writes artifacts/slides)  →  npm ci  →  node slides.mjs [folder] [--look FOLDER]
import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch, tally } from './browser.mjs';

const here = dirname(fileURLToPath(import.meta.url)), at = process.argv.indexOf('--look');
const look = at > 0 ? resolve(process.argv[at + 1]) : null, named = process.argv[2];
const slides = resolve(named && named !== '--look' ? named : join(here, '../../artifacts/slides'));
const pages = readdirSync(slides).filter(file => file.endsWith('.html'));
if (pages.length === 0) throw new Error(`No slides in ${slides}: run "slides" first.`);
if (look) mkdirSync(look, { recursive: true });

// A letter's size is that of its lower and upper bounds together; one of a fiftieth of the height is read from eight heights away.
const width = 1280, height = 720, least = height / 50;
const { check, end } = tally();
const browser = await launch();
const context = await browser.newContext({ viewport: { width, height }, offline: true });
for (const file of pages) {
  const page = await context.newPage(), errors = [];
  page.on('console', message => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', error => errors.push(error.message));
  await page.goto(pathToFileURL(join(slides, file)).href);
  await page.waitForSelector('.reveal.ready');
  const count = await page.locator('.slides > section').count();
  check(`${file}: a talk`, count >= 15, `${count} slides`);
  check(`${file}: minutes`, await page.locator('section[data-timing]').count() >= 10);
  for (let number = 0; number < count; number++) {
    const what = `${file}, slide ${number + 1}`;
    await page.keyboard.press(number === 0 ? 'Home' : 'ArrowRight');
    while (await page.locator('section.present .fragment:not(.visible)').count() > 0) await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => [...document.querySelectorAll('section.present .chart')].every(plot => plot.classList.contains('drawn')), null, { timeout: 30000 });
    const { overflow, smallest } = await page.evaluate(() => {
      const slide = document.querySelector('section.present .slide'), scale = parseFloat(slide.style.zoom) || 1;
      const texts = [...slide.querySelectorAll('p, li, td, h1, h2, figcaption')].filter(text => text.textContent.trim() && !text.closest('details, svg, .keys'));
      return {
        overflow: Math.max(slide.scrollHeight - slide.clientHeight, document.documentElement.scrollWidth - innerWidth),
        smallest: Math.min(...texts.map(text => parseFloat(getComputedStyle(text).fontSize) * scale)),
      };
    });
    check(`${what}: fits`, overflow <= 1, `${overflow} px too tall or wide`);
    check(`${what}: letters`, smallest >= least, `${smallest} px`);
    if (look) await page.screenshot({ path: join(look, `${file.slice(0, 2)}-${String(number + 1).padStart(2, '0')}.png`) });
  }
  check(`${file}: console`, errors.length === 0, errors.join('\n'));
  await page.close();
}
await browser.close();
end();

// Opens the files of an epub in a real browser as a reader's device does: XHTML that is read strictly, pictures beside it, no network. And looks at
// the PDF from outside: pages, an outline, descriptions of pictures, links within it.
//
//   dotnet run … -- book 13 (writes artifacts/book)  →  npm ci  →  node book.mjs [folder] [pictures]
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch, tally } from './browser.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const books = resolve(process.argv[2] ?? join(here, '../../artifacts/book')), pictures = process.argv[3];
const epubs = readdirSync(books).filter(file => file.endsWith('.epub'));
if (epubs.length === 0) throw new Error(`No book in ${books}: write one first.`);
if (pictures) mkdirSync(pictures, { recursive: true });
const { check, end } = tally();

const browser = await launch();
const context = await browser.newContext({ viewport: { width: 700, height: 1000 }, offline: true });
for (const epub of epubs) {
  const folder = mkdtempSync(join(tmpdir(), 'epub-'));
  execFileSync('python3', ['-m', 'zipfile', '-e', join(books, epub), folder]);
  const texts = readdirSync(join(folder, 'EPUB')).filter(file => file.endsWith('.xhtml'));
  check(`${epub}: a title, contents, a chapter, answers, two lists`, texts.length >= 6, texts.join(' '));
  for (const text of texts) {
    const page = await context.newPage(), errors = [];
    page.on('console', message => message.type() === 'error' && errors.push(message.text()));
    page.on('requestfailed', request => errors.push(request.url()));
    await page.goto(pathToFileURL(join(folder, 'EPUB', text)).href, { waitUntil: 'load' });
    const found = await page.evaluate(() => ({
      broken: document.querySelector('parsererror')?.textContent ?? '',
      empty: [...document.images].filter(image => image.naturalWidth === 0).length,
      wide: [...document.querySelectorAll('p, pre, figure, h1, h2, h3')].filter(part => part.getBoundingClientRect().right > innerWidth + 1).length,
      flat: [...document.querySelectorAll('math')].filter(formula => formula.getBoundingClientRect().height === 0).length,
    }));
    check(`${epub}, ${text}: XML`, found.broken === '', found.broken);
    check(`${epub}, ${text}: pictures`, found.empty === 0, `${found.empty} are empty`);
    check(`${epub}, ${text}: formulas`, found.flat === 0, `${found.flat} are not drawn`);
    check(`${epub}, ${text}: fits`, found.wide === 0, `${found.wide} parts are too wide`);
    check(`${epub}, ${text}: nothing is missing`, errors.length === 0, errors.join('\n'));
    if (pictures) await page.screenshot({ path: join(pictures, `${epub}-${text}.png`) });
    await page.close();
  }
  rmSync(folder, { recursive: true });

  const pdf = readFileSync(join(books, epub.replace(/epub$/, 'pdf')), 'latin1');
  const pages = (pdf.match(/\/Type\s*\/Page\b/g) ?? []).length;
  check(`${epub}: its PDF has pages`, pages >= 20, `${pages}`);
  for (const [what, mark] of [['an outline', /\/Outlines\b/], ['descriptions', /\/Alt\b/], ['names of places', /\/Dests\b/], ['a language', /\/Lang\b/]]) check(`${epub}: its PDF has ${what}`, mark.test(pdf));
}
await browser.close();
end();

// Draws each figure of the gallery with plotly.js 2 (the version that Plotly.NET carries), 3 and 4 on white, with 3 also on
// near-black, without a network, and checks: no error in the console, a picture that is not blank, sliders and buttons that move by
// a real mouse, landscapes that turn and stay turned, and the HTML form beside a module loader.
//
//   dotnet test (writes artifacts/gallery)  →  npm ci  →  node figures.mjs [gallery] [pictures]
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch, tally } from './browser.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const gallery = resolve(process.argv[2] ?? join(root, 'artifacts/gallery'));
const pictures = resolve(process.argv[3] ?? join(root, 'artifacts/pictures'));
const majors = [2, 3, 4];
const themes = { light: '#ffffff', dark: '#111111' };
const minimumInk = 0.004;   // The sparsest figure, a thin line over a grid, covers about 1 % of its area.

mkdirSync(pictures, { recursive: true });
const names = readdirSync(gallery).filter(file => file.endsWith('.json')).map(file => basename(file, '.json'));
if (names.length === 0) throw new Error(`No figure in ${gallery}: run the tests of Hopfield.Plotting first.`);

const { check, end } = tally();

const browser = await launch();
const context = await browser.newContext({ viewport: { width: 900, height: 900 }, offline: true });
const judge = await context.newPage();

// The share of pixels that differ from the corner.
const ink = png => judge.evaluate(async data => {
  const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + data)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
  canvas.drawImage(image, 0, 0);
  const pixels = new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer);
  return pixels.reduce((count, pixel) => count + (pixel !== pixels[0]), 0) / pixels.length;
}, png.toString('base64'));

async function open(background) {
  const page = await context.newPage();
  const errors = [];
  page.on('console', message => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', error => errors.push(error.message));
  await page.setContent(`<!doctype html><body style="margin:0;background:${background}"><div id="plot"></div>`);
  return { page, errors };
}

const draw = (page, figure) => page.evaluate(async figure => {
  Plotly.purge('plot');
  await Plotly.newPlot('plot', figure.data, figure.layout, figure.config);
  if (figure.frames) await Plotly.addFrames('plot', figure.frames);
}, figure);

const visible = page => page.evaluate(() => JSON.stringify([document.getElementById('plot').data.map(trace => [trace.visible ?? true, trace.marker?.size]), document.getElementById('plot').layout.sliders?.[0].active]));

const snapshot = async (page, file) => {
  const png = await page.locator('#plot').screenshot();
  if (file) writeFileSync(join(pictures, file), png);
  return png;
};

/** Clicks at the end of the slider's rail, then drags the handle back to its middle. */
async function moveSlider(page, what) {
  const before = await visible(page), first = await snapshot(page);
  const rail = await page.locator('.slider-rail-touch-rect').boundingBox();
  await page.mouse.click(rail.x + rail.width - 8, rail.y + rail.height / 2);
  await page.waitForTimeout(400);
  const end = await visible(page), last = await snapshot(page);
  check(`${what}: a click moves the slider`, end !== before);
  check(`${what}: the picture changes with it`, !first.equals(last));
  const grip = await page.locator('.slider-grip-rect').boundingBox();
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  await page.mouse.move(rail.x + rail.width / 2, rail.y + rail.height / 2, { steps: 5 });
  await page.mouse.up();
  await page.waitForTimeout(400);
  check(`${what}: the handle can be dragged`, await visible(page) !== end);
}

/** Turns a landscape by the mouse; its slider must not turn it back. */
async function turnAndMove(page, what) {
  const camera = () => page.evaluate(() => JSON.stringify(document.getElementById('plot').layout.scene.camera.eye));
  const before = await camera(), scene = await page.locator('#plot canvas').first().boundingBox();
  await page.mouse.move(scene.x + scene.width / 2, scene.y + scene.height / 2);
  await page.mouse.down();
  await page.mouse.move(scene.x + scene.width / 2 + 120, scene.y + scene.height / 2 + 20, { steps: 8 });
  await page.mouse.up();
  await page.waitForTimeout(400);
  const turned = await camera();
  check(`${what}: the mouse turns the landscape`, turned !== before);
  await moveSlider(page, what);
  check(`${what}: the slider leaves the view as it was turned`, await camera() === turned);
}

async function pressLastButton(page, what) {
  const before = await visible(page);
  await page.locator('.updatemenu-button').last().click();
  let changed = false;
  for (let wait = 0; wait < 20 && !changed; wait++) {
    await page.waitForTimeout(100);
    changed = await visible(page) !== before;
  }
  check(`${what}: the button changes the figure`, changed);
}

for (const major of majors) {
  const library = readFileSync(join(here, `node_modules/plotly${major}/plotly.min.js`), 'utf8');
  for (const [theme, background] of Object.entries(themes)) {
    if (theme === 'dark' && major !== 3) continue;
    const { page, errors } = await open(background);
    await page.addScriptTag({ content: library });
    for (const name of names) {
      const figure = JSON.parse(readFileSync(join(gallery, `${name}.json`), 'utf8'));
      const what = `plotly ${major}, ${theme}, ${name}`;
      await draw(page, figure);
      const share = await ink(await snapshot(page, `${name}-${theme}-${major}.png`));
      check(`${what}: not blank`, share > minimumInk, `(${(100 * share).toFixed(2)} % drawn)`);
      if (theme === 'light' && figure.layout.sliders) await (figure.layout.scene ? turnAndMove : moveSlider)(page, what);
      if (theme === 'light' && figure.layout.updatemenus) await pressLastButton(page, what);
      check(`${what}: no error`, errors.length === 0, errors.join('; '));
      errors.length = 0;
    }
    await page.close();
  }
}

// The HTML form: a page with a module loader, the library once, one figure twice.
const { page, errors } = await open('#ffffff');
await page.goto(pathToFileURL(join(gallery, 'page.html')).href);
await page.waitForFunction(() => document.querySelectorAll('.hopfield-figure .main-svg').length > 0);
const drawn = await page.evaluate(() => [...document.querySelectorAll('.hopfield-figure')].map(box => box.querySelector('.main-svg') !== null));
check('html: every figure is drawn', drawn.length === 3 && drawn.every(Boolean), JSON.stringify(drawn));
check('html: no error', errors.length === 0, errors.join('; '));
writeFileSync(join(pictures, 'page.png'), await page.screenshot({ fullPage: true }));

await browser.close();
end();

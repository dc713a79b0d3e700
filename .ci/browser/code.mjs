// Chapters in VS Code, as somebody reads them who opens the folder: texts set, formulas, pictures of the figures, coloured C#. Running cells
// takes Microsoft's Jupyter extension, which is not to be had here: that is tried by hand.
//   node code.mjs FOLDER CHAPTER…
// FOLDER receives the pictures; VS Code is installed by code/install.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { launch, tally } from './browser.mjs';

const [pictures, ...chapters] = process.argv.slice(2).map(word => resolve(word));
mkdirSync(pictures, { recursive: true });
const room = mkdtempSync(join(tmpdir(), 'code-')), work = join(room, 'notebooks'), port = Number(process.env.CODE_PORT ?? 8899);
mkdirSync(join(room, 'user/User'), { recursive: true });
mkdirSync(work);
for (const chapter of chapters) cpSync(chapter, join(work, basename(chapter)));
writeFileSync(join(room, 'user/User/settings.json'), JSON.stringify({
  'workbench.startupEditor': 'none', 'workbench.editorAssociations': { '*.ipynb': 'jupyter-notebook' }, 'telemetry.telemetryLevel': 'off', 'update.mode': 'none', 'extensions.ignoreRecommendations': true,
}));
const server = spawn(process.execPath, [join(import.meta.dirname, 'code/node_modules/code-server/out/node/entry.js'), '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`,
  '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--user-data-dir', join(room, 'user'), '--extensions-dir', join(room, 'extensions'), work],
  { env: { ...process.env, HOME: room, XDG_CONFIG_HOME: join(room, 'config'), XDG_DATA_HOME: join(room, 'data') }, stdio: ['ignore', 'ignore', 'inherit'], detached: true });
let ended = null;
server.on('exit', code => { ended = code ?? 'a signal'; });
const { check, end } = tally();
const browser = await launch();
try {
  for (let tries = 0; ; tries++) {
    try { if ((await fetch(`http://127.0.0.1:${port}/healthz`)).ok) break; } catch (error) { if (ended !== null || tries > 120) throw new Error(`VS Code does not answer${ended === null ? '' : `; it ended with ${ended}`}`, { cause: error }); }
    await new Promise(later => setTimeout(later, 500));
  }

  for (const chapter of chapters) {
    const name = basename(chapter), { cells } = JSON.parse(readFileSync(chapter, 'utf8'));
    const source = cell => [cell.source].flat().join(''), outputs = cells.flatMap(cell => cell.outputs ?? []);
    const figures = outputs.filter(output => output.data?.['image/png']).length, texts = cells.filter(cell => cell.cell_type === 'markdown');
    const formulas = texts.reduce((sum, cell) => sum + (source(cell).replace(/`[^`]*`/g, '').match(/\$\$[^$]+\$\$|\$[^$\n]+\$/g) ?? []).length, 0);
    const tab = await browser.newPage({ viewport: { width: 1300, height: 1000 } });
    await tab.goto(`http://127.0.0.1:${port}/?folder=${work}`);
    const row = tab.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
    await row.waitFor({ timeout: 120_000 });
    // A click that comes while the workbench is put together is lost.
    for (let tries = 0; ; tries++) {
      await row.dblclick();
      if (await tab.waitForSelector('.notebook-editor .monaco-list-row', { state: 'attached', timeout: 20_000 }).then(() => true, error => { if (tries > 5) throw error; })) break;
    }

    // Texts and outputs are drawn in a frame of their own, each text in a shadow tree.
    const seen = () => Promise.all(tab.frames().slice(1).map(frame => frame.evaluate(() => {
      const roots = [...document.querySelectorAll('.preview')].map(text => text.shadowRoot ?? text);
      return { texts: roots.length, formulas: roots.reduce((sum, root) => sum + root.querySelectorAll('.katex').length, 0), wrong: roots.flatMap(root => [...root.querySelectorAll('.katex-error')].map(error => error.textContent)), pictures: [...document.images].filter(image => image.complete && image.naturalWidth > 500).length };
    }).catch(() => ({ texts: 0, formulas: 0, wrong: [], pictures: 0 })))).then(all => all.reduce((a, b) => b.texts >= a.texts ? b : a, { texts: 0, formulas: 0, wrong: [], pictures: 0 }));
    let now = await seen();
    for (let tries = 0; tries < 60 && !(now.texts === texts.length && now.pictures === figures && now.formulas >= formulas); tries++) {
      await tab.waitForTimeout(1000);
      now = await seen();
    }

    check(`${name}: all texts are set`, now.texts === texts.length, `${now.texts} of ${texts.length}`);
    check(`${name}: all formulas are set`, now.formulas >= formulas && now.wrong.length === 0, `${now.formulas} of ${formulas} ${now.wrong.join(' ')}`);
    check(`${name}: all figures show their pictures`, now.pictures === figures, `${now.pictures} of ${figures}`);
    const colours = await tab.evaluate(() => new Set([...document.querySelectorAll('.notebook-editor .view-line span span')].map(word => getComputedStyle(word).color)).size);
    check(`${name}: C# is coloured`, colours >= 4, `${colours} colours`);
    console.log(`     ${name}: ${now.texts} texts, ${now.formulas} formulas, ${now.pictures} pictures, ${colours} colours`);
    await tab.screenshot({ path: join(pictures, `code-${name}.png`) });
    await tab.close();
  }
} finally {
  await browser.close();
  if (ended === null) process.kill(-server.pid, 'SIGKILL');
  rmSync(room, { recursive: true, force: true });
}

end();

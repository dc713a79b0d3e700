// Finds and starts the Chromium of the machine.
import { chromium } from 'playwright-core';
import { accessSync, constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe', 'msedge.exe'];

function find() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const folder of (process.env.PATH ?? '').split(delimiter))
    for (const name of names) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch { /* not here */ }
    }
  throw new Error(`No Chromium on the PATH (looked for ${names.join(', ')}); name one in the variable CHROMIUM.`);
}

/** Counts checks, and says at once which failed. */
export function tally() {
  let passed = 0, failed = 0;
  return {
    check(what, holds, detail = '') {
      if (holds) passed++;
      else {
        failed++;
        console.error(`FAILED ${what} ${detail}`);
      }
    },
    /** The last line; a failed check fails the program. */
    end() {
      console.log(`${passed} passed, ${failed} failed`);
      process.exitCode = failed > 0 ? 1 : 0;
    },
  };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe-core finds in a page; empty where it finds nothing. What plotly.js draws is a picture with a text of its own: its letters lie on
 * what a figure shows, which axe cannot see.
 */
export async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run({ exclude: ['.js-plotly-plot'] }, { resultTypes: ['violations'], preload: false }));
  return found.violations.map(v => `\n  ${v.id} (${v.nodes.length}): ${v.nodes[0].target} ${v.nodes[0].failureSummary.replaceAll('\n', ' ')}`).join('');
}

// Software rendering: a build machine has no graphics card, and landscapes need WebGL.
export const launch = () => chromium.launch({
  executablePath: find(),
  args: ['--no-sandbox', '--disable-gpu', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-quic',
    '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

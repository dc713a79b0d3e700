// The page of the playground: what a person does goes through one door into the engine, and what the engine says is shown.
import { dotnet } from './_framework/dotnet.js';
import { makeGrid } from './grid.js';
import { drawEnergy, drawLoad, number } from './curves.js';
import { drawPictures } from './pictures.js';
import { keepOffline } from './offline.js';

const $ = selector => document.querySelector(selector), all = selector => [...document.querySelectorAll(selector)];
const still = matchMedia('(prefers-reduced-motion: reduce)');
const listed = 10;
let engine, playing = 0, loading = false;

// ---- Light and dark -------------------------------------------------------------------------------------------------
const dark = matchMedia('(prefers-color-scheme: dark)'), root = document.documentElement;
$('.theme').addEventListener('click', () => {
  root.dataset.theme = (root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches) ? 'light' : 'dark';
  try { localStorage.setItem('theme', root.dataset.theme); } catch { /* a page may not remember */ }
});

// ---- The engine -----------------------------------------------------------------------------------------------------
try {
  const host = await dotnet.create();
  engine = (await host.getAssemblyExports(host.getConfig().mainAssemblyName)).Hopfield.Playground.Doors;
} catch (error) {
  $('.loading').textContent = 'It did not start.';
  notice(`The engine did not start here: ${error.message ?? error}. It needs a browser with WebAssembly of 2023 or later.`);
  throw error;
}

const facts = () => {
  const [side, count, degree, seed, held, canUndo, canRedo, frames, frame, broken, known] = engine.Facts();
  return { side, count, degree, seed, held, canUndo, canRedo, frames, frame, broken, known };
};

const grid = makeGrid($('.grid'), (units, on) => act(() => engine.Paint(units, on)));

function notice(text) {
  $('.notice').textContent = text;
  $('.notice').hidden = !text;
}

// Whatever changes the scene goes through here: an error is said, the page follows, and the address says what is seen.
function act(change) {
  stop();
  try {
    change();
    notice('');
  } catch (error) {
    notice(`That did not work: ${error.message ?? error}`);
  }
  show();
}

// ---- What is seen ---------------------------------------------------------------------------------------------------
function show() {
  const now = facts();
  showStored(now);
  showPicture(now);
  showChoice(now);
  showLoad();
  history.replaceState(null, '', `?${engine.Address()}${location.hash}`);
}

function showPicture(now) {
  const [beginning, ending, next] = engine.Told(), last = now.frames > 0 && now.frame === now.frames - 1;
  grid.show(now.side, engine.Picture());
  say('.story', now.frames === 0 ? beginning : last ? ending : 'It remembers …');
  $('.next').textContent = last ? next : '';
  $('.player').hidden = now.frames < 2;
  const slider = $('.player input');
  [slider.max, slider.value] = [Math.max(now.frames - 1, 1), now.frame];
  slider.setAttribute('aria-valuetext', `${engine.Changes()[now.frame] ?? 0} changes`);
  $('[data-do="back"]').disabled = now.frame === 0;
  $('[data-do="forward"]').disabled = now.frame >= now.frames - 1;
  $('[data-do="remember"]').disabled = now.count === 0;
  $('[data-do="remember"]').textContent = playing ? 'Stop' : now.frames > 1 ? 'Watch again' : 'Remember';
  $('[data-do="undo"]').disabled = !now.canUndo;
  $('[data-do="redo"]').disabled = !now.canRedo;
  $('[data-do="store"]').disabled = now.known === 1;
  $('[data-do="store"]').textContent = now.known ? 'This one is stored' : 'Store this picture';
  showEnergy(now);
  showOverlaps();
}

// Said aloud once, not at every step.
function say(selector, text) {
  if ($(selector).textContent !== text) $(selector).textContent = text;
}

function showEnergy(now) {
  const energies = [...engine.Energies()];
  $('.energy .value').textContent = energies.length ? `Now ${number(energies[now.frame])}.` : '';
  drawEnergy($('.energy svg'), energies, [...engine.Changes()], now.frame, engine.Kind() === 'continuous' ? 'steps' : 'changed pixels');
}

// ---- What is stored -------------------------------------------------------------------------------------------------
function showStored(now) {
  const names = engine.Names(), pixels = engine.Stored(), kept = [...engine.Kept()], size = now.side * now.side, shown = Math.min(now.count, listed);
  $('.stored').replaceChildren(...names.slice(0, shown).map((name, mu) => {
    const item = document.createElement('li');
    item.innerHTML = '<button type="button" class="show"><canvas></canvas></button><div><div class="name"><span></span><span></span></div><div class="overlap"><i></i></div></div><button type="button" class="drop">×</button>';
    const [look, drop] = item.querySelectorAll('button'), [called, state] = item.querySelectorAll('.name span');
    drawPictures(item.querySelector('canvas'), now.side, pixels.slice(mu * size, (mu + 1) * size), 1, 1);
    look.setAttribute('aria-label', `Show ${name}`);
    look.addEventListener('click', () => act(() => engine.Show(mu)));
    drop.setAttribute('aria-label', `Forget ${name}`);
    drop.addEventListener('click', () => { act(() => engine.Forget(mu)); ($('.stored .drop') ?? $('[data-do="store"]')).focus(); });
    called.textContent = name;
    state.dataset.kept = kept[mu];
    return item;
  }));
  const wall = $('.wall');
  wall.hidden = now.count <= listed;
  if (!wall.hidden) {
    const across = Math.max(8, Math.floor(192 / now.side) * 2), canvas = wall.querySelector('canvas'), rest = now.count - listed;
    drawPictures(canvas, now.side, pixels.slice(listed * size), rest, Math.min(across, rest), kept.slice(listed).map(one => !one));
    canvas.style.width = `${canvas.width * Math.max(1, Math.round(16 / now.side * 1.6))}px`;
    const held = kept.slice(listed).filter(one => one).length;
    canvas.setAttribute('aria-label', `${rest} more pictures`);
    wall.querySelector('figcaption').textContent = `and ${rest} more: ${held} held${held < rest ? ', the faded ones lost' : ''}.`;
  }
  $('[data-do="forget-all"]').disabled = now.count === 0;
}

function showOverlaps() {
  const overlaps = engine.Overlaps();
  all('.stored li').forEach((item, mu) => {
    const overlap = overlaps[mu], bar = item.querySelector('.overlap i'), state = item.querySelectorAll('.name span')[1], held = state.dataset.kept === '1';
    bar.style.left = `${overlap < 0 ? 50 + overlap * 50 : 50}%`;
    bar.style.width = `${Math.abs(overlap) * 50}%`;
    bar.classList.toggle('negative', overlap < 0);
    state.className = held ? 'held' : 'lost';
    state.textContent = `${held ? 'held' : 'lost'} · ${number(overlap)}`;
    state.title = 'Overlap: the share of equal pixels minus that of different ones';
  });
}

// ---- Which memory ---------------------------------------------------------------------------------------------------
// β on a scale of powers of ten: 0.001 to 2 in 34 stops.
const betas = Array.from({ length: 34 }, (_, k) => Number((10 ** (k / 10 - 3)).toPrecision(2)));

function showChoice(now) {
  const kind = engine.Kind(), beta = engine.Beta();
  for (const radio of all('[name="kind"]')) radio.checked = radio.value === kind;
  for (const dial of all('.dial')) dial.hidden = !dial.dataset.for.split(' ').includes(kind);
  $('#degree').value = now.degree;
  $('[for="degree"]~output').textContent = now.degree;
  $('#beta').value = betas.reduce((best, b, k) => Math.abs(Math.log(b / beta)) < Math.abs(Math.log(betas[best] / beta)) ? k : best, 0);
  $('[for="beta"]~output').textContent = number(beta);
  $('#beta').setAttribute('aria-valuetext', number(beta));
  $('#size').value = now.side;
  $('#hold').checked = !!now.held;
  $('#hold').disabled = kind === 'continuous';
}

function choose(change) {
  const now = facts();
  const { kind, degree, beta } = { kind: engine.Kind(), degree: now.degree, beta: engine.Beta(), ...change };
  act(() => engine.Choose(kind, degree, beta));
}

// ---- Until it breaks ------------------------------------------------------------------------------------------------
function showLoad() {
  const [load, breaking, theory] = engine.Fullness(), promise = engine.Promise();
  say('.count', load);
  say('.breaking', breaking);
  $('.theory').textContent = theory;
  const most = drawLoad($('.curve svg'), engine.CurveLabels().map(label => ({ label, points: [...engine.Curve(label)] })), engine.CurveNow(), promise, `${load} ${breaking}`);
  $('.curve .legend').textContent = promise > most ? `Theory’s ${number(Math.floor(promise))} lies far to the right.` : '';
  $('[data-do="load"]').textContent = loading ? 'Stop' : 'Load until it breaks';
}

const pause = ms => new Promise(go => setTimeout(go, ms));

async function load() {
  if (loading) { loading = false; return; }
  loading = true;
  stop();
  // One after the other while it is small, in larger steps where it takes many.
  while (loading) {
    const now = facts();
    let more = false;
    act(() => { more = engine.Load($('#source').value, Math.max(1, Math.floor(now.count / 16))); });
    if (!more) break;
    if (facts().broken) break;
    await pause(still.matches ? 0 : 90);
  }
  loading = false;
  show();
}

// ---- The film -------------------------------------------------------------------------------------------------------
function stop() {
  clearTimeout(playing);
  playing = 0;
}

function stand(frame) {
  engine.Stand(frame);
  showPicture(facts());
}

function remember() {
  if (playing) { stop(); stand(facts().frame); return; }
  const now = facts();
  // A film that was watched is watched again from its beginning.
  let frames = now.frames;
  if (frames > 1) engine.Stand(0);
  else act(() => { frames = engine.Remember(); });
  if (frames < 2) { showPicture(facts()); return; }
  if (still.matches) { stand(frames - 1); return; }
  const each = Math.max(16, Math.min(engine.Kind() === 'continuous' ? 350 : 140, 3500 / frames));
  const step = () => {
    const { frame } = facts();
    if (frame >= frames - 1) { stop(); showPicture(facts()); return; }
    playing = setTimeout(step, each);
    stand(frame + 1);
  };
  playing = setTimeout(step, 200);
  showPicture(facts());
}

// ---- What a person does ---------------------------------------------------------------------------------------------
const doings = {
  remember,
  back: () => { stop(); stand(facts().frame - 1); },
  forward: () => { stop(); stand(facts().frame + 1); },
  spoil: () => act(() => engine.Spoil(Math.min(100, Math.max(1, Math.round($('#noise').valueAsNumber) || 15)))),
  cover: () => act(() => engine.CoverHalf()),
  clear: () => act(() => engine.Clear()),
  undo: () => act(() => engine.Undo()),
  redo: () => act(() => engine.Redo()),
  store: () => act(() => engine.Store()),
  'forget-all': () => act(() => engine.ForgetAll()),
  random: () => act(() => engine.Take(`r${facts().seed + Math.floor(performance.now()) % 90000}`)),
  one: () => act(() => engine.Load($('#source').value, 1)),
  load,
};

document.addEventListener('click', event => {
  const wanted = event.target.closest?.('[data-do]');
  if (wanted && engine) doings[wanted.dataset.do]();
});
document.addEventListener('keydown', event => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.matches?.('input[type="number"]')) return;
  const key = event.key.toLowerCase(), wanted = key === 'y' || (key === 'z' && event.shiftKey) ? 'redo' : key === 'z' ? 'undo' : null;
  if (wanted) { event.preventDefault(); doings[wanted](); }
});
$('.player input').addEventListener('input', event => { stop(); stand(event.target.valueAsNumber); });
for (const radio of all('[name="kind"]')) radio.addEventListener('change', () => choose({ kind: radio.value }));
$('#degree').addEventListener('input', event => choose({ degree: event.target.valueAsNumber }));
$('#beta').addEventListener('input', event => choose({ beta: betas[event.target.valueAsNumber] }));
$('#hold').addEventListener('change', event => act(() => engine.Hold(event.target.checked)));
$('#size').addEventListener('change', event => act(() => engine.Resize(Number(event.target.value))));
addEventListener('popstate', () => open());
let width = innerWidth;
addEventListener('resize', () => {
  if (width === innerWidth) return;
  width = innerWidth;
  showEnergy(facts());
  showLoad();
});

const photographs = ['camera', 'astronaut', 'cat', 'coffee', 'rocket', 'horse', 'bricks'];
for (const keys of all('.sources .keys')) {
  const words = keys.dataset.source === 'd' ? Array.from({ length: 10 }, (_, k) => `${k}`) : photographs;
  keys.append(...words.map((word, k) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: word });
    if (keys.dataset.source === 'd') button.setAttribute('aria-label', `Digit ${word}`);
    button.addEventListener('click', () => act(() => engine.Take(`${keys.dataset.source}${k}`)));
    return button;
  }));
}

function open() {
  stop();
  const problems = engine.Open(location.search);
  // Whoever begins with random pictures goes on with them.
  $('#source').value = /stored=r/.test(engine.Address()) ? 'r' : 'd';
  show();
  notice(problems);
}

open();
$('.loading').remove();
$('main').setAttribute('aria-busy', 'false');
root.dataset.ready = Math.round(performance.now());
const fetched = performance.getEntriesByType('resource').reduce((sum, one) => sum + one.transferSize, 0);
$('.size').textContent = `${fetched > 1e5 ? `${number(fetched / 1e6)} MB fetched` : 'Kept on this device'}, ready in ${number(performance.now() / 1000)} s.`;
keepOffline();

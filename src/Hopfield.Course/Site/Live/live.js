// Runs a page's cells in the page. Nothing is fetched before the reader asks for it; what the page came with stays until it is replaced.
import { Editor } from "./live-editor.js";
import { Ended, Kernel } from "./live-kernel.js";
import { Outputs } from "./live-outputs.js";

const home = new URL("..", import.meta.url), page = location.pathname;
const make = (tag, properties, ...children) => { const element = Object.assign(document.createElement(tag), properties); element.append(...children); return element; };
const button = (textContent, click, more = {}) => { const made = make("button", { type: "button", textContent, ...more }); made.addEventListener("click", click); return made; };
// What is kept in this browser: changed cells of this page, what is solved, how long cells took here. A page that may keep nothing works all the same.
const keep = (key, value) => { try { value === null ? localStorage.removeItem(key) : localStorage.setItem(key, JSON.stringify(value)); } catch { /* not kept */ } };
const kept = (key, otherwise) => { try { return JSON.parse(localStorage.getItem(key)) ?? otherwise; } catch { return otherwise; } };
const passing = { set: (key, value) => { try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* not kept */ } }, take: key => { try { const value = JSON.parse(sessionStorage.getItem(key)); sessionStorage.removeItem(key); return value; } catch { return null; } } };
const changesKey = `changed ${page}`, timesKey = `seconds ${page}`, solvedKey = `solved ${home.pathname}`;
const slow = 5; // seconds from which a cell says how long it takes

const kernel = new Kernel(home);
let running = null, queue = [], order = 0, seconds = {};
const chapter = page.split("/").at(-1).replace(".html", "");
const say = (text, isTrouble = false) => { status.textContent = text; bar.classList.toggle("trouble", isTrouble); bar.hidden = text === ""; };

// ---- The page's own parts ---------------------------------------------------------------------------------------
const status = make("span", {}), meter = make("progress", { hidden: true, max: 1 });
status.setAttribute("role", "status");
meter.setAttribute("aria-label", "Fetched");
const stop = button("Stop", () => { queue = []; if (running) kernel.stop(running); }, { className: "stop", hidden: true });
const bar = make("div", { className: "live-bar", hidden: true }, status, meter, stop, button("Close", () => say(""), { className: "close" }));
bar.setAttribute("role", "region");
bar.setAttribute("aria-label", "Running cells");

const cells = [...document.querySelectorAll("main .cell")].map((box, index) => {
  const source = box.querySelector(".source"), cell = { box, index, number: +box.id.slice(5), original: source.querySelector("code").textContent, outputs: new Outputs(box), ran: null };
  cell.text = cell.original;
  cell.name = `cell ${index + 1}`;
  cell.status = make("span", { className: "state" });
  cell.status.setAttribute("role", "status");
  cell.runButton = button("Run", () => request("run", cell), { className: "run" });
  cell.editButton = button("Edit", () => edit(cell));
  cell.resetButton = button("Reset", () => reset(cell), { hidden: true });
  for (const [made, word] of [[cell.runButton, "Run"], [cell.editButton, "Edit"], [cell.resetButton, "Reset"]]) made.setAttribute("aria-label", `${word} ${cell.name}`);
  cell.tools = make("div", { className: "tools" }, cell.runButton, cell.editButton, cell.resetButton, cell.status);
  const anchor = source.closest("details") ?? source;
  (anchor.nextElementSibling?.matches(".copy") ? anchor.nextElementSibling : anchor).after(cell.tools);
  return cell;
});
const quiet = [...document.querySelectorAll("main > .kicker")].at(0);
const head = make("div", { className: "live-head" },
  make("p", { textContent: "Every cell runs here, in your browser: nothing to install. The first run fetches about 9 MB, once." }),
  button("Run all", () => request("all"), { className: "run" }), button("Download as .ipynb", download));
(document.querySelector(".actions") ?? quiet)?.after(head);
document.body.append(bar);

// ---- Editing ----------------------------------------------------------------------------------------------------
const session = () => kernel.isAlive && !running ? {
  complete: (code, position) => kernel.ask("complete", { code, position }),
  inspect: (code, position) => kernel.ask("inspect", { code, position }),
} : undefined;

function edit(cell) {
  const details = cell.box.querySelector("details:has(.source)");
  if (details) details.open = true;
  if (!cell.editor) {
    cell.box.querySelector(".copy")?.remove();
    cell.editor = new Editor(cell.box.querySelector(".source"), `Code of ${cell.name}`, session, text => { cell.text = text; changed(cell); }, () => request("run", cell));
    cell.editButton.hidden = true;
  }
  cell.editor.focus();
}

function changed(cell) {
  const isChanged = cell.text !== cell.original;
  cell.box.classList.toggle("changed", isChanged);
  cell.resetButton.hidden = !isChanged && cell.outputs.list.length === 0;
  const changes = kept(changesKey, {});
  if (isChanged) changes[cell.number] = cell.text; else delete changes[cell.number];
  keep(changesKey, Object.keys(changes).length > 0 ? changes : null);
}

function reset(cell) {
  cell.text = cell.original;
  if (cell.editor) cell.editor.text = cell.original;
  cell.outputs.reset();
  cell.ran = null;
  cell.status.textContent = "";
  changed(cell);
  cell.resetButton.hidden = true;
  cell.runButton.focus();
}

// ---- Running ----------------------------------------------------------------------------------------------------
// A page whose server lends no headers gets them from the service worker, once it is reloaded: then a cell can be asked to stop.
function request(what, cell) {
  if (running) { if (cell && !queue.includes(cell)) { queue.push(cell); cell.status.textContent = "waits"; } return; }
  if (!crossOriginIsolated && navigator.serviceWorker?.controller && !kernel.isAlive && passing.take("isolated") === null) {
    passing.set("isolated", true);
    passing.set("resume", { what, cell: cell?.index });
    return location.reload();
  }
  return what === "all" ? runAll() : runOne(cell);
}

async function begin() {
  if (kernel.isAlive) return;
  say("Fetching .NET, the compiler and the engine …");
  meter.hidden = false;
  meter.removeAttribute("value");
  stop.hidden = false;
  try {
    running = kernel.start(JSON.stringify(kept(solvedKey, {})));
    await running;
  }
  finally { running = null; meter.hidden = stop.hidden = true; }
}

kernel.onFetched = ({ fetched, total, done }) => {
  meter.value = fetched / total;
  say(done ? "Starting …" : `Fetching .NET, the compiler and the engine: ${(fetched / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB, once`);
};
kernel.onEnded = reason => { for (const cell of cells) cell.ran = null; say(reason, true); };

// A cell is up to date when it ran with the text it has now, after all that it needs.
const isFresh = (cell, needs) => cell.ran !== null && cell.ran.text === cell.text && needs.every(above => cells[above].ran && cells[above].ran.order < cell.ran.order && cells[above].ran.text === cells[above].text);
const needsOf = cell => kernel.ask("needs", { cells: cells.map(one => one.text), cell: cell.index });

async function runOne(wanted) {
  try {
    await begin();
    queue = [wanted];
    while (queue.length > 0) {
      const cell = queue[0], needs = await needsOf(cell);
      for (const above of needs) {
        if (queue.length === 0) return;
        if (!isFresh(cells[above], await needsOf(cells[above])) && !await run(cells[above], cell)) { cell.status.textContent = `not run: ${cells[above].name} above stopped`; queue = []; return; }
      }
      if (queue.length > 0 && !await run(cell)) queue = [];
      queue.shift();
    }
  }
  catch (error) { failed(error); }
}

async function runAll() {
  const known = cells.filter(cell => expected(cell) >= slow);
  let left = [];
  if (known.length > 0) {
    const answer = await choose(`${known.length === 1 ? "One cell is" : `${known.length} cells are`} slow here: about ${duration(known.reduce((sum, cell) => sum + expected(cell), 0))}.`, known);
    if (answer === "") return;
    if (answer === "quick") left = known;
  }
  try {
    await begin();
    queue = [...cells];
    for (const cell of cells) {
      if (queue.length === 0) return;
      queue = cells.slice(cell.index);
      const skipped = left.includes(cell) || (left.length > 0 && (await needsOf(cell)).some(above => left.includes(cells[above])));
      if (skipped) { if (!left.includes(cell)) left.push(cell); cell.status.textContent = "left out"; continue; }
      if (!await run(cell)) return queue = [];
    }
    queue = [];
    say(left.length > 0 ? `All but ${left.length} cells have run.` : "All cells have run.");
  }
  catch (error) { failed(error); }
}

function choose(question, known) {
  const dialog = make("dialog", { className: "live-question" });
  const answer = (words, value) => make("button", { type: "submit", textContent: words, value });
  dialog.append(make("form", { method: "dialog" }, make("p", { textContent: question }),
    make("ul", {}, ...known.map(cell => make("li", { textContent: `${cell.name}: about ${duration(expected(cell))}` }))),
    answer("Run everything", "all"), answer("Leave the slow ones out", "quick"), answer("Cancel", "")));
  dialog.setAttribute("aria-label", "Slow cells");
  document.body.append(dialog);
  dialog.showModal();
  return new Promise(done => dialog.addEventListener("close", () => { dialog.remove(); done(dialog.returnValue); }));
}

/** Runs one cell; true where the cells below may go on. */
async function run(cell, on) {
  const text = cell.text;
  say(on ? `Running ${cell.name}, which ${on.name} needs …` : `Running ${cell.name} …`);
  cell.box.classList.add("running");
  cell.status.textContent = expected(cell) >= slow ? `runs, about ${duration(expected(cell))}` : "runs";
  stop.hidden = false;
  passing.set("running", cell.name);
  cell.outputs.begin();
  kernel.onOutput = output => cell.outputs.add(output);
  try {
    const ended = await (running = kernel.run(text));
    cell.outputs.end();
    const took = ended.milliseconds / 1000, count = cell.box.querySelector(".count");
    cell.count = ended.count;
    if (count) count.textContent = ended.count;
    cell.ran = ended.status === "Ok" ? { text, order: ++order } : null;
    cell.status.textContent = `${{ Ok: "ran", Failed: "failed", Interrupted: "stopped" }[ended.status]}, ${took < 1 ? took.toFixed(2) : took.toFixed(1)} s`;
    keep(solvedKey, { ...kept(solvedKey, {}), ...JSON.parse(ended.progress) });
    if (text === cell.original && ended.status === "Ok") keep(timesKey, { ...kept(timesKey, {}), [cell.number]: Math.round(took * 10) / 10 });
    cell.resetButton.hidden = false;
    say("");
    // An error that the chapter shows on purpose ends nothing.
    return ended.status === "Ok" || (ended.status === "Failed" && cell.text === cell.original && cell.endsInError);
  }
  catch (error) {
    cell.outputs.end();
    cell.status.textContent = "ended";
    throw error;
  }
  finally {
    running = null;
    stop.hidden = true;
    passing.take("running");
    cell.box.classList.remove("running");
    kernel.onOutput = () => {};
  }
}
for (const cell of cells) cell.endsInError = cell.box.querySelector(".outputs .error") !== null;

function failed(error) {
  queue = [];
  if (!(error instanceof Ended)) { say(`This did not work: ${error.message}`, true); throw error; }
}

// ---- How long cells take here -----------------------------------------------------------------------------------
const expected = cell => cell.text !== cell.original ? 0 : kept(timesKey, {})[cell.number] ?? seconds[cell.number] ?? 0;
const duration = time => time < 90 ? `${Math.round(time)} s` : `${Math.round(time / 60)} min`;
async function learnTimes() {
  seconds = (await (await fetch(new URL("assets/seconds.json", home))).json())[chapter.slice(0, 2)] ?? {};
  for (const cell of cells.filter(cell => expected(cell) >= slow)) cell.status.textContent = `about ${duration(expected(cell))} here`;
}

// ---- The notebook as changed ------------------------------------------------------------------------------------
async function notebook() {
  const made = await (await fetch(document.querySelector(".actions a[download]").href)).json();
  const lines = text => text.split(/(?<=\n)/);
  for (const cell of cells) {
    const there = made.cells[cell.number - 1];
    if (cell.text !== cell.original) there.source = lines(cell.text);
    if (!cell.count) continue;
    there.execution_count = cell.count;
    there.outputs = structuredClone(cell.outputs.list);
    // As committed notebooks: a figure's data, which every front end draws, and no page of its own.
    for (const { data } of there.outputs) if (data?.["application/vnd.plotly.v1+json"]) delete data["text/html"];
  }
  return made;
}

async function download() {
  const file = new Blob([JSON.stringify(await notebook(), null, 1) + "\n"], { type: "application/x-ipynb+json" });
  const link = make("a", { href: URL.createObjectURL(file), download: `${chapter}.ipynb` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// ---- Earlier visits ---------------------------------------------------------------------------------------------
for (const [number, text] of Object.entries(kept(changesKey, {}))) {
  const cell = cells.find(cell => cell.number === +number);
  if (!cell) continue;
  cell.text = text;
  edit(cell);
  cell.editor.text = text;
  document.activeElement?.blur?.();
  cell.status.textContent = "changed on an earlier visit";
}
const lost = passing.take("running"), resume = passing.take("resume");
if (lost) say(`The page was loaded anew while ${lost} ran: what the variables held is gone. Your changes are kept.`, true);
learnTimes().catch(() => { /* nothing is known */ });
if (resume) request(resume.what, cells[resume.cell]);

// What checks of the page ask.
globalThis.live = { cells, kernel, notebook, run: index => runOne(cells[index]), runAll, get isRunning() { return running !== null || queue.length > 0; } };

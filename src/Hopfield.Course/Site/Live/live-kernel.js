// The session behind a page: a worker that is fetched when the first cell runs. It may be stopped, and it may end: then the next run begins anew.
// Milliseconds until a stop that was not heard ends the worker: while the cell runs, where nobody can ask it, and while it is compiled.
const patience = 250, impatience = 60, compiling = 3000;

/** What a pending request is told when its worker has ended. */
export class Ended extends Error {}

export class Kernel {
  #worker; #ready; #pending = new Map(); #next = 0; #flag; #begun = false;
  /** Called with each output of the running cell. */
  onOutput = () => {};
  /** Called with bytes that have come, bytes there are, and whether all is there. */
  onFetched = () => {};
  /** Called when the worker has ended, with the reason. */
  onEnded = () => {};

  constructor(home) { this.home = home; }

  /** Whether a session is there, with the variables of the cells that have run. */
  get isAlive() { return this.#worker !== undefined; }

  /** Begins a session where there is none. */
  start(progress) {
    if (this.#worker) return this.#ready;
    const worker = this.#worker = new Worker(new URL("live/worker.js", this.home), { type: "module" });
    worker.onmessage = ({ data }) => {
      if (worker !== this.#worker) return;
      if ("output" in data) this.onOutput(JSON.parse(data.output));
      else if ("begins" in data) this.#begun = true;
      else if ("fetched" in data) this.onFetched(data);
      else if ("crashed" in data) this.end(explain(data.crashed));
      else this.#settle(data.id, pending => pending.resolve(data.value));
    };
    worker.onerror = event => { if (worker === this.#worker) this.end(explain(event.message ?? "its script could not be loaded")); };
    const shared = globalThis.crossOriginIsolated ? new SharedArrayBuffer(4) : null;
    this.#flag = shared && new Int32Array(shared);
    return this.#ready = this.ask("start", { shared, progress });
  }

  /** Sends a request and waits for its answer. */
  ask(what, request = {}) {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#worker.postMessage({ id, what, ...request });
    });
  }

  /** Runs a cell. */
  run(code) {
    if (this.#flag) Atomics.store(this.#flag, 0, 0);
    this.#begun = false;
    return this.ask("run", { code });
  }

  /** Stops the running cell; where it does not hear, the session ends with it. */
  async stop(running) {
    if (!this.#worker) return;
    if (this.#flag) Atomics.store(this.#flag, 0, 1);
    this.#worker.postMessage({ stop: true });
    const heard = await Promise.race([running.then(() => true, () => true), new Promise(done => setTimeout(done, !this.#flag ? impatience : this.#begun ? patience : compiling, false))]);
    if (!heard) this.end("Stopped. What the variables held is lost with it: the cell was busy in a place that cannot be interrupted.");
  }

  /** Ends the session. */
  end(reason) {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const id of [...this.#pending.keys()]) this.#settle(id, pending => pending.reject(new Ended(reason)));
    this.onEnded(reason);
  }

  #settle(id, how) {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (pending) how(pending);
  }
}

function explain(message) {
  const reason = /memory|allocation|OOM|grow/i.test(message) && !/out of bounds/i.test(message) ? "There is no memory left for it in this page."
    : /stack|recursion/i.test(message) ? "Its calls were nested too deep."
    : `It said: ${message.split("\n")[0]}`;
  return `The session has ended. ${reason} What the variables held is lost; the next run begins anew.`;
}

// The worker of a page whose cells run: .NET, the compiler and the engine. The page sends requests with a number and gets an answer
// with the same; outputs come between, and what is fetched is told in bytes.
globalThis.dotnetSidecar = true; // this .NET belongs to a worker and asks for no document

let flag = null, api = null, fetched = 0, lastWords = "";
const answer = (id, value) => postMessage({ id, value });
// Before .NET ends by an exception that nobody caught, it writes it to the console, with its calls.
const sayError = console.error;
console.error = (...words) => { lastWords ||= /[\w.]*Exception: .*/.exec(words.join(" "))?.[0] ?? ""; sayError(...words); };
const fail = error => postMessage({ crashed: lastWords || String(error?.message ?? error ?? "nothing") });
addEventListener("unhandledrejection", event => fail(event.reason));

// Files of the data are asked for by a cell that cannot wait for an answer. A worker may fetch them in one go.
function fetchFile(path) {
  const request = new XMLHttpRequest();
  request.open("GET", new URL(`data/${path.split("/").map(encodeURIComponent).join("/")}`, location.href), false);
  request.responseType = "arraybuffer";
  request.send();
  return request.status === 200 ? new Uint8Array(request.response) : null;
}

async function start({ shared, progress }) {
  if (shared) flag = new Int32Array(shared);
  const sizes = await (await fetch("files.json")).json();
  // Where the host does not compress what it sends, the files that are compressed already are fetched instead.
  const encoding = await fetch("_framework/dotnet.native.wasm", { method: "HEAD" }).then(head => head.headers.get("content-encoding"), () => null);
  const packed = !encoding && "DecompressionStream" in globalThis;
  const part = encoding?.includes("br") ? 2 : 1, total = Object.values(sizes).reduce((sum, size) => sum + size[part], 0);
  const load = (type, name, uri) => type === "dotnetjs" || type === "manifest" ? undefined : (async () => {
    const response = await fetch(packed ? `${uri}.gz` : uri);
    if (!response.ok) throw new Error(`${name} could not be fetched: ${response.status} ${response.statusText}`);
    const size = sizes[name], share = (size?.[part] ?? 0) / (size?.[packed ? 1 : 0] || 1);
    const counted = response.body.pipeThrough(new TransformStream({ transform(piece, into) { fetched += piece.length * share; postMessage({ fetched, total }); into.enqueue(piece); } }));
    return new Response(packed ? counted.pipeThrough(new DecompressionStream("gzip")) : counted,
      { headers: { "content-type": type === "dotnetwasm" ? "application/wasm" : "application/octet-stream" } });
  })();
  const { dotnet } = await import("./_framework/dotnet.js");
  // The memory of a page never shrinks: beyond 128 MB garbage is collected before more is asked for.
  const host = await dotnet.withEnvironmentVariable("MONO_GC_PARAMS", "soft-heap-limit=128m").withResourceLoader(load).withModuleConfig({ onAbort: fail }).create();
  postMessage({ fetched: total, total, done: true });
  host.setModuleImports("page", {
    publish: json => postMessage({ output: json }),
    begins: () => postMessage({ begins: true }),
    isStopWanted: () => flag !== null && Atomics.load(flag, 0) !== 0,
    fetchFile,
  });
  const { resources, mainAssemblyName } = host.getConfig();
  api = (await host.getAssemblyExports(mainAssemblyName)).Hopfield.Web.Worker;
  api.Start([...resources.coreAssembly ?? [], ...resources.assembly ?? []].map(file => (file.virtualPath ?? file.name).replace(/\.(wasm|dll)$/, "")));
  if (progress) api.Remember(progress);
}

const requests = {
  start,
  run: async ({ code }) => { lastWords = ""; return JSON.parse(await api.Run(code)); },
  complete: ({ code, position }) => JSON.parse(api.Complete(code, position)),
  inspect: ({ code, position }) => api.Inspect(code, position),
  needs: ({ cells, cell }) => api.Needs(cells, cell),
};

// One request after the other; only a stop may come while a cell awaits something.
let turn = Promise.resolve();
onmessage = ({ data }) => {
  if (data.stop) return api?.Interrupt();
  turn = turn.then(async () => answer(data.id, await requests[data.what](data))).catch(fail);
};

// What a cell shows, as elements of the page: the same forms as those of the committed outputs.
const plotly = "application/vnd.plotly.v1+json", picture = "image/png";
const join = value => Array.isArray(value) ? value.join("") : value ?? "";
const make = (tag, properties, ...children) => { const element = Object.assign(document.createElement(tag), properties); element.append(...children); return element; };
const html = (className, text) => make("div", { className, innerHTML: text });

function element(output) {
  if (output.output_type === "stream") return make("pre", { className: `stream ${output.name}`, textContent: join(output.text) });
  if (output.output_type === "error") {
    const box = make("div", { className: "error" }, make("p", { textContent: `${output.ename}: ${output.evalue}` }));
    box.setAttribute("role", "note");
    if (output.traceback?.length) box.append(make("pre", { textContent: output.traceback.join("\n") }));
    return box;
  }
  const { data } = output, text = join(data["text/plain"]);
  if (data[plotly]) return chart(data[plotly], text);
  if (data["text/html"]) return html("html", join(data["text/html"]));
  if (data["image/svg+xml"]) return html("picture", join(data["image/svg+xml"]));
  if (data[picture]) return make("div", { className: "picture" }, make("img", { src: `data:${picture};base64,${join(data[picture])}`, alt: text }));
  if (data["text/markdown"]) return make("pre", { className: "value", textContent: join(data["text/markdown"]) });
  return make("pre", { className: "value", textContent: text });
}

function chart(figure, summary) {
  const box = make("div", { className: "chart" });
  box.setAttribute("role", "figure");
  box.setAttribute("aria-label", figure.layout?.meta?.alt ?? (summary || "Figure"));
  box.style.minHeight = `${figure.layout?.height ?? 450}px`;
  box.append(make("script", { type: "application/json", textContent: JSON.stringify(figure) }));
  return box;
}

/** The outputs of one cell: those that the page came with, until the first of a run takes their place. */
export class Outputs {
  #box; #caption; #captionHome; #clearing = false; #committed; #isCommitted = true; #shown = []; #ids = new Map();
  /** The outputs as a notebook file holds them. */
  list = [];

  constructor(cell) {
    this.cell = cell;
    this.#box = cell.querySelector(":scope > .outputs");
    this.#committed = [...this.#box?.childNodes ?? []];
    this.#caption = this.#box?.querySelector("figcaption");
    this.#captionHome = this.#caption?.parentElement;
  }

  /** A run begins; what is shown stays until something new comes. */
  begin() {
    this.list = [];
    this.#ids.clear();
    this.#clearing = true;
    this.#box?.classList.add("old");
  }

  /** Takes an output of the run. */
  add(output) {
    if (output.output_type === "clear_output") {
      this.#clearing = true;
      if (!output.wait) this.#clear();
      return;
    }
    const id = output.transient?.display_id;
    delete output.transient;
    if (output.output_type === "update_display_data") {
      for (const at of this.#ids.get(id) ?? []) {
        this.list[at].data = output.data;
        this.#shown[at].replaceWith(this.#shown[at] = this.#draw(element(this.list[at])));
      }
      return;
    }
    if (this.#clearing) this.#clear();
    const last = this.list.at(-1);
    if (output.output_type === "stream" && last?.output_type === "stream" && last.name === output.name) {
      last.text += output.text;
      this.#shown.at(-1).append(output.text);
      return;
    }
    if (id) this.#ids.set(id, [...this.#ids.get(id) ?? [], this.list.length]);
    this.list.push(output);
    const drawn = element(output);
    this.#shown.push(drawn);
    this.#box.append(drawn);
    this.#draw(drawn);
  }

  /** The run has ended: what was shown before it goes, and the caption stands below the last output. */
  end() {
    if (this.#clearing) this.#clear();
    const last = this.#box.lastElementChild;
    if (this.#caption && last) {
      const figure = make("figure", {});
      last.replaceWith(figure);
      figure.append(last, this.#caption);
    }
    else if (this.#caption) this.#box.append(this.#caption);
    for (const box of this.#box.querySelectorAll("pre, table, figure, .html")) if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
  }

  /** Brings back what the page came with. */
  reset() {
    if (this.#isCommitted) return;
    this.#clear();
    this.#isCommitted = true;
    this.#captionHome?.append(this.#caption);
    this.#box.replaceChildren(...this.#committed);
  }

  #clear() {
    this.#clearing = false;
    this.list = [];
    this.#shown = [];
    this.#ids.clear();
    if (!this.#box) this.cell.append(this.#box = make("div", { className: "outputs" }));
    this.#box.classList.remove("old");
    for (const plot of this.#box.querySelectorAll(".chart")) if (this.#isCommitted) Figures.undraw(plot); else Figures.remove(plot);
    this.#isCommitted = false;
    this.#box.replaceChildren();
  }

  #draw(drawn) {
    if (drawn.classList.contains("chart")) Figures.add(drawn);
    return drawn;
  }
}

// The editor of a cell: a text area that lies over its coloured text, with completion and hints of the session where one is there.
const keywords = new Set(("abstract as base bool break byte case catch char class const continue decimal default delegate do double else enum event explicit extern false finally fixed float for "
  + "foreach goto if implicit in int interface internal is lock long namespace new null object operator out override params private protected public readonly record ref return sbyte sealed short sizeof "
  + "stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using var virtual void volatile when where while with yield await async and or not init get set").split(" "));
const token = /(?<c>\/\/[^\n]*|\/\*[^]*?(?:\*\/|$))|(?<s>\$*"""[^]*?(?:"""|$)|\$?@\$?"(?:""|[^"])*"?|\$?"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])+'?)|(?<p>^[ \t]*#\w+)|(?<n>\b\d[\w.]*)|(?<w>[\p{L}_]\w*)/gmu;
const escape = text => text.replace(/[&<>]/g, letter => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[letter]);

// What the compiler has told of the names of the page: which of them are types and methods.
const known = new Map();
for (const name of document.querySelectorAll(".source .t, .source .m")) known.set(name.textContent, name.className);

/** Code as HTML, coloured as the page's own code is, as far as it can be told without the compiler. */
export function colour(code) {
  let html = "", at = 0;
  for (const found of code.matchAll(token)) {
    const [kind, text] = Object.entries(found.groups).find(([, text]) => text !== undefined);
    const name = kind !== "w" ? kind : keywords.has(text) ? "k" : known.get(text) ?? (/^\s*\(/.test(code.slice(found.index + text.length, found.index + text.length + 3)) ? "m" : "");
    html += escape(code.slice(at, found.index)) + (name ? `<span class="${name}">${escape(text)}</span>` : escape(text));
    at = found.index + text.length;
  }
  return html + escape(code.slice(at));
}

const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

export class Editor {
  #layer; #code; #area; #list; #hint; #items = []; #chosen = 0; #span; #turn = 0; #hovering;

  /**
   * Lays an editor over a cell's source.
   * @param source the element pre.source
   * @param label what the cell is called
   * @param session { complete, inspect }: ask the session; undefined where there is none
   * @param changed called after each change, run when the reader wants the cell to run
   */
  constructor(source, label, session, changed, run) {
    Object.assign(this, { session, changed, run });
    this.#code = source.querySelector("code");
    this.#layer = make("div", { className: "editing" });
    this.#area = make("textarea", { value: this.#code.textContent, spellcheck: false, autocapitalize: "off", autocomplete: "off", wrap: "off" });
    this.#area.setAttribute("aria-label", label);
    this.#area.setAttribute("aria-autocomplete", "list");
    this.#area.setAttribute("autocorrect", "off");
    this.#list = make("ul", { className: "completions", hidden: true, id: `completions-${Math.random().toString(36).slice(2)}` });
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", "Completions");
    this.#list.tabIndex = 0; // it scrolls; Tab takes a completion and never comes here
    this.#hint = make("pre", { className: "hint code-hint", hidden: true });
    this.#hint.setAttribute("role", "status");
    source.replaceWith(this.#layer);
    source.removeAttribute("tabindex");
    source.setAttribute("aria-hidden", "true");
    const scroll = make("div", { className: "editing-scroll" });
    scroll.append(source, this.#area);
    this.#layer.append(scroll, this.#list, this.#hint);
    this.#area.addEventListener("input", event => { this.#changed(); this.#typed(event); });
    this.#area.addEventListener("keydown", event => this.#key(event));
    this.#area.addEventListener("blur", () => { this.#close(); this.#hint.hidden = true; });
    this.#area.addEventListener("pointermove", event => this.#hover(event));
    this.#area.addEventListener("pointerleave", () => { clearTimeout(this.#hovering); this.#hint.hidden = true; });
    this.#list.addEventListener("pointerdown", event => { event.preventDefault(); const item = event.target.closest("li"); if (item) this.#take([...this.#list.children].indexOf(item)); });
    this.#paint();
  }

  get text() { return this.#area.value; }
  set text(value) { this.#area.value = value; this.#changed(); }
  focus() { this.#area.focus(); }

  #changed() { this.#paint(); this.changed(this.text); }

  // A last empty line has its height only where something stands in it.
  #paint() { this.#code.innerHTML = colour(this.text) + (this.text.endsWith("\n") ? " " : ""); }

  #insert(text, start = this.#area.selectionStart, end = this.#area.selectionEnd) {
    this.#area.setSelectionRange(start, end);
    // The browser's own way keeps what Undo knows.
    if (!document.execCommand("insertText", false, text)) { this.#area.setRangeText(text, start, end, "end"); this.#changed(); }
  }

  #key(event) {
    const open = !this.#list.hidden;
    if (event.key === "Enter" && (event.shiftKey || event.ctrlKey || event.metaKey)) { event.preventDefault(); this.#close(); this.run(); }
    else if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) { event.preventDefault(); this.#choose(this.#chosen + (event.key === "ArrowDown" ? 1 : -1)); }
    else if (open && (event.key === "Enter" || event.key === "Tab") && !event.shiftKey) { event.preventDefault(); this.#take(this.#chosen); }
    else if (event.key === "Escape" && (open || !this.#hint.hidden)) { event.preventDefault(); this.#close(); this.#hint.hidden = true; }
    else if (event.key === "Escape") this.#layer.parentElement.querySelector(".tools button")?.focus();
    else if (event.key === " " && event.ctrlKey && event.shiftKey) { event.preventDefault(); this.#tell(this.#area.selectionStart); }
    else if (event.key === " " && event.ctrlKey) { event.preventDefault(); this.#complete(); }
    else if (event.key === "Enter") {
      const before = this.text.slice(0, this.#area.selectionStart), line = before.slice(before.lastIndexOf("\n") + 1);
      event.preventDefault();
      this.#insert("\n" + /^[ \t]*/.exec(line)[0] + (/[{([]\s*$/.test(line) ? "    " : ""));
    }
  }

  #typed(event) {
    if (!this.#list.hidden || event.data === "." || (/^[\p{L}_]$/u.test(event.data ?? "") && /(^|[^\w.])\w{2}$/.test(this.text.slice(0, this.#area.selectionStart)))) this.#complete();
  }

  async #complete() {
    const turn = ++this.#turn, found = await this.session()?.complete(this.text, this.#area.selectionStart).catch(() => undefined);
    if (turn !== this.#turn || !found || found.items.length === 0 || document.activeElement !== this.#area) return turn === this.#turn && this.#close();
    this.#items = found.items.slice(0, 60);
    this.#span = [found.start, found.end];
    this.#list.replaceChildren(...this.#items.map(({ text, kind, signature }, i) => {
      const item = make("li", { id: `${this.#list.id}-${i}`, title: signature ?? "" });
      item.setAttribute("role", "option");
      item.append(make("span", { textContent: text }), make("small", { textContent: kind }));
      return item;
    }));
    this.#list.hidden = false;
    this.#area.setAttribute("aria-controls", this.#list.id);
    this.#place(this.#list, found.start);
    this.#choose(0);
  }

  #choose(chosen) {
    this.#chosen = (chosen + this.#items.length) % this.#items.length;
    [...this.#list.children].forEach((item, i) => item.setAttribute("aria-selected", i === this.#chosen));
    const item = this.#list.children[this.#chosen];
    item.scrollIntoView({ block: "nearest" });
    this.#area.setAttribute("aria-activedescendant", item.id);
  }

  #take(chosen) {
    const { text } = this.#items[chosen];
    this.#close();
    this.#insert(text, this.#span[0], this.#area.selectionStart);
  }

  #close() {
    this.#turn++;
    this.#list.hidden = true;
    this.#area.removeAttribute("aria-activedescendant");
  }

  #hover(event) {
    clearTimeout(this.#hovering);
    if (!this.session()) return;
    const { left, top, letter, line } = this.#measure();
    const row = Math.floor((event.offsetY - top) / line), column = Math.floor((event.offsetX - left) / letter), lines = this.text.split("\n");
    if (row < 0 || row >= lines.length || column < 0 || !/\w/.test(lines[row][column] ?? "")) { this.#hint.hidden = true; return; }
    this.#hovering = setTimeout(() => this.#tell(lines.slice(0, row).reduce((sum, text) => sum + text.length + 1, 0) + column), 350);
  }

  async #tell(position) {
    const told = await this.session()?.inspect(this.text, position).catch(() => undefined);
    this.#hint.hidden = !told;
    if (!told) return;
    this.#hint.textContent = told;
    this.#place(this.#hint, position);
  }

  // The letters have one width, and lines do not wrap: a place is a row and a column.
  #measure() {
    const style = getComputedStyle(this.#area), probe = make("span", { textContent: "0".repeat(100) });
    this.#code.append(probe);
    const letter = probe.getBoundingClientRect().width / 100;
    probe.remove();
    return { left: parseFloat(style.paddingLeft), top: parseFloat(style.paddingTop), letter, line: parseFloat(style.lineHeight) };
  }

  #place(box, position) {
    const before = this.text.slice(0, position).split("\n"), { left, top, letter, line } = this.#measure();
    const x = left + before.at(-1).length * letter - this.#area.parentElement.scrollLeft;
    box.style.left = `${Math.max(0, Math.min(x, this.#layer.clientWidth - box.offsetWidth))}px`;
    box.style.top = `${top + before.length * line + 4}px`;
  }
}

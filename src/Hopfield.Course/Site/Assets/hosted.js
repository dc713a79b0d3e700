"use strict";
(() => {
  const script = document.currentScript, home = new URL("..", script.src), page = location.pathname.split("/").at(-1) || "index.html";
  const secure = isSecureContext && location.protocol !== "file:";
  const make = (tag, properties, ...children) => { const element = Object.assign(document.createElement(tag), properties); element.append(...children); return element; };

  // ---- Offline --------------------------------------------------------------------------------------------------
  if (secure && navigator.serviceWorker) navigator.serviceWorker.register(new URL("sw.js", home)).catch(() => { /* without it the pages need the network */ });

  // ---- Search ---------------------------------------------------------------------------------------------------
  const find = document.querySelector(".find");
  let index, turn = 0;
  // Not of the type search: there Escape would empty the field before it closes the dialog.
  const input = make("input", { type: "text", enterKeyHint: "search", autocomplete: "off", spellcheck: false }), state = make("p", { className: "state" }), list = make("ol", {});
  input.setAttribute("aria-label", "Search the course");
  state.setAttribute("role", "status");
  const dialog = make("dialog", { className: "search" }, make("form", { method: "dialog" }, input, make("button", { type: "submit", textContent: "Close" })), state, list);
  dialog.setAttribute("aria-label", "Search");
  dialog.querySelector("form").addEventListener("submit", event => {
    // Enter in the field goes to the first page that was found; the button closes.
    if (event.submitter !== dialog.querySelector("button") || document.activeElement !== input) return;
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  async function search() {
    const mine = ++turn, words = input.value.trim();
    index ??= await import(new URL("pagefind/pagefind.js", home));
    const found = words ? await index.debouncedSearch(words, {}, 150) : { results: [] };
    if (!found || mine !== turn) return;
    const pages = await Promise.all(found.results.slice(0, 12).map(result => result.data()));
    if (mine !== turn) return;
    state.textContent = words ? `${found.results.length || "No"} ${found.results.length === 1 ? "page" : "pages"}` : "Words of the text, or names of the code";
    list.replaceChildren(...pages.map(result => {
      const best = result.sub_results?.[0] ?? result, words = make("span", {});
      words.innerHTML = best.excerpt;   // pagefind's own: escaped text and its marks
      const title = best.title && best.title !== result.meta.title ? `${result.meta.title} › ${best.title}` : result.meta.title;
      return make("li", {}, make("a", { href: best.url }, make("strong", { textContent: title }), words));
    }));
  }
  if (find && secure) {
    document.body.append(dialog);
    find.hidden = false;
    const open = () => { dialog.showModal(); input.select(); search(); };
    find.addEventListener("click", open);
    addEventListener("keydown", event => {
      if (event.key === "/" && !dialog.open && !event.target.closest?.("input, select, textarea")) { event.preventDefault(); open(); }
    });
    input.addEventListener("input", search);
    list.addEventListener("click", () => dialog.close());
  }

  // ---- How far the reader is ------------------------------------------------------------------------------------
  const key = "progress " + home.pathname;
  const load = () => { try { return JSON.parse(localStorage.getItem(key)) ?? { pages: {} }; } catch { return { pages: {} }; } };
  const save = change => { const kept = load(); change(kept); try { localStorage.setItem(key, JSON.stringify(kept)); } catch { /* nothing is remembered */ } };
  const main = document.querySelector("main"), isChapter = document.body.dataset.page === "chapter";
  if (isChapter) {
    const headings = [...main.querySelectorAll("h2[id]")], title = main.querySelector("h1")?.textContent ?? "";
    let waiting;
    const note = () => {
      waiting = undefined;
      const at = headings.findLast(heading => heading.getBoundingClientRect().top < innerHeight * .3);
      const done = main.querySelector("footer").getBoundingClientRect().top < innerHeight;
      save(kept => {
        const before = kept.pages[page] ?? {};
        kept.pages[page] = { section: at?.textContent ?? "", id: at?.id ?? "", done: before.done || done };
        kept.last = { page, title, id: at?.id ?? "" };
      });
    };
    addEventListener("scroll", () => { waiting ??= setTimeout(note, 400); }, { passive: true });
    note();
  }
  if (document.body.dataset.page === "index") {
    const kept = load();
    for (const link of document.querySelectorAll(".part h3 a, .map a")) {
      const there = kept.pages[(link.getAttribute("href") ?? "").split("/").at(-1)];
      if (!there) continue;
      if (there.done) link.classList.add("read");
      const words = there.done ? "read" : there.section ? `you are at “${there.section}”` : "begun";
      link.closest("li")?.querySelector(".meta")?.append(make("span", { className: "progress", textContent: words }));
    }
    if (kept.last) {
      const resume = make("a", { className: "resume", href: kept.last.page + (kept.last.id ? "#" + kept.last.id : ""), textContent: `Go on: ${kept.last.title}` });
      document.querySelector(".actions")?.prepend(resume);
    }
  }

  // ---- Hints at terms and references ----------------------------------------------------------------------------
  const hint = make("div", { className: "hint", id: "hint", hidden: true });
  hint.setAttribute("role", "tooltip");
  let shownAt, leaving;
  const hide = () => { hint.hidden = true; shownAt?.removeAttribute("aria-describedby"); shownAt = undefined; };
  const later = () => { clearTimeout(leaving); leaving = setTimeout(hide, 250); };
  const stay = () => clearTimeout(leaving);
  function show(element, fill) {
    stay();
    if (shownAt === element) return;
    hide();
    shownAt = element;
    fill(hint);
    hint.hidden = false;
    element.setAttribute("aria-describedby", "hint");
    const box = element.getBoundingClientRect(), above = box.bottom + hint.offsetHeight + 12 > innerHeight && box.top > hint.offsetHeight + 60;
    hint.style.left = `${scrollX + Math.max(8, Math.min(box.left, innerWidth - hint.offsetWidth - 16))}px`;
    hint.style.top = `${scrollY + (above ? box.top - hint.offsetHeight - 8 : box.bottom + 8)}px`;
  }
  function offer(element, fill) {
    element.addEventListener("mouseenter", () => show(element, fill));
    element.addEventListener("focus", () => show(element, fill));
    element.addEventListener("mouseleave", later);
    element.addEventListener("blur", later);
    if (element.matches("button")) element.addEventListener("click", () => show(element, fill));
  }
  hint.addEventListener("mouseenter", stay);
  hint.addEventListener("mouseleave", later);
  addEventListener("keydown", event => event.key === "Escape" && hide());
  document.body.append(hint);

  for (const citation of document.querySelectorAll("a.citation[title]")) {
    const text = citation.title;
    citation.removeAttribute("title");
    offer(citation, box => box.replaceChildren(make("p", { textContent: text })));
  }

  // The first time that a page says a term, its meaning can be seen there.
  async function terms() {
    const glossary = await (await fetch(new URL("assets/glossary.json", home))).json();
    const words = Object.keys(glossary).sort((a, b) => b.length - a.length).map(term => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}-])(${words.join("|")})s?(?![\\p{L}\\p{N}-])`, "giu"), met = new Set();
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT, {
      acceptNode: node => node.parentElement.closest(".text p, .text li") && !node.parentElement.closest("a, code, pre, math, button, summary, strong, h1, h2, h3, figure") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT,
    });
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (let text of texts) {
      for (const match of [...text.data.matchAll(pattern)].filter(match => !met.has(match[1].toLowerCase()) && met.add(match[1].toLowerCase())).reverse()) {
        const term = make("button", { className: "term", type: "button", textContent: match[0] });
        text.splitText(match.index + match[0].length);
        const old = text.splitText(match.index);
        old.replaceWith(term);
        offer(term, box => {
          box.innerHTML = glossary[match[1].toLowerCase()];   // written with the page
          box.append(make("a", { href: new URL("symbols.html", home), textContent: "All symbols and terms" }));
        });
      }
    }
  }
  if (isChapter && secure) terms().catch(() => { /* a page without hints is a page */ });
})();

"use strict";
(() => {
  const root = document.documentElement;
  const { plots, draw, takeDown, redress } = Figures;

  // ---- Light and dark -------------------------------------------------------------------------------------------
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;
  const button = document.querySelector(".theme");
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* a page of a file may not remember */ }
    redress();
  });
  dark.addEventListener("change", redress);

  // ---- Figures --------------------------------------------------------------------------------------------------
  // A figure is drawn when it comes near the window. One with a 3-D scene is taken down again when it is far away:
  // browsers keep only a handful of WebGL contexts.
  const near = new IntersectionObserver(seen => seen.filter(entry => entry.isIntersecting).forEach(entry => draw(entry.target)), { rootMargin: "60% 0%" });
  const far = new IntersectionObserver(seen => seen.filter(entry => !entry.isIntersecting).forEach(entry => takeDown(entry.target)), { rootMargin: "400% 0%" });
  const watch = plot => { near.observe(plot); far.observe(plot); };
  plots.forEach(watch);
  document.addEventListener("figure", event => watch(event.detail));

  // Paper is light, and holds every figure.
  let chosen;
  addEventListener("beforeprint", () => {
    chosen = root.dataset.theme;
    root.dataset.theme = "light";
    redress();
    plots.forEach(plot => draw(plot));
  });
  addEventListener("afterprint", () => {
    if (chosen) root.dataset.theme = chosen; else delete root.dataset.theme;
    redress();
  });

  // ---- What scrolls sideways can be reached by keyboard ---------------------------------------------------------
  // A formula in the text does so only where the column is narrower than it is.
  const reach = () => {
    for (const formula of document.querySelectorAll(".formula.inline")) {
      formula.classList.remove("wide");
      formula.classList.toggle("wide", formula.offsetWidth > formula.closest("p, li, td, figcaption, main").clientWidth);
    }
    for (const box of document.querySelectorAll("pre, table, figure, .outputs .html, .formula.display, .formula.wide")) {
      if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0; else box.removeAttribute("tabindex");
    }
  };
  addEventListener("resize", reach, { passive: true });
  reach();

  // ---- Contents: the section in view ----------------------------------------------------------------------------
  const entries = [...document.querySelectorAll(".contents a")];
  const headings = entries.map(entry => document.getElementById(decodeURIComponent(entry.hash.slice(1))));
  const follow = () => {
    const current = headings.findLastIndex(heading => heading.getBoundingClientRect().top < innerHeight * .3);
    entries.forEach((entry, i) => i === current ? entry.setAttribute("aria-current", "true") : entry.removeAttribute("aria-current"));
  };
  if (entries.length) { addEventListener("scroll", follow, { passive: true }); follow(); }

  // ---- Copying code ---------------------------------------------------------------------------------------------
  for (const source of document.querySelectorAll(".cell:not(.setup) > .source")) {
    const copy = Object.assign(document.createElement("button"), { className: "copy", type: "button", textContent: "Copy" });
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(source.textContent);
      copy.textContent = "Copied";
      setTimeout(() => { copy.textContent = "Copy"; }, 1500);
    });
    source.after(copy);
  }
})();

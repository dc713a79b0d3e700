"use strict";
(() => {
  const root = document.documentElement;
  const style = getComputedStyle(root);
  const plots = [...document.querySelectorAll(".plot")];

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
  const figures = new Map(plots.map(plot => [plot, JSON.parse(plot.querySelector("script").textContent)]));
  const config = { responsive: true, displaylogo: false, modeBarButtonsToRemove: ["sendDataToCloud", "lasso2d", "select2d", "toggleSpikelines"] };

  function colour(name) {
    const probe = document.createElement("i");
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  }

  // The figure's own layout with the page's text and grid colours; sizes follow the column.
  function dress(plot, layout) {
    const ink = colour("--ink"), line = colour("--line"), soft = colour("--soft"), paper = colour("--raised");
    const worn = structuredClone(layout ?? {});
    worn.paper_bgcolor = worn.plot_bgcolor = "rgba(0,0,0,0)";
    worn.font = { ...worn.font, color: ink, family: style.getPropertyValue("--plain") };
    worn.hoverlabel = { ...worn.hoverlabel, bgcolor: paper, bordercolor: line, font: { color: ink } };
    worn.uirevision = "kept";
    delete worn.width;
    worn.autosize = true;
    const axes = holder => Object.keys(holder).filter(key => /^[xyz]axis\d*$/.test(key)).forEach(key => {
      holder[key] = { ...holder[key], gridcolor: line, zerolinecolor: soft, linecolor: soft, color: ink };
    });
    axes(worn);
    for (const scene of Object.keys(worn).filter(key => /^scene\d*$/.test(key)).map(key => worn[key])) {
      axes(scene);
      stepBack(scene, plot.clientWidth);
    }
    for (const slider of worn.sliders ?? []) Object.assign(slider, { bgcolor: line, bordercolor: line, activebgcolor: colour("--accent"), font: { ...slider.font, color: ink } });
    for (const menu of worn.updatemenus ?? []) Object.assign(menu, { bgcolor: paper, bordercolor: line, font: { ...menu.font, color: ink } });
    return worn;
  }

  // A scene is framed by its height: in a narrow column its sides would be cut off.
  function stepBack(scene, width) {
    const eye = scene.camera?.eye ?? { x: 1.25, y: 1.25, z: 1.25 };
    const far = Math.max(1, Math.min(1.7, 540 / width));
    scene.camera = { ...scene.camera, eye: { x: eye.x * far, y: eye.y * far, z: eye.z * far } };
  }

  function draw(plot) {
    if (plot.classList.contains("drawn") || !window.Plotly) return;
    const figure = figures.get(plot);
    const layout = dress(plot, figure.layout);
    if (figure.camera) layout.scene.camera = figure.camera;
    plot.classList.add("drawn");
    Plotly.newPlot(plot, figure.data, layout, { ...figure.config, ...config }).then(() => {
      if (figure.frames?.length) Plotly.addFrames(plot, figure.frames);
      if (plot.querySelector(".no-webgl") && figure.still) retreat(plot, figure);
    });
  }

  // Without WebGL the still picture, where there is one, says more than a blank scene.
  function retreat(plot, figure) {
    Plotly.purge(plot);
    plot.replaceChildren(figure.still);
    plot.classList.remove("drawn");
    figures.delete(plot);
  }

  function takeDown(plot) {
    const figure = figures.get(plot);
    if (!plot.classList.contains("drawn") || !figure.layout?.scene) return;
    figure.camera = structuredClone(plot.layout.scene?.camera);
    plot.style.minHeight = `${plot.offsetHeight}px`;
    Plotly.purge(plot);
    plot.classList.remove("drawn");
  }

  function redress() {
    for (const [plot, figure] of figures) {
      if (!plot.classList.contains("drawn")) continue;
      const layout = dress(plot, figure.layout);
      if (layout.scene) layout.scene.camera = plot.layout.scene.camera;
      Plotly.relayout(plot, layout);
    }
  }

  for (const [plot, figure] of figures) {
    figure.still = plot.querySelector(".still");
    plot.replaceChildren(...(figure.still ? [figure.still] : []));
  }
  const near = new IntersectionObserver(seen => seen.filter(entry => entry.isIntersecting).forEach(entry => draw(entry.target)), { rootMargin: "60% 0%" });
  const far = new IntersectionObserver(seen => seen.filter(entry => !entry.isIntersecting).forEach(entry => takeDown(entry.target)), { rootMargin: "400% 0%" });
  plots.forEach(plot => { near.observe(plot); far.observe(plot); });
  addEventListener("beforeprint", () => { plots.forEach(draw); });

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

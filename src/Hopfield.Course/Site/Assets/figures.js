"use strict";
// The figures of a page, drawn by plotly.js in the page's own colours.
const Figures = (() => {
  const root = document.documentElement;
  const style = getComputedStyle(root);
  const plots = [...document.querySelectorAll(".chart")];

  const figures = new Map(plots.map(plot => [plot, JSON.parse(plot.querySelector("script").textContent)]));
  const config = { responsive: true, displaylogo: false, modeBarButtonsToRemove: ["sendDataToCloud", "lasso2d", "select2d", "toggleSpikelines"] };
  // Where nothing hovers the toolbar would always lie on titles and legends.
  if (matchMedia("(hover: none)").matches) config.displayModeBar = false;

  function colour(name) {
    const probe = document.createElement("i");
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  }

  // The figure in the page's text and grid colours; its width follows the column. Dressing again changes colours alone: what the
  // reader has turned or moved lives in the layout and stays.
  function dress(figure) {
    const ink = colour("--ink"), line = colour("--line"), soft = colour("--soft"), paper = colour("--raised");
    const layout = structuredClone(figure.layout ?? {});
    const named = (holder, pattern) => Object.keys(holder).filter(key => pattern.test(key)).map(key => holder[key]);
    const font = holder => ({ ...holder?.font, color: ink });
    const axes = holder => {
      for (const axis of named(holder, /^[xyz]axis\d*$/)) Object.assign(axis, { gridcolor: line, zerolinecolor: soft, linecolor: soft, color: ink });
    };
    const scenes = scenesOf(layout);

    Object.assign(layout, { paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", uirevision: "kept", autosize: true });
    delete layout.width;
    layout.font = { ...font(layout), family: style.getPropertyValue("--plain") };
    layout.hoverlabel = { ...layout.hoverlabel, bgcolor: paper, bordercolor: line, font: { ...layout.hoverlabel?.font, color: ink } };
    [layout, ...scenes].forEach(axes);
    for (const slider of layout.sliders ?? []) Object.assign(slider, { bgcolor: soft, bordercolor: soft, activebgcolor: colour("--accent"), font: font(slider), currentvalue: { ...slider.currentvalue, font: font(slider.currentvalue) } });
    // Buttons keep their own colours: plotly.js draws the pressed one almost white on every page, and dark letters read on both.
    layout.modebar = { ...layout.modebar, bgcolor: "rgba(0,0,0,0)", color: soft, activecolor: ink };
    const owners = [...figure.data, ...named(layout, /^coloraxis\d*$/), ...Object.values(layout.template?.data ?? {}).flat()];
    for (const bar of owners.flatMap(owner => [owner.colorbar, owner.marker?.colorbar]).filter(Boolean)) {
      bar.tickfont = { ...bar.tickfont, color: ink };
      if (bar.title) bar.title.font = font(bar.title);
    }
    return layout;
  }

  // In a narrow column letters are smaller, and the scale of colours lies below; above pictures that have a slider below. A graph with buttons
  // keeps its width and scrolls. Pictures shrink with the column: words among the marks shrink more, to stay between them, and no room is kept
  // for what has shrunk.
  function narrow(plot, figure) {
    const layout = figure.layout, small = holder => ({ ...holder?.font, size: 13 });
    layout.font = small(layout);
    for (const trace of figure.data.filter(trace => trace.mode === "text")) trace.textfont = { ...trace.textfont, size: 11 };
    for (const slider of layout.sliders ?? []) Object.assign(slider, { font: small(slider), currentvalue: { ...slider.currentvalue, font: small(slider.currentvalue) } });
    const owners = [...figure.data, ...Object.values(layout.template?.data ?? {}).flat()].filter(owner => owner.colorbar);
    const above = owners.length > 0 && layout.sliders?.length && layout.yaxis?.scaleanchor;
    const at = above ? { y: 1, yanchor: "bottom" } : { y: layout.scene ? 0 : -0.3, yanchor: "top" };
    for (const { colorbar } of owners) Object.assign(colorbar, { orientation: "h", x: 0.5, xanchor: "center", ...at, len: 1, thickness: 10, title: { ...colorbar.title, side: "top" } });
    if (above) {
      layout.margin = { ...layout.margin, t: (layout.margin?.t ?? 0) + 116, b: (layout.margin?.b ?? 0) + 20 };
      layout.height = (layout.height ?? 450) + 136;
    }
    if (layout.updatemenus?.length && layout.yaxis?.scaleanchor) { plot.style.minWidth = "600px"; return; }
    const { xaxis: x, yaxis: y, margin } = layout;
    if (!y?.scaleanchor || x?.visible !== false || layout.xaxis2 || ![x.range, y.range, margin].every(Boolean)) return;
    const long = axis => Math.abs(axis.range[1] - axis.range[0]);
    const scale = owners.length > 0 && !above ? 110 : 0;
    layout.height = Math.min(layout.height, Math.ceil((plot.clientWidth - margin.l - margin.r) * long(y) / long(x)) + margin.t + margin.b + scale);
    plot.style.minHeight = `${layout.height}px`;
  }

  function letter(scene, ticks, titles) {
    for (const axis of [scene.xaxis, scene.yaxis, scene.zaxis]) {
      if (!axis) continue;
      axis.tickfont = { ...axis.tickfont, size: ticks };
      axis.title = { ...axis.title, font: { ...axis.title?.font, size: titles } };
    }
  }

  const scenesOf = layout => Object.keys(layout).filter(key => /^scene\d*$/.test(key)).map(key => layout[key]);

  // A scene is framed by its height: in a narrow column it gets less of that, and its sides, which would be cut off, come into view.
  function fit(plot, figure) {
    const scenes = scenesOf(figure.layout);
    const width = plot.clientWidth, beside = 20, below = (figure.layout.sliders?.length ? 150 : 0) + 60;
    if (width < 560) narrow(plot, figure);
    if (scenes.length > 0 && width < 560) {
      figure.layout.height = Math.min(figure.layout.height ?? 450, Math.max(360, width * 1.2) + below);
      plot.style.minHeight = `${figure.layout.height}px`;
      const far = Math.min(2, 1.15 * Math.max(1, (figure.layout.height - below) / (width - beside)));
      for (const scene of scenes) {
        letter(scene, 11, 12);
        const eye = scene.camera?.eye ?? { x: 1.25, y: 1.25, z: 1.25 };
        scene.camera = { ...scene.camera, center: { x: 0, y: 0, z: scene.camera?.center?.z ?? 0 }, eye: { x: eye.x * far, y: eye.y * far, z: eye.z * far } };
      }
    }
  }

  function draw(plot, fitted = fit) {
    const figure = figures.get(plot);
    if (!figure || plot.classList.contains("drawn") || !window.Plotly) return;
    if (!figure.fitted) fitted(plot, figure);
    figure.fitted = true;
    figure.layout = dress(figure);
    plot.classList.add("drawn");
    Plotly.newPlot(plot, figure.data, figure.layout, { ...figure.config, ...config }).then(() => {
      if (figure.frames?.length) Plotly.addFrames(plot, figure.frames);
      offerKeys(plot, figure);
      if (plot.querySelector(".no-webgl") && figure.still) retreat(plot, figure);
    });
  }

  // plotly.js moves its sliders and buttons by mouse and finger alone: each gets a control of the browser's own beside the figure.
  function offerKeys(plot, figure) {
    const { sliders = [], updatemenus = [] } = figure.layout, plain = text => (text ?? "").replace(/<[^>]*>/g, "").replace(/[:=\s]+$/, "");
    if (figure.keys || sliders.length + updatemenus.length === 0) return;
    figure.keys = Object.assign(document.createElement("div"), { className: "keys" });
    const offer = (control, name, choices, property) => {
      const take = () => {
        const { method, args } = choices[control.value];
        Plotly.relayout(plot, { [`${property}.active`]: +control.value });
        if (method !== "skip") Plotly[method](plot, ...structuredClone(args));
        if (control.type === "range") control.setAttribute("aria-valuetext", plain(choices[control.value].label));
      };
      control.addEventListener("input", take);
      const label = document.createElement("label");
      label.append(name, control);
      figure.keys.append(label);
    };
    sliders.forEach((slider, i) => {
      const range = Object.assign(document.createElement("input"), { type: "range", min: 0, max: slider.steps.length - 1, step: 1 });
      range.value = slider.active ?? 0;
      range.setAttribute("aria-valuetext", plain(slider.steps[range.value].label));
      plot.on("plotly_sliderchange", moved => { if (moved.slider?._index === i) range.value = moved.slider.active; });
      offer(range, plain(slider.currentvalue?.prefix) || "Step", slider.steps, `sliders[${i}]`);
    });
    updatemenus.forEach((menu, i) => {
      // A menu in which nothing is chosen has buttons to press: play and pause.
      if (menu.active === -1) {
        figure.keys.append(...menu.buttons.map(({ label, method, args }) => {
          const button = Object.assign(document.createElement("button"), { type: "button", textContent: plain(label) });
          button.addEventListener("click", () => Plotly[method](plot, ...structuredClone(args)));
          return button;
        }));
        return;
      }
      const select = document.createElement("select");
      select.append(...menu.buttons.map((button, b) => new Option(plain(button.label), b, false, b === (menu.active ?? 0))));
      offer(select, "Choice", menu.buttons, `updatemenus[${i}]`);
    });
    plot.after(figure.keys);
  }

  // Without WebGL the still picture, where there is one, says more than a blank scene.
  function retreat(plot, figure) {
    Plotly.purge(plot);
    plot.replaceChildren(figure.still);
    plot.classList.remove("drawn");
    figures.delete(plot);
  }

  function takeDown(plot) {
    if (figures.get(plot)?.layout.scene) undraw(plot);
  }

  function undraw(plot) {
    if (!plot.classList.contains("drawn")) return;
    plot.style.minHeight = `${plot.offsetHeight}px`;
    Plotly.purge(plot);
    plot.classList.remove("drawn");
  }

  function redress() {
    for (const [plot, figure] of figures) {
      if (!plot.classList.contains("drawn")) continue;
      figure.layout = dress(figure);
      Plotly.react(plot, figure.data, figure.layout, { ...figure.config, ...config });
    }
  }

  function take(plot, figure) {
    figure.still = plot.querySelector(".still");
    figure.layout ??= {};
    figure.data ??= [];
    plot.replaceChildren(...(figure.still ? [figure.still] : []));
  }

  for (const [plot, figure] of figures) take(plot, figure);

  // A figure that comes later, and one that goes.
  function add(plot) {
    const figure = JSON.parse(plot.querySelector("script").textContent);
    figures.set(plot, figure);
    take(plot, figure);
    plots.push(plot);
    document.dispatchEvent(new CustomEvent("figure", { detail: plot }));
  }

  function remove(plot) {
    undraw(plot);
    figures.delete(plot);
    plots.splice(plots.indexOf(plot), 1);
  }

  return { plots, draw, takeDown, redress, scenesOf, letter, add, remove, undraw };
})();

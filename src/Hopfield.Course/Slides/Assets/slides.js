"use strict";
(() => {
  const root = document.documentElement, letters = () => parseFloat(getComputedStyle(root).fontSize);

  // Letters of a figure, made for a page of text, grow to nearly the size of the slide's.
  function grow(part, factor) {
    for (const [key, value] of Object.entries(part ?? {})) {
      if (value === null || typeof value !== "object" || key.startsWith("scene")) continue; // a scene's letters are part of a picture
      if (/font$/i.test(key) && typeof value.size === "number") value.size *= factor;
      else grow(value, factor);
    }
  }

  // A figure takes what the slide leaves it. Words between pictures keep their proportion to them.
  function fill(plot, figure) {
    const layout = figure.layout, base = layout.font?.size ?? 12, wanted = .72 * letters() / base;
    const factor = layout.yaxis?.scaleanchor && layout.height ? Math.min(wanted, plot.clientHeight / layout.height) : wanted;
    grow(layout, factor);
    for (const trace of figure.data) grow(trace, factor);
    layout.font = { ...layout.font, size: base * factor };
    for (const slider of layout.sliders ?? []) {
      slider.pad = { ...slider.pad, t: Math.min(slider.pad?.t ?? 20, 40) };
      for (const part of [slider, slider.currentvalue]) if (part) part.font = { ...part.font, size: base * factor };
    }
    if (layout.margin) for (const side of ["l", "r", "t", "b"]) if (layout.margin[side]) layout.margin[side] *= factor;
    layout.height = plot.clientHeight;
    // A scene is framed by its height, and there is less of it than on a page: its titles stay in view if they are smaller.
    for (const scene of Figures.scenesOf(layout)) Figures.letter(scene, .42 * letters(), .5 * letters());
  }

  // What is too tall for its slide is set smaller, as little as it takes; three fifths are still read from the last row.
  function shrink(slide) {
    slide.style.zoom = slide.style.height = "";
    for (let size = 1; size > .56 && slide.scrollHeight > slide.clientHeight + 1; size -= .04) {
      slide.style.zoom = size;
      slide.style.height = `${100 / size}vh`;
    }
  }

  // A talk leads to no other page.
  for (const link of document.querySelectorAll(".slides a")) link.removeAttribute("href");

  function show(section) {
    const slide = section?.querySelector(".slide");
    if (!slide) return;
    if (!slide.querySelector(".chart")) shrink(slide);
    for (const plot of slide.querySelectorAll(".chart")) Figures.draw(plot, fill);
  }

  const talk = new Reveal({
    disableLayout: true, hash: true, slideNumber: "c/t", navigationMode: "linear", transition: "none", backgroundTransition: "none",
    controls: false, center: false, plugins: [RevealNotes],
  });
  talk.on("slidechanged", ({ currentSlide, previousSlide }) => {
    previousSlide?.querySelectorAll(".chart").forEach(Figures.takeDown); // browsers keep only a handful of 3-D scenes
    show(currentSlide);
  });
  talk.initialize().then(() => show(talk.getCurrentSlide()));
})();

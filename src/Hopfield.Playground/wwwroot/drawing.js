// Small pictures on canvases, and curves in SVG. Numbers come from the engine; here they only become places.

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const rgb = hex => [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16));

/** Draws pictures of 0 and 255 side by side, `across` in a row, a pixel between them. */
export function drawPictures(canvas, side, pixels, count, across, faded = []) {
  const down = Math.ceil(count / across), gap = count > 1 ? 1 : 0;
  canvas.width = across * (side + gap) - gap;
  canvas.height = down * (side + gap) - gap;
  const pen = canvas.getContext('2d'), image = pen.createImageData(canvas.width, canvas.height), on = rgb(colour('--on')), off = rgb(colour('--off'));
  for (let k = 0; k < count; k++) {
    for (let i = 0; i < side * side; i++) {
      const x = k % across * (side + gap) + i % side, y = Math.floor(k / across) * (side + gap) + Math.floor(i / side), at = 4 * (y * canvas.width + x);
      const [red, green, blue] = pixels[k * side * side + i] > 127 ? on : off;
      image.data[at] = red;
      image.data[at + 1] = green;
      image.data[at + 2] = blue;
      image.data[at + 3] = faded[k] ? 70 : 255;
    }
  }
  pen.putImageData(image, 0, 0);
}

/** A number with a true minus, and no more digits than can be seen. */
export const number = value => {
  const size = Math.abs(value);
  if (size >= 1e6) {
    const power = Math.floor(Math.log10(size));
    return `${number(Number((value / 10 ** power).toFixed(1)))}·10${[...`${power}`].map(digit => '⁰¹²³⁴⁵⁶⁷⁸⁹'[digit]).join('')}`;
  }
  return Number(value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3)).toLocaleString('en').replace('-', '−');
};

const element = (name, attributes, text) => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
};

// About four round numbers from low to high.
function ticks(low, high) {
  const rough = (high - low) / 4 || 1, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(k => k * power).find(k => k >= rough * 0.999);
  const list = [];
  for (let k = Math.ceil(low / step); k * step <= high + step * 1e-9; k++) list.push(k * step);
  return list;
}

/**
 * Draws an empty chart.
 * @returns the places of x and y, and a way to add marks.
 */
export function chart(svg, [xLow, xHigh], [yLow, yHigh], xName, yName) {
  // As wide as it is shown, so that letters keep their size on a phone.
  const height = Number(svg.dataset.height), width = Math.max(svg.clientWidth, 200), left = 62, right = 12, top = 18, bottom = 34;
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  const x = value => left + (value - xLow) / (xHigh - xLow || 1) * (width - left - right);
  const y = value => height - bottom - (value - yLow) / (yHigh - yLow || 1) * (height - top - bottom);
  svg.replaceChildren(element('path', { class: 'axis', d: `M${left} ${top}V${height - bottom}H${width - right}` }));
  const add = (name, attributes, text) => svg.appendChild(element(name, attributes, text));
  for (const value of ticks(xLow, xHigh).filter(Number.isInteger)) add('text', { class: 'tick', x: x(value), y: height - bottom + 14, 'text-anchor': 'middle' }, number(value));
  for (const value of ticks(yLow, yHigh)) add('text', { class: 'tick', x: left - 6, y: y(value) + 4, 'text-anchor': 'end' }, number(value));
  add('text', { class: 'tick', x: width - right, y: height - 4, 'text-anchor': 'end' }, xName);
  add('text', { class: 'tick', x: 2, y: 10 }, yName);
  return { x, y, add };
}

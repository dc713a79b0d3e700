// Curves in SVG. Numbers come from the engine; here they only become places.

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
function chart(svg, [xLow, xHigh], [yLow, yHigh], xName, yName) {
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

/** The energy of a recall, and where in it the picture is. */
export function drawEnergy(svg, energies, changes, frame, xName) {
  if (energies.length === 0) {
    svg.replaceChildren();
    svg.setAttribute('aria-label', 'No energy: nothing is stored.');
    return;
  }
  const low = Math.min(...energies), high = Math.max(...energies), room = (high - low) * 0.08 || Math.abs(low) * 0.1 || 1;
  const { x, y, add } = chart(svg, [0, Math.max(changes.at(-1), 1)], [low - room, high + room], xName, 'energy');
  if (energies.length > 1) add('polyline', { class: 'run', points: energies.map((e, i) => `${x(changes[i])},${y(e)}`).join(' ') });
  add('circle', { class: 'now', cx: x(changes[frame]), cy: y(energies[frame]), r: 6 });
  svg.setAttribute('aria-label', energies.length > 1
    ? `Energy from ${number(energies[0])} down to ${number(energies.at(-1))} over ${changes.at(-1)} ${xName}; now ${number(energies[frame])}`
    : `Energy of the picture: ${number(energies[0])}`);
}

/**
 * How many of the stored pictures were held, for each memory that was tried: points in turn stored and held.
 * @returns the most pictures that the chart has room for.
 */
export function drawLoad(svg, curves, mine, promise, said) {
  const most = Math.max(10, ...curves.flatMap(curve => curve.points.filter((_, i) => i % 2 === 0)));
  const { x, y, add } = chart(svg, [0, most], [0, most], 'pictures stored', 'held');
  add('line', { class: 'ideal', x1: x(0), y1: y(0), x2: x(most), y2: y(most) });
  if (promise > 0 && promise <= most) {
    add('line', { class: 'promise', x1: x(promise), x2: x(promise), y1: y(0), y2: y(most) });
    add('text', { class: 'tick', x: x(promise) + 4, y: y(most) + 10 }, 'theory');
  }
  // One's own lies above the others.
  for (const { label, points } of [...curves].sort((a, b) => (a.label === mine) - (b.label === mine))) {
    const places = [];
    for (let i = 0; i < points.length; i += 2) places.push([x(points[i]), y(points[i + 1])]);
    add('polyline', { class: label === mine ? 'run' : 'other', points: places.map(place => place.join()).join(' ') });
    if (label === mine) for (const [cx, cy] of places) add('circle', { class: 'dot', cx, cy, r: 3 });
    else if (places.length > 1) add('text', { class: 'tick', x: places.at(-1)[0], y: places.at(-1)[1] - 5, 'text-anchor': 'end' }, label);
  }
  svg.setAttribute('aria-label', said);
  return most;
}

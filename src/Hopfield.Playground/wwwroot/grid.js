// The picture: a grid of cells to draw on with mouse, finger or keyboard. It knows pixels and nothing of memories.

/**
 * @param {HTMLElement} host the element with the role of a grid
 * @param {(units: number[], on: boolean) => void} paint a stroke has ended
 */
export function makeGrid(host, paint) {
  let side = 0, cells = [], shades = [], at = 0, stroke = null;

  const build = wanted => {
    side = wanted;
    host.dataset.side = side;
    host.replaceChildren();
    cells = [];
    for (let row = 0; row < side; row++) {
      const line = host.appendChild(document.createElement('div'));
      line.setAttribute('role', 'row');
      for (let column = 0; column < side; column++) {
        const cell = line.appendChild(document.createElement('div'));
        cell.className = 'cell';
        cell.setAttribute('role', 'gridcell');
        cell.tabIndex = -1;
        cells.push(cell);
      }
    }
    shades = new Array(cells.length).fill(-1);
    at = 0;
    cells[0].tabIndex = 0;
  };

  const dress = (i, shade) => {
    if (shades[i] === shade) return;
    shades[i] = shade;
    const cell = cells[i];
    // Above the middle towards the colour of on, below it towards that of off.
    cell.style.setProperty('--end', shade > 127 ? 'var(--on)' : 'var(--off)');
    cell.style.setProperty('--far', `${Math.abs(shade - 127.5) / 1.275}%`);
    cell.setAttribute('aria-label', `row ${Math.floor(i / side) + 1}, column ${i % side + 1}, ${shade === 255 ? 'on' : shade === 0 ? 'off' : `${Math.round(shade / 2.55)} % on`}`);
  };

  const focus = i => {
    cells[at].tabIndex = -1;
    at = i;
    cells[at].tabIndex = 0;
    cells[at].focus();
  };

  host.addEventListener('keydown', event => {
    const row = Math.floor(at / side), column = at % side;
    const go = { ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1], ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], Home: [row, 0], End: [row, side - 1], PageUp: [0, column], PageDown: [side - 1, column] }[event.key];
    if (go) {
      event.preventDefault();
      if (go[0] >= 0 && go[0] < side && go[1] >= 0 && go[1] < side) focus(go[0] * side + go[1]);
    } else if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      paint([at], shades[at] <= 127);
    }
  });

  // A stroke turns every pixel on its way to what its first pixel was not.
  const under = event => {
    const box = host.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left) / box.width * side), row = Math.floor((event.clientY - box.top) / box.height * side);
    return row >= 0 && row < side && column >= 0 && column < side ? row * side + column : -1;
  };
  const add = event => {
    // Between two reports of a fast hand lie pixels, too.
    for (const part of event.getCoalescedEvents?.().length ? event.getCoalescedEvents() : [event]) {
      const i = under(part);
      if (i < 0) { stroke.last = -1; continue; }
      const from = stroke.last < 0 ? i : stroke.last, down = Math.floor(i / side) - Math.floor(from / side), across = i % side - from % side;
      const steps = Math.max(Math.abs(down), Math.abs(across), 1);
      for (let k = 0; k <= steps; k++) {
        const unit = (Math.floor(from / side) + Math.round(down * k / steps)) * side + from % side + Math.round(across * k / steps);
        stroke.units.add(unit);
        dress(unit, stroke.on ? 255 : 0);
      }
      stroke.last = i;
    }
  };
  host.addEventListener('pointerdown', event => {
    if (event.button !== 0 || under(event) < 0) return;
    event.preventDefault();
    host.setPointerCapture(event.pointerId);
    stroke = { units: new Set(), on: shades[under(event)] <= 127, last: -1, id: event.pointerId };
    focus(under(event));
    add(event);
  });
  host.addEventListener('pointermove', event => { if (stroke?.id === event.pointerId) add(event); });
  const finish = event => {
    if (stroke?.id !== event.pointerId) return;
    const { units, on } = stroke;
    stroke = null;
    paint([...units], on);
  };
  host.addEventListener('pointerup', finish);
  host.addEventListener('pointercancel', finish);

  return {
    /** Shows pixels from 0 to 255. */
    show(wanted, pixels) {
      if (wanted !== side) build(wanted);
      pixels.forEach((shade, i) => dress(i, shade));
    },
  };
}

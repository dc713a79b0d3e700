// Small pictures on canvases.

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

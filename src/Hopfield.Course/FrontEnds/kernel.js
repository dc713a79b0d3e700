// The classic Notebook loads this with the kernel. It draws figures with the plotly.js that lies beside it.
define(['module', 'notebook/js/outputarea'], ({ uri }, { OutputArea }) => {
  const type = 'application/vnd.plotly.v1+json';

  // The loader of this page would keep the library to itself.
  const library = async () => {
    window.Plotly ?? new Function('define', 'module', 'exports', await (await fetch(uri.replace(/kernel\.js.*$/, 'plotly.min.js'))).text()).call(window);
    return window.Plotly;
  };

  function append(figure, metadata, element) {
    const area = this.create_output_subarea(metadata, 'output_figure', type), plot = area[0].appendChild(document.createElement('div'));
    const alt = figure.layout?.meta?.alt ?? '';
    plot.setAttribute('role', 'img');
    plot.setAttribute('aria-label', alt);
    element.append(area);
    // The page keeps the figure to save it; plotly.js writes into what it draws.
    const own = structuredClone(figure);
    library()
      .then(Plotly => Plotly.newPlot(plot, own.data, own.layout, own.config).then(() => own.frames && Plotly.addFrames(plot, own.frames)))
      .catch(error => { plot.textContent = `${alt} (${error.message})`; });
    return area;
  }

  return { onload: () => OutputArea.prototype.register_mime_type(type, append, { safe: true, index: 0 }) };
});

// JupyterLab and Notebook 7 load this as an extension that was built before: a module federation's container, which takes what it
// shares from the page. It draws figures with the plotly.js that lies beside the kernel.
(() => {
  const name = 'hopfield-notebooks', type = 'application/vnd.plotly.v1+json';
  let shared;

  const address = () => JSON.parse(document.getElementById('jupyter-config-data').textContent).baseUrl + 'kernelspecs/hopfield-csharp/plotly.min.js';
  const library = async () => {
    window.Plotly ?? new Function('define', 'module', 'exports', await (await fetch(address())).text()).call(window);
    return window.Plotly;
  };

  const renderer = Widget => class extends Widget {
    async renderModel(model) {
      // The page keeps the figure to save it; plotly.js writes into what it draws.
      const figure = structuredClone(model.data[type]), alt = figure.layout?.meta?.alt ?? '';
      this.node.setAttribute('role', 'img');
      this.node.setAttribute('aria-label', alt);
      try {
        const Plotly = await library();
        await Plotly.newPlot(this.node, figure.data, figure.layout, figure.config);
        if (figure.frames) await Plotly.addFrames(this.node, figure.frames);
      } catch (error) {
        this.node.textContent = `${alt} (${error.message})`;
      }
    }

    onResize() {
      if (this.node.data) window.Plotly.Plots.resize(this.node);
    }

    dispose() {
      if (this.node.data) window.Plotly.purge(this.node);
      super.dispose();
    }
  };

  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB[name] = {
    init: scope => { shared = scope; },
    get: async () => {
      const widgets = Object.values(shared['@lumino/widgets'])[0], { Widget } = (await widgets.get())();
      const Figure = renderer(Widget);
      const plugin = {
        id: `${name}:figures`,
        dataType: 'json',
        rank: 0,
        rendererFactory: { safe: true, mimeTypes: [type], createRenderer: () => new Figure() },
      };
      return () => ({ __esModule: true, default: plugin });
    },
  };
})();

// A page with JupyterLab's notebook and nothing around it: the same model, cells, editors, renderers and completer that JupyterLab
// puts together, and the extension of the kernel loaded as JupyterLab loads it. `window.lab` is what the checks take hold of.
import '@jupyterlab/theme-light-extension/style/variables.css';
import '@jupyterlab/notebook/style/index.js';
import '@jupyterlab/completer/style/index.js';
import { CommandRegistry } from '@lumino/commands';
import * as widgets from '@lumino/widgets';
import { CodeMirrorEditorFactory, CodeMirrorMimeTypeService, EditorExtensionRegistry, EditorLanguageRegistry, EditorThemeRegistry, ybinding } from '@jupyterlab/codemirror';
import { Completer, CompleterModel, CompletionHandler, ContextCompleterProvider, KernelCompleterProvider, ProviderReconciliator } from '@jupyterlab/completer';
import { DocumentManager } from '@jupyterlab/docmanager';
import { DocumentRegistry } from '@jupyterlab/docregistry';
import { createMarkdownParser } from '@jupyterlab/markedparser-extension';
import { MathJaxTypesetter } from '@jupyterlab/mathjax-extension';
import { NotebookActions, NotebookModelFactory, NotebookPanel, NotebookWidgetFactory } from '@jupyterlab/notebook';
import { RenderMimeRegistry, standardRendererFactories } from '@jupyterlab/rendermime';
import { ServerConnection, ServiceManager } from '@jupyterlab/services';

const { server, path, extension } = JSON.parse(document.getElementById('jupyter-config-data').textContent).check;
const manager = new ServiceManager({ serverSettings: ServerConnection.makeSettings({ baseUrl: server, wsUrl: server.replace('http', 'ws') }) });
await manager.ready;

const languages = new EditorLanguageRegistry(), themes = new EditorThemeRegistry(), extensions = new EditorExtensionRegistry();
for (const language of EditorLanguageRegistry.getDefaultLanguages()) languages.addLanguage(language);
for (const theme of EditorThemeRegistry.getDefaultThemes()) themes.addTheme(theme);
for (const one of EditorExtensionRegistry.getDefaultExtensions({ themes })) extensions.addExtension(one);
extensions.addExtension({ name: 'shared-model', factory: options => EditorExtensionRegistry.createImmutableExtension(ybinding({ ytext: options.model.sharedModel.ysource, undoManager: options.model.sharedModel.undoManager ?? undefined })) });
const editors = new CodeMirrorEditorFactory({ extensions, languages });
const rendermime = new RenderMimeRegistry({ initialFactories: standardRendererFactories, latexTypesetter: new MathJaxTypesetter(), markdownParser: createMarkdownParser(languages) });
const container = window._JUPYTERLAB[extension.name];
await container.init({ '@lumino/widgets': { '2.7.1': { get: async () => () => widgets } } });
const plugin = (await container.get(extension.module))().default;
rendermime.addFactory(plugin.rendererFactory, plugin.rank);

const contentFactory = new NotebookPanel.ContentFactory({ editorFactory: editors.newInlineEditor });
const registry = new DocumentRegistry();
registry.addModelFactory(new NotebookModelFactory());
registry.addWidgetFactory(new NotebookWidgetFactory({
  name: 'Notebook', modelName: 'notebook', fileTypes: ['notebook'], defaultFor: ['notebook'], preferKernel: true, canStartKernel: true,
  rendermime, contentFactory, mimeTypeService: new CodeMirrorMimeTypeService(languages),
}));
const documents = new DocumentManager({ registry, manager, opener: { open: () => {}, opened: { connect: () => true } } });

const panel = documents.open(path), notebook = panel.content, session = panel.sessionContext;
panel.id = 'notebook';
widgets.Widget.attach(panel, document.body);
const fit = () => { panel.node.style.cssText = `position:absolute;inset:0;width:${innerWidth}px;height:${innerHeight}px`; panel.update(); };
addEventListener('resize', fit);
fit();
await panel.context.ready;
await session.ready;

const completer = new Completer({ editor: null, model: new CompleterModel(), renderer: Completer.getDefaultRenderer() });
completer.hide();
const handler = new CompletionHandler({ completer, reconciliator: null });
const connect = () => {
  const editor = notebook.activeCell?.editor ?? null;
  handler.editor = editor;
  handler.reconciliator = new ProviderReconciliator({ context: { widget: panel, editor, session: session.session }, providers: [new KernelCompleterProvider(), new ContextCompleterProvider()], timeout: 20_000 });
};
session.connectionStatusChanged.connect(connect);
notebook.activeCellChanged.connect((_, cell) => cell?.ready.then(connect));
widgets.Widget.attach(completer, document.body);

const commands = new CommandRegistry();
commands.addCommand('complete', { execute: () => { connect(); handler.invoke(); } });
commands.addCommand('select', { execute: () => completer.selectActive() });
commands.addKeyBinding({ selector: '.jp-Notebook .jp-mod-completer-enabled', keys: ['Tab'], command: 'complete' });
commands.addKeyBinding({ selector: '.jp-Notebook .jp-mod-completer-active', keys: ['Enter'], command: 'select' });
document.addEventListener('keydown', event => commands.processKeydownEvent(event), true);

window.lab = { panel, notebook, session, completer, NotebookActions, languages };
document.body.dataset.ready = '';

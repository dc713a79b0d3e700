using Microsoft.CodeAnalysis;

namespace Notebooks.Session;

/// <summary>
/// Runs C# cell by cell. A cell sees the variables, functions, types and usings of those before it; its last expression
/// without a semicolon is its value; <c>await</c> stands at top level; <c>#r</c> and <c>#load</c> bring libraries and files.
/// Relative paths start at the process's current directory, which for a notebook is its folder.
/// </summary>
/// <remarks>
/// The process's console belongs to the sessions once one exists. One cell runs at a time in a session, and the token of
/// the running cell is one per process, so run no two sessions of a process at once where cells use the token.
/// </remarks>
public sealed class NotebookSession : IDisposable
{
    private readonly SessionOptions _options;
    private readonly Libraries _libraries;
    private readonly NotebookState _state = new();
    private readonly CellCompiler _compiler;
    private readonly CellExecution _execution;
    private readonly Completer _completer;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Begins a session without any variables.</summary>
    /// <param name="options">What the host hands in.</param>
    public NotebookSession(SessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _libraries = new Libraries(options.CarriedAssemblies, options.Installed, options.Libraries ?? ProcessFiles.All);
        _compiler = NewCompiler();
        _execution = new CellExecution(options, _state, _libraries, _compiler);
        _completer = new Completer(_compiler, _state, MagicCommands.Names);
        CellConsole.Install();
        LibraryDisplays.Install();
    }

    /// <summary>The number of cells that were started.</summary>
    public int ExecutionCount { get; private set; }

    /// <summary>Runs one cell. Its errors are outputs and a status, never exceptions of this method.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="sink">Takes the outputs, in order. One that is an <see cref="IInputSource"/> too is asked when the cell reads a line.</param>
    /// <param name="stop">Interrupts the cell: it ends within a fifth of a second, and what its variables hold is kept.</param>
    /// <returns>How the cell ended. All of its outputs were published before, save those of tasks that it left running.</returns>
    public Task<CellResult> ExecuteAsync(string code, IOutputSink sink, CancellationToken stop = default) => ExecuteAsync(code, sink, counted: true, stop);

    /// <summary>Runs code that may not be a cell of the notebook; then it gets no number. Its errors are outputs and a status, never exceptions of this method.</summary>
    /// <param name="code">The text.</param>
    /// <param name="sink">Takes the outputs, as in the other method.</param>
    /// <param name="counted">False for code that is not to count as a cell.</param>
    /// <param name="stop">Interrupts the code.</param>
    /// <returns>How the code ended.</returns>
    public async Task<CellResult> ExecuteAsync(string code, IOutputSink sink, bool counted, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(sink);
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            using var outputs = new CellOutputs(sink);
            CellConsole.Install();
            CellOutputs.OfStrays = _options.OwnsConsole ? outputs : null;
            int number = counted ? ++ExecutionCount : 0;
            // On a thread of its own, where there are threads: the caller does not wait for the compiler, nor the compiler for the
            // thread pool, all of whose threads an earlier cell may still hold.
            var (status, error) = await Task.Factory.StartNew(
                () => _execution.RunAsync(number, code, outputs, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
            if (error is not null)
            {
                outputs.PublishEnd(error);
            }
            return new CellResult(status, number, error);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>What could stand at a place of a text that is not yet run. May be called while a cell runs.</summary>
    /// <param name="code">The text.</param>
    /// <param name="position">The place, from 0 to the text's length, in UTF-16 units.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The candidates that fit what stands before the place.</returns>
    public Completions Complete(string code, int position, CancellationToken cancel = default) =>
        _completer.Complete(code, Math.Clamp(position, 0, code.Length), cancel);

    /// <summary>What stands at a place of a text that is not yet run: its declaration and documentation. May be called while a cell runs.</summary>
    /// <param name="code">The text.</param>
    /// <param name="position">The place, from 0 to the text's length, in UTF-16 units. Between the parentheses of a call it stands for what is called.</param>
    /// <param name="whole">True for parameters, remarks and exceptions too.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Plain text, or null where nothing is known.</returns>
    public string? Inspect(string code, int position, bool whole = false, CancellationToken cancel = default) =>
        Inspector.Inspect(_compiler, _state, code, Math.Clamp(position, 0, code.Length), whole, cancel);

    /// <summary>A text that is not yet run, as the compiler understands it after the cells so far. May be called while a cell runs.</summary>
    /// <param name="code">The text; places in it are places of the model's syntax tree.</param>
    /// <returns>What its names are and where they come from. What earlier cells declared has its source there.</returns>
    public SemanticModel Understand(string code) => _compiler.Read(_state, code, CancellationToken.None).Model;

    /// <summary>Whether a text could be run as it is.</summary>
    /// <param name="code">The text.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns><c>complete</c>, <c>incomplete</c> or <c>invalid</c>, and for an incomplete text the white space with which its next line begins.</returns>
    public static (string Status, string Indent) IsComplete(string code, CancellationToken cancel = default) => Completeness.Of(code, cancel);

    /// <summary>Compiles and runs a little code that leaves nothing behind, so that the first cell does not wait for the compiler to be loaded. Takes a second or two; cells may run meanwhile.</summary>
    /// <returns>A task that ends when the compiler is warm.</returns>
    public Task WarmUpAsync() => Task.Run(() => WarmUp.RunAsync(NewCompiler()));

    private CellCompiler NewCompiler() => new([.. SessionOptions.DefaultImports, .. _options.Imports], _libraries, _options.Additions);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}

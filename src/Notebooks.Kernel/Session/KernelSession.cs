using System.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Notebooks.Kernel;

/// <summary>
/// Runs C# cell by cell. A cell sees the variables, functions, types and usings of those before it; its last expression
/// without a semicolon is its value; <c>await</c> stands at top level; <c>#r</c> and <c>#load</c> bring libraries and files.
/// Relative paths start at the process's current directory, which for a notebook is its folder.
/// </summary>
/// <remarks>
/// The process's console belongs to the sessions once one exists. One cell runs at a time in a session, and the token of
/// the running cell is one per process, so run no two sessions of a process at once where cells use the token.
/// </remarks>
public sealed class KernelSession : IDisposable
{
    private static readonly string[] warmUp =
        ["var squares = Enumerable.Range(0, 3).Select(i => i * i).ToArray();", "double Mean(int[] a) => a.Average();\n$\"{Mean(squares):F1}\""];

    private readonly KernelOptions options;
    private readonly Libraries libraries;
    private readonly CellCompiler compiler;
    private readonly LanguageService language;
    private readonly Packages packages;
    private readonly ErrorReport errors;
    private readonly SemaphoreSlim turn = new(1, 1);

    // What the adopted cells hold, in the compiler's layout: place 0 is not used.
    private object?[] states = new object?[64];
    private int adopted;

    /// <summary>Begins a session without any variables.</summary>
    /// <param name="options">What the host hands in.</param>
    public KernelSession(KernelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        libraries = new Libraries(options);
        compiler = new CellCompiler(options, libraries);
        language = new LanguageService(compiler);
        packages = new Packages(Path.Combine(options.DataFolder, "packages"));
        errors = new ErrorReport(libraries);
        CellConsole.Install();
    }

    /// <summary>The number of cells that were started.</summary>
    public int ExecutionCount { get; private set; }

    /// <summary>Runs one cell. Its errors are outputs and a status, never exceptions of this method.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="sink">Takes the outputs, in order. One that is an <see cref="IInputSource"/> too is asked when the cell reads a line.</param>
    /// <param name="stop">Interrupts the cell: it ends within a fifth of a second, and what its variables hold is kept.</param>
    /// <returns>How the cell ended. All of its outputs were published before, save those of tasks that it left running.</returns>
    public Task<CellResult> ExecuteAsync(string code, IOutputSink sink, CancellationToken stop = default) => ExecuteAsync(code, sink, counted: true, stop);

    /// <summary>Runs code that may not be a cell of the notebook; then it gets no number.</summary>
    internal async Task<CellResult> ExecuteAsync(string code, IOutputSink sink, bool counted, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(sink);
        await turn.WaitAsync(CancellationToken.None);
        try
        {
            using var outputs = new CellOutputs(sink);
            int number = counted ? ++ExecutionCount : 0;
            var (status, error) = await Task.Run(() => ExecuteAsync(number, code, outputs, stop), CancellationToken.None);
            if (error is not null)
            {
                outputs.PublishEnd(error);
            }
            return new CellResult(status, number, error);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>What could stand at a place of a text that is not yet run. May be called while a cell runs.</summary>
    /// <param name="code">The text.</param>
    /// <param name="position">The place, from 0 to the text's length, in UTF-16 units.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The candidates that fit what stands before the place.</returns>
    public Completions Complete(string code, int position, CancellationToken cancel = default) =>
        language.Complete(code, Math.Clamp(position, 0, code.Length), cancel);

    /// <summary>What stands at a place of a text that is not yet run: its declaration and documentation. May be called while a cell runs.</summary>
    /// <param name="code">The text.</param>
    /// <param name="position">The place, from 0 to the text's length, in UTF-16 units. Between the parentheses of a call it stands for what is called.</param>
    /// <param name="whole">True for parameters, remarks and exceptions too.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Plain text, or null where nothing is known.</returns>
    public string? Inspect(string code, int position, bool whole = false, CancellationToken cancel = default) =>
        language.Inspect(code, Math.Clamp(position, 0, code.Length), whole, cancel);

    /// <summary>Whether a text could be run as it is.</summary>
    /// <param name="code">The text.</param>
    /// <returns><c>complete</c>, <c>incomplete</c> or <c>invalid</c>, and for an incomplete text the white space with which its next line begins.</returns>
    public static (string Status, string Indent) IsComplete(string code) => LanguageService.IsComplete(code);

    /// <summary>Compiles and runs a little code that leaves nothing behind, so that the first cell does not wait for the compiler to be loaded. Takes a second or two; cells may run meanwhile.</summary>
    /// <returns>A task that ends when the compiler is warm.</returns>
    public Task WarmUpAsync() => Task.Run(async () =>
    {
        var throwaway = new CellCompiler(options, libraries);
        object?[] nowhere = new object?[4];
        foreach (string code in warmUp)
        {
            var cell = throwaway.Compile(0, code, [], CancellationToken.None);
            ValueFormatter.Bundle(await cell.Start!(nowhere));
            throwaway.Adopt(cell);
        }
    });

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task<(CellStatus Status, ErrorOutput? Error)> ExecuteAsync(int number, string code, CellOutputs outputs, CancellationToken stop)
    {
        try
        {
            var text = CellText.Read(code);
            var references = new List<MetadataReference>();
            foreach (var directive in text.Directives)
            {
                if (directive.IsPackage)
                {
                    references.AddRange(libraries.FromPackages(await packages.AddAsync(directive.Text, stop)));
                }
                else if (Magics.Refusal(directive) is { } advice)
                {
                    return (CellStatus.Failed, ErrorReport.UnknownWord(number, directive, advice));
                }
            }
            var clock = Stopwatch.StartNew();
            var end = await ExecuteAsync(compiler.Compile(number, text.Code, references, stop), number, outputs, stop);
            foreach (var shown in text.Directives.Select(directive => Magics.Show(directive.Name, options, states, clock.Elapsed)).OfType<IReadOnlyDictionary<string, object>>().TakeWhile(_ => end.Error is null))
            {
                outputs.Publish(new DisplayData(shown));
            }
            return end;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (CellStatus.Interrupted, ErrorReport.Interrupted(abandoned: false));
        }
        catch (Exception e)
        {
            return (CellStatus.Failed, errors.Of(e));
        }
    }

    private async Task<(CellStatus Status, ErrorOutput? Error)> ExecuteAsync(CompiledCell cell, int number, CellOutputs outputs, CancellationToken stop)
    {
        errors.Remember(cell.Sources);
        if (cell.HasErrors)
        {
            return (CellStatus.Failed, errors.Of(cell.Diagnostics));
        }
        errors.Warn(cell.Diagnostics, outputs);
        if (cell.Start is null)
        {
            // Only usings, references or comments: there is nothing to run, but later cells see them.
            compiler.Adopt(cell);
            return (CellStatus.Ok, null);
        }
        int slot = adopted + 1;
        if (slot == states.Length)
        {
            Array.Resize(ref states, states.Length * 2);
        }
        var end = await CellRun.RunAsync(CellCompiler.NameOf(number), () => RunAsync(cell, number, outputs), outputs, stop);
        // A cell's state takes its place before its first statement runs: what an interrupted or failed cell assigned is kept.
        if (states[slot] is not null)
        {
            compiler.Adopt(cell);
            adopted = slot;
        }
        return end.Interrupted ? (CellStatus.Interrupted, ErrorReport.Interrupted(end.Abandoned))
            : end.Error is not null ? (CellStatus.Failed, errors.Of(end.Error))
            : (CellStatus.Ok, null);
    }

    // Runs on the cell's own thread: showing a value runs code of the notebook too, and can be interrupted like it.
    private async Task RunAsync(CompiledCell cell, int number, CellOutputs outputs)
    {
        CellOutputs.Current = outputs;
        try
        {
            object? value = await cell.Start!(states);
            if (cell.HasValue && value is not DisplayedValue)
            {
                outputs.Publish(new ExecuteResult(ValueFormatter.Bundle(value), number));
            }
        }
        finally
        {
            outputs.Flush();
        }
    }
}

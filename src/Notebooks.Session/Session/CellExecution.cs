using System.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Notebooks.Session;

/// <summary>A cell's way from its text to its end: its packages and commands, the compiler, the run, the value.</summary>
internal sealed class CellExecution(SessionOptions options, NotebookState state, Libraries libraries, CellCompiler compiler)
{
    private const int MaxImports = 20;

    private readonly Packages _packages = new(options.Packages);
    private readonly PackageExtensions _extensions = new(compiler);
    private readonly ErrorReport _errors = new(state.Sources, libraries.Refusals);
    private readonly ICellRunner _runner = options.Runner ?? new InterruptibleRun();

    /// <summary>Runs a cell.</summary>
    /// <param name="number">The cell's number.</param>
    /// <param name="code">The cell's text.</param>
    /// <param name="outputs">Takes what the cell writes and shows.</param>
    /// <param name="stop">Interrupts the cell.</param>
    /// <returns>How it ended, and what ended it before its time; null where nothing did.</returns>
    public async Task<(CellStatus Status, CellError? Error)> RunAsync(int number, string code, CellOutputs outputs, CancellationToken stop)
    {
        try
        {
            return await RunAsync(new Source(CellCompiler.NameOf(number), number, code, 0, []), number, outputs, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (CellStatus.Interrupted, ErrorReport.Interrupted(number, abandoned: false));
        }
        catch (Exception e)
        {
            return (CellStatus.Failed, _errors.Of(number, e));
        }
    }

    private async Task<(CellStatus Status, CellError? Error)> RunAsync(Source source, int number, CellOutputs outputs, CancellationToken stop)
    {
        foreach (var section in CellText.Read(source.Code, stop).Sections)
        {
            if (section.Shown is var (mime, text))
            {
                Show(mime, text, outputs);
            }
            else if (await RunAsync(source, section, number, outputs, stop) is { Error: not null } end)
            {
                return end;
            }
        }
        return (CellStatus.Ok, null);
    }

    private async Task<(CellStatus Status, CellError? Error)> RunAsync(Source source, CellText.Section section, int number, CellOutputs outputs, CancellationToken stop)
    {
        if (section.ExtensionLine is { } line)
        {
            return (CellStatus.Failed, ErrorReport.Extension(number, source.Name, line, source.Code.Split('\n')[line]));
        }
        var references = new List<MetadataReference>(source.References);
        foreach (var directive in section.Directives)
        {
            if (MagicCommands.Refusal(directive) is { } advice)
            {
                return (CellStatus.Failed, ErrorReport.UnknownCommand(number, source.Name, directive.Line, directive.Text, advice));
            }
            if (await ObeyAsync(directive, source, references, number, outputs, stop) is { Error: not null } end)
            {
                return end;
            }
        }
        var clock = Stopwatch.StartNew();
        CellCompiler.CompiledCell cell;
        try
        {
            cell = compiler.Compile(state, source.Name, source.Number, section.Code, references, stop);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return (CellStatus.Failed, ErrorReport.CompilerFailed(number, e));
        }
        Note(outputs);
        var ended = await RunAsync(cell, source.Name, number, outputs, stop);
        foreach (var directive in section.Directives.TakeWhile(_ => ended.Error is null))
        {
            if (MagicCommands.Show(directive.Name, options, state.Values, clock.Elapsed) is { } shown)
            {
                outputs.Publish(new DisplayData(shown));
            }
        }
        return ended;
    }

    // What has to be done before the section is compiled.
    private async Task<(CellStatus Status, CellError? Error)> ObeyAsync(
        CellText.Directive directive, Source source, List<MetadataReference> references, int number, CellOutputs outputs, CancellationToken stop)
    {
        if (directive.Name == "#i")
        {
            _packages.AddSource(directive.Argument);
        }
        else if (directive.IsPackage)
        {
            var restored = await _packages.AddAsync(directive.Text, stop);
            references.AddRange(libraries.FromPackages(restored, directive.Text.Split(':', ',')[1].Trim()));
            Note(outputs);
            // The code of extensions can hang like that of cells, and is interrupted like it.
            var end = await _runner.RunAsync($"extensions of {directive.Text}", () => AsCellAsync(outputs, () => _extensions.LoadAsync(restored, text => outputs.Write("stderr", text + "\n"))), outputs.Stop, stop);
            if (end.Interrupted)
            {
                return (CellStatus.Interrupted, ErrorReport.Interrupted(number, end.Abandoned));
            }
            if (end.Error is not null)
            {
                return (CellStatus.Failed, _errors.Of(number, end.Error));
            }
            foreach (var (package, script) in _extensions.TakeScripts())
            {
                var ran = await RunAsync(new Source(script, null, await File.ReadAllTextAsync(script, stop), source.Depth + 1, references), number, outputs, stop);
                if (ran.Status == CellStatus.Interrupted)
                {
                    return ran;
                }
                if (ran.Error is { } error)
                {
                    outputs.Write("stderr", PackageExtensions.Failure(package, error.Message) + "\n");
                }
            }
        }
        else if (directive.Name == "#!import")
        {
            string path = Path.GetFullPath(directive.Argument.Replace('\\', '/'));
            return source.Depth == MaxImports ? throw new InvalidOperationException($"{path} would be imported within itself without end.")
                : await RunAsync(new Source(path, null, await ImportedText.OfAsync(path, stop), source.Depth + 1, references), number, outputs, stop);
        }
        return (CellStatus.Ok, null);
    }

    private async Task<(CellStatus Status, CellError? Error)> RunAsync(CellCompiler.CompiledCell cell, string name, int number, CellOutputs outputs, CancellationToken stop)
    {
        state.Remember(cell.Sources);
        if (cell.HasErrors)
        {
            return (CellStatus.Failed, _errors.Of(number, cell.Diagnostics));
        }
        foreach (string warning in _errors.Warnings(cell.Diagnostics))
        {
            outputs.Write("stderr", warning);
        }
        if (cell.Start is null)
        {
            state.AdoptDeclarations(cell.Script);
            return (CellStatus.Ok, null);
        }
        object?[] values = state.ToRun();
        var end = await _runner.RunAsync(name, () => AsCellAsync(outputs, () => RunAndShowAsync(cell, values, number, outputs)), outputs.Stop, stop);
        state.AdoptRun(cell.Script);
        return end.Interrupted ? (CellStatus.Interrupted, ErrorReport.Interrupted(number, end.Abandoned))
            : end.Error is not null ? (CellStatus.Failed, _errors.Of(number, end.Error))
            : (CellStatus.Ok, null);
    }

    // Showing a value runs code of the notebook too, so it is part of the run and can be interrupted like it.
    private static async Task RunAndShowAsync(CellCompiler.CompiledCell cell, object?[] values, int number, CellOutputs outputs)
    {
        object? value = await cell.Start!(values);
        if (cell.HasValue && value is not DisplayedValue)
        {
            outputs.Publish(new ExecuteResult(ValueFormatter.Bundle(value), number));
        }
    }

    private static async Task AsCellAsync(CellOutputs outputs, Func<Task> work)
    {
        CellOutputs.Current = outputs;
        try
        {
            await work();
        }
        finally
        {
            outputs.Flush();
        }
    }

    private static void Show(string mime, string text, CellOutputs outputs)
    {
        if (mime == "application/javascript")
        {
            (mime, text) = ("text/html", $"<script type=\"text/javascript\">{text}</script>");
        }
        if (mime.Length > 0 && text.Length > 0)
        {
            outputs.Publish(new DisplayData(new Dictionary<string, object> { [mime] = text }));
        }
    }

    private void Note(CellOutputs outputs)
    {
        foreach (string note in libraries.TakeNotes())
        {
            outputs.Write("stderr", note + "\n");
        }
    }

    /// <summary>A text to run.</summary>
    /// <param name="Name">What it is called in messages.</param>
    /// <param name="Number">Its number as a cell; null for a file that a cell brings.</param>
    /// <param name="Code">The text.</param>
    /// <param name="Depth">How many files bring each other up to this one.</param>
    /// <param name="References">Libraries that it is to see besides those of the cells before.</param>
    private sealed record Source(string Name, int? Number, string Code, int Depth, IReadOnlyList<MetadataReference> References);
}

using System.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Notebooks.Session;

/// <summary>A cell's way from its text to its end: its packages and commands, the compiler, the run, the value.</summary>
internal sealed class CellExecution(SessionOptions options, NotebookState state, Libraries libraries, CellCompiler compiler)
{
    private readonly Packages _packages = new(options.Packages);
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
            var text = CellText.Read(code);
            var references = new List<MetadataReference>();
            foreach (var directive in text.Directives)
            {
                if (directive.IsPackage)
                {
                    references.AddRange(libraries.FromPackages(await _packages.AddAsync(directive.Text, stop)));
                }
                else if (MagicCommands.Refusal(directive) is { } advice)
                {
                    return (CellStatus.Failed, ErrorReport.UnknownCommand(number, CellCompiler.NameOf(number), directive.Line, directive.Text, advice));
                }
            }
            var clock = Stopwatch.StartNew();
            var cell = compiler.Compile(state, number, text.Code, references, stop);
            var end = await RunAsync(cell, number, outputs, stop);
            foreach (var directive in text.Directives.TakeWhile(_ => end.Error is null))
            {
                if (MagicCommands.Show(directive.Name, options, state.Values, clock.Elapsed) is { } shown)
                {
                    outputs.Publish(new DisplayData(shown));
                }
            }
            return end;
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

    private async Task<(CellStatus Status, CellError? Error)> RunAsync(CellCompiler.CompiledCell cell, int number, CellOutputs outputs, CancellationToken stop)
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
        var end = await _runner.RunAsync(CellCompiler.NameOf(number), () => RunAndShowAsync(cell, values, number, outputs), outputs.Stop, stop);
        state.AdoptRun(cell.Script);
        return end.Interrupted ? (CellStatus.Interrupted, ErrorReport.Interrupted(number, end.Abandoned))
            : end.Error is not null ? (CellStatus.Failed, _errors.Of(number, end.Error))
            : (CellStatus.Ok, null);
    }

    // Showing a value runs code of the notebook too, so it is part of the run and can be interrupted like it.
    private static async Task RunAndShowAsync(CellCompiler.CompiledCell cell, object?[] values, int number, CellOutputs outputs)
    {
        CellOutputs.Current = outputs;
        try
        {
            object? value = await cell.Start!(values);
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

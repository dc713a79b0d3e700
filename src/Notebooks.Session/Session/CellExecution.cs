using System.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Notebooks.Session;

/// <summary>A cell's way from its text to its end: the lines for the kernel, the compiler, the run.</summary>
internal sealed class CellExecution
{
    private readonly SessionOptions options;
    private readonly Libraries libraries;
    private readonly CellCompiler compiler;
    private readonly Packages packages;
    private readonly ErrorReport errors;
    private readonly NotebookState chain;

    public CellExecution(SessionOptions options, Libraries libraries, CellCompiler compiler)
    {
        (this.options, this.libraries, this.compiler) = (options, libraries, compiler);
        packages = new Packages(options.Packages);
        errors = new ErrorReport(libraries);
        chain = new NotebookState(compiler, errors);
    }

    /// <summary>Runs a cell on the calling thread and one of its own.</summary>
    public (CellStatus Status, ErrorOutput? Error) Run(int number, string code, CellOutputs outputs, CancellationToken stop)
    {
        try
        {
            var text = CellText.Read(code);
            var references = new List<MetadataReference>();
            foreach (var directive in text.Directives)
            {
                if (directive.IsPackage)
                {
                    references.AddRange(libraries.FromPackages(packages.AddAsync(directive.Text, stop).GetAwaiter().GetResult()));
                }
                else if (MagicCommands.Refusal(directive) is { } advice)
                {
                    return (CellStatus.Failed, ErrorReport.UnknownWord(number, directive, advice));
                }
            }
            var clock = Stopwatch.StartNew();
            var end = chain.Run(compiler.Compile(number, text.Code, references, stop), number, outputs, stop);
            foreach (var directive in text.Directives.TakeWhile(_ => end.Error is null))
            {
                if (MagicCommands.Show(directive.Name, options, chain.States, clock.Elapsed) is { } shown)
                {
                    outputs.Publish(new DisplayData(shown));
                }
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
}

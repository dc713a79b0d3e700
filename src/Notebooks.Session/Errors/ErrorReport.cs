using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Notebooks.Session;

/// <summary>Puts what went wrong in a cell into words: what, where in the notebook, and what to do about it.</summary>
internal sealed class ErrorReport(Libraries libraries)
{
    private const int MostErrors = 10;

    // Advice about project settings that a cell has not.
    private static readonly string[] silent = ["CS1701", "CS1702", "CS8632"];

    /// <summary>The lines that errors quote.</summary>
    public QuotedLines Lines { get; } = new();

    public static ErrorOutput Interrupted(bool abandoned)
    {
        string message = abandoned
            ? "The cell was interrupted, but something in it cannot be stopped (a wait, a call into a library): it goes on in the background until it ends or the kernel is restarted."
            : "The cell was interrupted. Its variables keep what they held; work that it started on other threads may still go on.";
        return new("Interrupted", message, [message]);
    }

    /// <summary>A line for the kernel that the kernel does not know.</summary>
    public static ErrorOutput UnknownWord(int number, CellText.Directive directive, string advice)
    {
        string message = $"{directive.Name} is not a word of this kernel: {advice}";
        return new("UnknownWord", message, [$"{Place(CellCompiler.NameOf(number), directive.Line)}: {message}", $"{directive.Line + 1,5} | {directive.Text}"]);
    }

    /// <summary>Compile errors, in the order of the text.</summary>
    public ErrorOutput Of(ImmutableArray<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).OrderBy(d => d.Location.SourceSpan.Start).ToList();
        var lines = new List<string>();
        var hints = new List<string>();
        foreach (var error in errors.Take(MostErrors))
        {
            var place = error.Location.GetLineSpan();
            lines.Add($"{Place(place.Path, place.StartLinePosition.Line)}: {error.Id} {Message(error)}");
            lines.AddRange(Lines.Quote(place));
            if (Hints.For(error.Id, Message(error), Lines.At(place)) is { } hint && !hints.Contains(hint))
            {
                hints.Add(hint);
            }
        }
        if (errors.Count > MostErrors)
        {
            lines.Add($"… and {errors.Count - MostErrors} more errors");
        }
        lines.AddRange(hints.Select(hint => "Hint: " + hint));
        return new(errors[0].Id, Message(errors[0]), lines);
    }

    /// <summary>An exception: its message, the notebook's line that threw it, the calls that led there.</summary>
    public ErrorOutput Of(Exception exception)
    {
        while (exception is AggregateException { InnerExceptions.Count: 1 } or System.Reflection.TargetInvocationException or TypeInitializationException
            && exception.InnerException is { } inner)
        {
            exception = inner;
        }
        var lines = new List<string> { $"{TypeName.Of(exception.GetType())}: {exception.Message}" };
        lines.AddRange(CallStack.Of(exception, Lines.QuoteRun));
        for (var cause = exception.InnerException; cause is not null; cause = cause.InnerException)
        {
            lines.Add($"  caused by {TypeName.Of(cause.GetType())}: {cause.Message}");
        }
        if (Hints.For(exception) is { } hint)
        {
            lines.Add("Hint: " + hint);
        }
        return new(TypeName.Of(exception.GetType()), exception.Message, lines);
    }

    /// <summary>Sends warnings to the cell's stderr.</summary>
    public void Warn(ImmutableArray<Diagnostic> diagnostics, CellOutputs outputs)
    {
        foreach (var warning in diagnostics.Where(d => d.Severity == DiagnosticSeverity.Warning && !silent.Contains(d.Id)))
        {
            var place = warning.Location.GetLineSpan();
            outputs.Write("stderr", $"{Place(place.Path, place.StartLinePosition.Line)}: warning {warning.Id} {Message(warning)}\n");
        }
    }

    public static string Place(string path, int line) => $"{Path.GetFileName(path)}, line {line + 1}";

    // The compiler knows only that a library was not found; the libraries know why.
    private string Message(Diagnostic diagnostic)
    {
        string message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        return diagnostic.Id == "CS0006" && libraries.Refusals.FirstOrDefault(refusal => message.Contains($"'{refusal.Key}'", StringComparison.Ordinal)) is { Key: not null } refusal
            ? $"#r \"{refusal.Key}\": {refusal.Value}" : message;
    }
}

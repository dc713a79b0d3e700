using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Notebooks.Session;

/// <summary>Puts what went wrong in a cell into words: what, where in the notebook, and what to do about it.</summary>
/// <param name="sources">The texts of the cells and of the files that they load, by path: a function can fail long after its cell has run.</param>
/// <param name="refusals">Why a <c>#r</c> was not answered, by its text.</param>
internal sealed class ErrorReport(IReadOnlyDictionary<string, CellSource> sources, IReadOnlyDictionary<string, string> refusals)
{
    private const int MaxErrors = 10;

    // Advice about project settings, which a cell does not have.
    private static readonly string[] _silent = ["CS1701", "CS1702", "CS8632"];

    public static CellError Interrupted(int cell, bool abandoned)
    {
        string message = abandoned
            ? "The cell was interrupted, but something in it cannot be stopped (a wait, a call into a library): it goes on in the background until it ends or the kernel is restarted."
            : "The cell was interrupted. Its variables keep what they held; work that it started on other threads may still go on.";
        return new("Interrupted", message, [message]) { Cell = cell };
    }

    /// <summary>A line that looks like a command and is none.</summary>
    /// <param name="cell">The cell's number.</param>
    /// <param name="path">The cell's name.</param>
    /// <param name="line">The number of the line, from 0.</param>
    /// <param name="text">The line.</param>
    /// <param name="advice">What to write instead.</param>
    public static CellError UnknownCommand(int cell, string path, int line, string text, string advice)
    {
        string message = $"{text.Split(' ')[0]} is not a command of this kernel: {advice}";
        return new("UnknownWord", message, [$"{Place(path, line)}: {message}", $"{line + 1,5} | {text}"]) { Cell = cell, Line = line + 1 };
    }

    /// <summary>An extension block, which the compiler would not refuse but fail on.</summary>
    /// <param name="cell">The cell's number.</param>
    /// <param name="path">The cell's name.</param>
    /// <param name="line">The number of the line, from 0.</param>
    /// <param name="text">The line.</param>
    public static CellError Extension(int cell, string path, int line, string text)
    {
        const string id = "CS9283", message = "Extensions must be declared in a top-level, non-generic, static class, which a cell cannot have.";
        return new(id, message, [$"{Place(path, line)}: {id} {message}", $"{line + 1,5} | {text.TrimEnd()}", "Hint: " + Hints.For(id, message, text)]) { Cell = cell, Line = line + 1 };
    }

    /// <summary>The compiler has not judged the cell but failed on it.</summary>
    public static CellError CompilerFailed(int cell, Exception exception)
    {
        string message = $"The compiler itself fails on this cell; write it in another way, or in parts. It says: {exception.Message}";
        return new("CompilerFailure", message, [message]) { Cell = cell };
    }

    /// <summary>Compile errors, in the order of the text.</summary>
    public CellError Of(int cell, ImmutableArray<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).OrderBy(d => d.Location.SourceSpan.Start).ToList();
        var lines = new List<string>();
        var hints = new List<string>();
        foreach (var error in errors.Take(MaxErrors))
        {
            var place = error.Location.GetLineSpan();
            lines.Add($"{Place(place.Path, place.StartLinePosition.Line)}: {error.Id} {Message(error)}");
            var source = Source(place.Path);
            lines.AddRange(source?.Quote(place.StartLinePosition, place.EndLinePosition) ?? []);
            if (Hints.For(error.Id, Message(error), source?.Line(place.StartLinePosition.Line)) is { } hint && !hints.Contains(hint))
            {
                hints.Add(hint);
            }
        }
        if (errors.Count > MaxErrors)
        {
            lines.Add($"… and {errors.Count - MaxErrors} more errors");
        }
        lines.AddRange(hints.Select(hint => "Hint: " + hint));
        int? line = errors.Select(error => error.Location.GetLineSpan()).Where(place => Source(place.Path)?.Cell == cell)
            .Select(place => (int?)place.StartLinePosition.Line + 1).FirstOrDefault();
        return new(errors[0].Id, Message(errors[0]), lines) { Cell = cell, Line = line };
    }

    /// <summary>An exception: its message, the notebook's line that threw it, the calls that led there.</summary>
    public CellError Of(int cell, Exception exception)
    {
        while (exception is AggregateException { InnerExceptions.Count: 1 } or System.Reflection.TargetInvocationException or TypeInitializationException
            && exception.InnerException is { } inner)
        {
            exception = inner;
        }
        var lines = new List<string> { $"{TypeName.Of(exception.GetType())}: {exception.Message}" };
        var (calls, line) = CallStack.Of(exception, Source, cell);
        lines.AddRange(calls);
        foreach (var cause in Causes(exception).Take(MaxErrors))
        {
            lines.Add($"  caused by {TypeName.Of(cause.GetType())}: {cause.Message}");
        }
        if (Hints.For(exception) is { } hint)
        {
            lines.Add("Hint: " + hint);
        }
        return new(TypeName.Of(exception.GetType()), exception.Message ?? "", lines) { Cell = cell, Line = line };
    }

    /// <summary>A line for each warning that is of use in a cell.</summary>
    public IEnumerable<string> Warnings(ImmutableArray<Diagnostic> diagnostics) =>
        from warning in diagnostics
        where warning.Severity == DiagnosticSeverity.Warning && !_silent.Contains(warning.Id)
        let place = warning.Location.GetLineSpan()
        select $"{Place(place.Path, place.StartLinePosition.Line)}: warning {warning.Id} {Message(warning)}\n";

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception.InnerException; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    public static string Place(string path, int line) => $"{Path.GetFileName(path)}, line {line + 1}";

    private CellSource? Source(string path) => path.Length == 0 ? null : sources.GetValueOrDefault(Path.GetFullPath(path));

    // The compiler knows only that a library was not found; the libraries know why.
    private string Message(Diagnostic diagnostic)
    {
        // Types of one name are told apart by the path of their cell, which is a name and no path.
        string message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Replace($"[{Directory.GetCurrentDirectory()}{Path.DirectorySeparatorChar}", "[", StringComparison.Ordinal);
        return diagnostic.Id == "CS0006" && refusals.FirstOrDefault(refusal => message.Contains($"'{refusal.Key}'", StringComparison.Ordinal)) is { Key: not null } refusal
            ? $"#r \"{refusal.Key}\": {refusal.Value}" : message;
    }
}

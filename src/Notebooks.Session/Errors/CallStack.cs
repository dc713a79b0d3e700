using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace Notebooks.Session;

/// <summary>The part of an exception's stack that the notebook's author wrote; of calls inside libraries only the library is named.</summary>
internal static partial class CallStack
{
    private const int MaxFrames = 10;

    /// <summary>The calls, the innermost first.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="source">The text with a certain path, if it is of the notebook.</param>
    /// <param name="cell">The number of a cell.</param>
    /// <returns>The lines to show, and the line, from 1, in which the innermost call of that cell stands; null where it has none.</returns>
    public static (IReadOnlyList<string> Lines, int? LineInCell) Of(Exception exception, Func<string, CellSource?> source, int cell)
    {
        var lines = new List<string>();
        int? lineInCell = null;
        int shown = 0;
        (string?, int) last = default;
        var folded = new List<StackFrame>();
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames())
        {
            var text = frame.GetFileName() is { } file ? source(file) : null;
            if (frame.GetFileName() is not { } path || (text is null && !IsCompiledCell(frame)))
            {
                folded.Add(frame);
                continue;
            }
            lines.AddRange(Folded(folded));
            folded.Clear();
            int number = frame.GetFileLineNumber();
            if ((path, number) == last)
            {
                continue;
            }
            last = (path, number);
            lineInCell ??= text?.Cell == cell ? number : null;
            if (shown++ == MaxFrames)
            {
                lines.Add("  … and calls before these");
                break;
            }
            lines.Add($"  {(shown == 1 ? "in" : "called from")} {ErrorReport.Place(path, number - 1)}{Function(frame)}");
            int line = Math.Max(0, number - 1);
            var place = new LinePosition(line, text?.WrittenColumn(line, Math.Max(0, frame.GetFileColumnNumber() - 1)) ?? 0);
            lines.AddRange(text?.Quote(place, place) ?? []);
        }
        return (lines, lineInCell);
    }

    private static IEnumerable<string> Folded(List<StackFrame> frames)
    {
        // How many calls there are, and whether a helper that only throws is one, is the just-in-time compiler's choice.
        string[] libraries = [.. frames.Select(frame => frame.GetMethod()).Where(method => method?.Name.StartsWith("Throw", StringComparison.Ordinal) == false)
            .Select(method => method!.DeclaringType).Where(IsWorthNaming)
            .Select(type => type!.Assembly.GetName().Name is "System.Private.CoreLib" ? "System" : type.Assembly.GetName().Name!).Distinct()];
        if (libraries.Length > 0)
        {
            yield return $"  (through {string.Join(", ", libraries)})";
        }
    }

    // Not the machinery of async methods, nor the kernel's own calls.
    private static bool IsWorthNaming(Type? type) => type is not null && type.Assembly != typeof(CallStack).Assembly
        && type.Namespace is not (null or "System.Runtime.CompilerServices" or "System.Runtime.ExceptionServices" or "System.Threading" or "System.Threading.Tasks" or "System.Runtime");

    // Cells and the files that they load are compiled into classes named Submission#.
    private static bool IsCompiledCell(StackFrame frame) =>
        frame.GetMethod()?.DeclaringType?.FullName?.StartsWith("Submission#", StringComparison.Ordinal) == true;

    private static string Function(StackFrame frame)
    {
        string declaring = frame.GetMethod()?.DeclaringType?.FullName ?? "", name = frame.GetMethod()?.Name ?? "";
        var generated = GeneratedName().Match(name is "MoveNext" ? declaring : name);
        string function = generated.Success ? generated.Groups[generated.Groups[2].Success ? 2 : 1].Value : name;
        return function is "" or "<Initialize>" or ".ctor" or "MoveNext" ? "" : $", in {function}";
    }

    // The compiler's names of a lambda <F>b__0, of a local function <F>g__Local|0, of an async method's class <F>d__0.
    [GeneratedRegex(@"<(<?\w*>?)>(?:g__(\w+)\||b__|d__)")]
    private static partial Regex GeneratedName();
}

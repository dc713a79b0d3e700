using Hopfield.Course;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Tests.Lint;

/// <summary>Cells keep to what every C# notebook host understands: no magics, no packages, no loading, nothing of one kernel.</summary>
internal sealed class PortabilityRule : IRule
{
    // Names whose use ties a cell to a host, to a person at the keyboard, or to something outside the repository.
    private static readonly Dictionary<string, string> _names = new()
    {
        ["ReadLine"] = "waits for input, which a run without a person never gets",
        ["ReadKey"] = "waits for input, which a run without a person never gets",
        ["CallerFilePath"] = "is empty in some kernels",
        ["GetEntryAssembly"] = "is the kernel's own",
        ["BaseDirectory"] = "is the kernel's own folder",
        ["HttpClient"] = "needs the network",
        ["Process"] = "starts a program that other machines may lack",
        ["GenericChart"] = "cannot be loaded by the archived kernel; draw with Figures",
        ["Chart"] = "cannot be loaded by the archived kernel; draw with Figures",
        ["DateTime"] = "makes outputs differ from run to run",
        ["Guid"] = "makes outputs differ from run to run",
        ["KernelInvocationContext"] = "exists in one kernel alone",
    };

    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        foreach (var cell in chapter.CodeCells)
        {
            foreach (string directive in cell.Syntax.DescendantTrivia().Where(t => t.IsDirective).Select(t => t.ToString().Trim()))
            {
                bool allowed = directive.StartsWith("#nullable ", StringComparison.Ordinal) || (directive.StartsWith("#r \"../", StringComparison.Ordinal) && cell.Has(Tags.Setup));
                if (!allowed) yield return chapter.At(cell, $"holds the directive {directive}. Cells use no packages, no #load and no magics; libraries come with the setup cell.");
            }
            foreach (var name in cell.Syntax.DescendantNodes().OfType<SimpleNameSyntax>().DistinctBy(n => n.Identifier.Text))
            {
                if (_names.TryGetValue(name.Identifier.Text, out string? reason) && !IsDeclaredMember(name))
                    yield return chapter.At(cell, $"uses {name.Identifier.Text}, which {reason}.");
            }
        }
    }

    // A named argument or a property of an anonymous object may carry any name.
    private static bool IsDeclaredMember(SimpleNameSyntax name) => name.Parent is NameColonSyntax or NameEqualsSyntax;
}

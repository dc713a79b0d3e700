using Hopfield.Course;
using Markdig.Syntax;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Tests.Lint;

/// <summary>A cell with its text parsed once: as Markdown or as a C# script.</summary>
internal sealed class LintedCell(NotebookCell cell)
{
    private readonly Lazy<MarkdownDocument> _markdown = new(() => CourseMarkdown.Parse(cell.IsMarkdown ? cell.Source : ""));
    private readonly Lazy<CompilationUnitSyntax> _syntax = new(() => CellSyntax.Of(cell.IsCode ? cell.Source : ""));

    public NotebookCell Notebook => cell;

    public int Number => cell.Number;

    public string Source => cell.Source;

    public bool IsCode => cell.IsCode;

    public bool IsMarkdown => cell.IsMarkdown;

    public bool IsSpeakerNote => cell.SlideType == "notes";

    public IReadOnlyList<string> Tags => cell.Tags;

    public IReadOnlyList<LintedOutput> Outputs => [.. cell.Outputs.Select(o => new LintedOutput(o!.AsObject()))];

    /// <summary>Markdown structure; empty for a code cell.</summary>
    public MarkdownDocument Markdown => _markdown.Value;

    /// <summary>Script syntax; empty for a Markdown cell.</summary>
    public CompilationUnitSyntax Syntax => _syntax.Value;

    public bool Has(string tag) => cell.HasTag(tag);

    /// <summary>What stands behind a prefix such as "exercise:", or null.</summary>
    public string? TagAfter(string prefix) => cell.TagAfter(prefix);

    /// <summary>True for the cells of an exercise: its stub, its check, its task.</summary>
    public bool IsExercise => cell.IsExercise;

    public string[] Lines => Source.Length == 0 ? [] : Source.TrimEnd('\n').Split('\n');

    public override string ToString() => cell.Place;
}

using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Tests.Lint;

/// <summary>Every picture and figure says in words what it shows.</summary>
internal sealed class AltTextRule : IRule
{
    private const int Fewest = 30;

    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        foreach (var cell in chapter.MarkdownCells)
        {
            foreach (var picture in cell.Markdown.Descendants().OfType<LinkInline>().Where(l => l.IsImage && Prose.Of(l).Length < Fewest))
                yield return chapter.At(cell, $"the picture {picture.Url} has the text \"{Prose.Of(picture)}\". Describe in a sentence what it shows: ![…]({picture.Url}).");
            if (cell.Source.Contains("<img", StringComparison.OrdinalIgnoreCase))
                yield return chapter.At(cell, "holds an <img>. Write ![description](file), which every front end shows with its text.");
        }
        foreach (var cell in chapter.CodeCells)
        {
            foreach (var call in cell.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(c => c.Expression.ToString().StartsWith("Figures.", StringComparison.Ordinal)))
            {
                var alt = call.ArgumentList.Arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.Text == "alt");
                if (alt is null) yield return chapter.At(cell, $"{call.Expression} is called without a named argument alt. Add alt: \"what the figure shows\".");
                else if (alt.Expression is LiteralExpressionSyntax literal && literal.Token.ValueText.Length < Fewest)
                    yield return chapter.At(cell, $"the text of {call.Expression} is \"{literal.Token.ValueText}\". Describe what it shows to somebody who cannot see it.");
            }
            foreach (var output in cell.Outputs.Where(o => o.IsPicture))
            {
                if (string.IsNullOrWhiteSpace(output.Text("text/plain")))
                    yield return chapter.At(cell, "shows a figure or picture without text/plain. Use a figure of the course, which describes itself, and publish again.");
                if (output.Figure is { } figure && string.IsNullOrWhiteSpace(figure["layout"]?["meta"]?["alt"]?.GetValue<string>()))
                    yield return chapter.At(cell, "shows a figure without layout.meta.alt. Use a figure of the course, which carries its description, and publish again.");
            }
        }
    }
}

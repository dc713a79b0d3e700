using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Hopfield.Course;

/// <summary>A section of a page, as its table of contents lists it.</summary>
/// <param name="Level">1 for the title, 2 for a section, 3 for a subsection.</param>
/// <param name="Id">The anchor.</param>
/// <param name="Title">The heading's words.</param>
internal sealed record Section(int Level, string Id, string Title);

/// <summary>Turns the text cells of one page into HTML: formulas as MathML, links to the pages' own names, headings with anchors.</summary>
/// <param name="formulas">The formulas that are known; others show as TeX.</param>
/// <param name="links">Turns a notebook's link into a page's.</param>
/// <param name="references">Makes citations into links.</param>
internal sealed partial class MarkdownHtml(FormulaBook formulas, Func<string, string> links, ReferenceLinks references)
{
    // Words that ask the reader to stop and think; CONTRIBUTING names them.
    private static readonly string[] _prompts = ["Predict.", "Turn the knob."];

    private readonly HashSet<string> _anchors = [];
    private readonly List<Section> _sections = [];

    /// <summary>The headings met so far.</summary>
    public IReadOnlyList<Section> Sections => _sections;

    /// <summary>Converts one text.</summary>
    /// <param name="markdown">The text.</param>
    public string Convert(string markdown)
    {
        MarkdownDocument document = CourseMarkdown.Parse(references.Define(markdown));
        foreach (MarkdownObject part in document.Descendants())
        {
            switch (part)
            {
                case HeadingBlock heading: Anchor(heading); break;
                case LinkInline { Url: { } url } link:
                    link.Url = links(url);
                    if (link.IsShortcut) link.GetAttributes().AddClass("citation");
                    break;
                case ParagraphBlock paragraph when _prompts.Contains(CourseMarkdown.Lead(paragraph)): paragraph.GetAttributes().AddClass("prompt"); break;
                case ListItemBlock item when ReferenceLinks.KeyOf(item) is { } key: item.GetAttributes().Id = ReferenceLinks.Anchor(key); break;
            }
        }

        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        CourseMarkdown.Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<HtmlMathInlineRenderer>(new InlineFormula(this));
        renderer.ObjectRenderers.Replace<HtmlMathBlockRenderer>(new BlockFormula(this));
        renderer.Render(document);
        return EmptyHeader().Replace(writer.ToString(), "<td></td>");
    }

    private void Anchor(HeadingBlock heading)
    {
        string title = CourseMarkdown.Words(heading);
        string stem = string.Join('-', new string([.. title.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
        string id = stem.Length == 0 ? "section" : stem;
        for (int n = 2; !_anchors.Add(id); n++) id = $"{stem}-{n}";
        heading.GetAttributes().Id = id;
        _sections.Add(new Section(heading.Level, id, title));
    }

    // The corner of a table that names its rows and its columns: a header without words would be read out as one.
    [GeneratedRegex("<th[^>]*></th>")]
    private static partial Regex EmptyHeader();

    private string Html(Formula formula)
    {
        string kind = formula.Display ? "display" : "inline";
        return formulas.MathML(formula) is { } mathML
            ? $"<span class=\"formula {kind}\">{mathML}</span>"
            : $"<code class=\"formula {kind} tex\">{WebUtility.HtmlEncode(formula.Tex)}</code>";
    }

    private sealed class InlineFormula(MarkdownHtml owner) : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline obj) => renderer.Write(owner.Html(CourseMarkdown.Of(obj)));
    }

    private sealed class BlockFormula(MarkdownHtml owner) : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock obj) =>
            renderer.EnsureLine().Write("<p>").Write(owner.Html(CourseMarkdown.Of(obj))).WriteLine("</p>");
    }
}

/// <summary>
/// Makes citations into links. A text cites by a key in square brackets, <c>[Hopfield1982]</c>, which Markdown reads as a
/// link as soon as the key is defined: so the definitions are added below the text, from the list of references.
/// </summary>
internal sealed class ReferenceLinks
{
    private readonly string _definitions;

    private ReferenceLinks(string definitions) => _definitions = definitions;

    /// <summary>No reference at all.</summary>
    public static ReferenceLinks None { get; } = new("");

    /// <summary>Reads a list of references: items that begin with their key in bold, followed by a middle dot.</summary>
    /// <param name="path">The Markdown file; one that does not exist holds none.</param>
    /// <param name="link">The link to that file from the text that cites.</param>
    public static ReferenceLinks Read(string path, string link)
    {
        if (!File.Exists(path)) return None;
        var text = new StringBuilder("\n\n");
        foreach (ListItemBlock item in CourseMarkdown.Parse(File.ReadAllText(path)).Descendants<ListItemBlock>())
        {
            if (KeyOf(item) is not { } key) continue;
            string title = CourseMarkdown.Words((ParagraphBlock)item[0])[key.Length..].TrimStart(' ', '·').Replace("\"", "\\\"", StringComparison.Ordinal);
            text.Append('[').Append(key).Append("]: ").Append(link).Append('#').Append(Anchor(key)).Append(" \"").Append(title).Append("\"\n");
        }

        return new ReferenceLinks(text.ToString());
    }

    /// <summary>The key with which an item begins, or null where it is no reference.</summary>
    /// <param name="item">An item of a list.</param>
    public static string? KeyOf(ListItemBlock item) =>
        item is [ParagraphBlock paragraph, ..] && CourseMarkdown.Lead(paragraph) is { } key
        && CourseMarkdown.Words(paragraph).StartsWith($"{key} · ", StringComparison.Ordinal)
            ? key
            : null;

    /// <summary>The anchor of a reference on its page.</summary>
    /// <param name="key">Its key.</param>
    public static string Anchor(string key) => key.ToLowerInvariant();

    /// <summary>A text with the definitions below it.</summary>
    /// <param name="markdown">The text.</param>
    public string Define(string markdown) => markdown + _definitions;
}

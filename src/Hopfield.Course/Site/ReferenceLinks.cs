using System.Text;
using Markdig.Syntax;

namespace Hopfield.Course;

/// <summary>
/// Makes citations into links. A text cites by a key in square brackets, <c>[Hopfield1982]</c>, which Markdown reads as a
/// link as soon as the key is defined: so the definitions are added below the text, from the list of references.
/// </summary>
internal sealed class ReferenceLinks
{
    private readonly string definitions;

    private ReferenceLinks(string definitions) => this.definitions = definitions;

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
            string title = PlainText.Of((ParagraphBlock)item[0])[key.Length..].TrimStart(' ', '·').Replace("\"", "\\\"", StringComparison.Ordinal);
            text.Append('[').Append(key).Append("]: ").Append(link).Append('#').Append(Anchor(key)).Append(" \"").Append(title).Append("\"\n");
        }

        return new ReferenceLinks(text.ToString());
    }

    /// <summary>The key with which an item begins, or null where it is no reference.</summary>
    /// <param name="item">An item of a list.</param>
    public static string? KeyOf(ListItemBlock item) =>
        item is [ParagraphBlock paragraph, ..] && PlainText.Lead(paragraph) is { } key
        && PlainText.Of(paragraph).StartsWith($"{key} · ", StringComparison.Ordinal)
            ? key
            : null;

    /// <summary>The anchor of a reference on its page.</summary>
    /// <param name="key">Its key.</param>
    public static string Anchor(string key) => key.ToLowerInvariant();

    /// <summary>A text with the definitions below it.</summary>
    /// <param name="markdown">The text.</param>
    public string Define(string markdown) => markdown + definitions;
}

using System.Text.RegularExpressions;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Xhtml;

namespace Hopfield.Course;

/// <summary>HTML of a book as a tree that can be looked through and changed, and as XHTML, which readers of books ask for.</summary>
internal static partial class BookMarkup
{
    private const string MathML = "http://www.w3.org/1998/Math/MathML", Svg = "http://www.w3.org/2000/svg";

    /// <summary>Reads what cells and texts became.</summary>
    /// <param name="html">HTML as browsers take it.</param>
    /// <returns>The element around it.</returns>
    public static IElement Read(string html) => new HtmlParser().ParseDocument($"<body>{html}</body>").Body!;

    /// <summary>Gives all names of a part the name of the part, so that they are its own in the whole book. Links have theirs already; one that leads nowhere becomes words.</summary>
    /// <param name="part">The part.</param>
    /// <param name="home">Its name.</param>
    public static void Settle(IElement part, string home)
    {
        foreach (IElement named in part.QuerySelectorAll("[id]")) named.Id = $"{home}-{named.Id}";
        foreach (IElement link in part.QuerySelectorAll("a").ToList())
        {
            string there = link.GetAttribute("href") ?? "";
            if (there.Length == 0) link.OuterHtml = link.InnerHtml;
            // Words that name a file speak of a notebook; here they lead to a part of the book.
            else if (there.StartsWith('#') && FileName().IsMatch(link.TextContent)) link.TextContent = there.StartsWith($"#{BookLinks.Answers}", StringComparison.Ordinal) ? "the answers at the end" : there == $"#{BookLinks.References}" ? "the references" : "this book";
        }
    }

    /// <summary>The content of an element as XHTML.</summary>
    /// <param name="element">The element; not changed.</param>
    public static string Xhtml(IElement element)
    {
        foreach (IElement math in element.QuerySelectorAll("math")) math.SetAttribute("xmlns", MathML);
        foreach (IElement svg in element.QuerySelectorAll("svg")) svg.SetAttribute("xmlns", Svg);
        using var writer = new StringWriter();
        foreach (INode node in element.ChildNodes) node.ToHtml(writer, XhtmlMarkupFormatter.Instance);
        return writer.ToString();
    }

    /// <summary>A whole file.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="head">What else stands in its head.</param>
    /// <param name="body">XHTML of its body.</param>
    public static string Document(string title, string head, string body) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <!DOCTYPE html>
        <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
        <head><title>{Page.Encode(title)}</title>{head}</head>
        <body>
        {body}
        </body>
        </html>

        """.ReplaceLineEndings("\n");

    [GeneratedRegex(@"^\S+\.(ipynb|md)$")]
    private static partial Regex FileName();
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;

namespace Hopfield.Course;

/// <summary>Writes a book as EPUB 3: a file for each part, pictures beside them, contents for readers of books. The same book gives the same bytes.</summary>
internal sealed class Epub
{
    private const string Folder = "EPUB", Style = "book.css", Cover = "landscape.png", Kind = "mimetype";

    private readonly Book _book;
    private readonly Dictionary<string, byte[]> _pictures = [];
    private readonly Dictionary<string, string> _files; // by the name of every place, the file it is in

    private Epub(Book book)
    {
        _book = book;
        _files = book.Parts.SelectMany(part => part.Text.QuerySelectorAll("[id]").Select(named => named.Id!).Append(part.Id).Select(id => KeyValuePair.Create(id, $"{part.Id}.xhtml"))).ToDictionary();
    }

    /// <summary>Writes a book.</summary>
    /// <param name="book">The book.</param>
    /// <param name="style">The style sheet.</param>
    /// <param name="cover">The PNG of the cover; null for none.</param>
    public static byte[] Write(Book book, string style, byte[]? cover)
    {
        var epub = new Epub(book);
        List<(string Name, byte[] Content)> files = [("title.xhtml", File(book.Title, epub.Title(cover is not null))), ("nav.xhtml", epub.Navigation())];
        List<string> properties = ["", " properties=\"nav\""];
        foreach (BookPart part in book.Parts)
        {
            string text = epub.Part(part);
            files.Add(($"{part.Id}.xhtml", File(part.Title, text)));
            properties.Add(text.Contains("<math", StringComparison.Ordinal) ? " properties=\"mathml\"" : "");
        }

        var items = new StringBuilder();
        foreach (((string name, _), string property) in files.Zip(properties)) items.Append(CultureInfo.InvariantCulture, $"<item id=\"{name[..name.IndexOf('.')]}\" href=\"{name}\" media-type=\"application/xhtml+xml\"{property}/>\n");
        foreach ((string name, byte[] png) in epub._pictures.OrderBy(picture => picture.Key, StringComparer.Ordinal))
        {
            items.Append(CultureInfo.InvariantCulture, $"<item id=\"{Path.GetFileNameWithoutExtension(name)}\" href=\"{name}\" media-type=\"image/png\"/>\n");
            files.Add((name, png));
        }

        items.Append(CultureInfo.InvariantCulture, $"<item id=\"style\" href=\"{Style}\" media-type=\"text/css\"/>\n");
        files.Add((Style, Encoding.UTF8.GetBytes(style)));
        if (cover is not null)
        {
            items.Append(CultureInfo.InvariantCulture, $"<item id=\"cover\" href=\"{Cover}\" media-type=\"image/png\" properties=\"cover-image\"/>\n");
            files.Add((Cover, cover));
        }

        string package = epub.Package(items.ToString());
        // Readers know an epub by its first bytes: a file that says so, not compressed.
        return RepeatableZip.Write(
            [(Kind, "application/epub+zip"u8.ToArray()), ("META-INF/container.xml", Encoding.UTF8.GetBytes(Container)), ($"{Folder}/package.opf", Encoding.UTF8.GetBytes(package)), .. files.Select(file => ($"{Folder}/{file.Name}", file.Content))], stored: Kind);
    }

    private static byte[] File(string title, string body) => Encoding.UTF8.GetBytes(BookMarkup.Document(title, $"<link rel=\"stylesheet\" type=\"text/css\" href=\"{Style}\"/>", body));

    private string Part(BookPart part)
    {
        var text = (IElement)part.Text.Clone();
        foreach (IElement paper in text.QuerySelectorAll(".onpage")) paper.Remove();
        foreach (IElement link in text.QuerySelectorAll("a[href^='#']")) link.SetAttribute("href", Href(link.GetAttribute("href")![1..], $"{part.Id}.xhtml"));
        foreach (IElement picture in text.QuerySelectorAll("img")) picture.SetAttribute("src", Picture(picture.GetAttribute("src")!));
        return $"<section id=\"{part.Id}\" class=\"{(part.IsChapter ? "chapter" : "back")}\" epub:type=\"{Type(part)}\">\n{BookMarkup.Xhtml(text)}\n</section>";
    }

    private static string Type(BookPart part) => part.IsChapter ? "chapter" : part.Id switch
    {
        BookLinks.Symbols => "glossary",
        BookLinks.References => "bibliography",
        _ => "appendix",
    };

    private string Href(string id, string from) => _files[id] == from ? $"#{id}" : $"{_files[id]}#{id}";

    // A picture that stands in the text becomes a file, once.
    private string Picture(string source)
    {
        const string Inside = "data:image/png;base64,";
        if (!source.StartsWith(Inside, StringComparison.Ordinal)) return source;
        byte[] png = Convert.FromBase64String(source[Inside.Length..]);
        string name = $"p{Convert.ToHexStringLower(SHA256.HashData(png))[..16]}.png";
        _pictures[name] = png;
        return name;
    }

    private string Title(bool hasCover) => $"""
        <section class="title" epub:type="titlepage">
        {(hasCover ? $"<div class=\"picture\"><img src=\"{Cover}\" alt=\"{BookPdf.CoverText}\"/></div>" : "")}
        <h1>{Page.Encode(_book.Title)}</h1>
        {_book.Imprint}
        {Book.Preface}
        </section>
        """;

    private byte[] Navigation()
    {
        // A part of the course begins with its first chapter, and two links to one place are no order.
        string contents = _book.Contents((part, id) => id == part.CourseId ? null : id == part.Id ? $"{part.Id}.xhtml" : $"{part.Id}.xhtml#{id}", _ => "");
        return File("Contents", $"""
            <nav epub:type="toc" id="contents" role="doc-toc">
            <h1>Contents</h1>
            {contents}
            </nav>
            <nav epub:type="landmarks" hidden="hidden">
            <h2>Landmarks</h2>
            <ol><li><a epub:type="titlepage" href="title.xhtml">Title</a></li><li><a epub:type="toc" href="nav.xhtml">Contents</a></li><li><a epub:type="bodymatter" href="{_book.Parts[0].Id}.xhtml">The first chapter</a></li></ol>
            </nav>
            """);
    }

    private string Package(string items)
    {
        string date = _book.Hosting.Date.Length > 0 ? _book.Hosting.Date : RepeatableZip.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string spine = string.Concat(((string[])["title", "nav", .. _book.Parts.Select(part => part.Id)]).Select(id => $"<itemref idref=\"{id}\"/>\n"));
        return $"""
            <?xml version="1.0" encoding="utf-8"?>
            <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
            <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
            <dc:identifier id="id">urn:uuid:{new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(_book.Title))[..16])}</dc:identifier>
            <dc:title>{Page.Encode(_book.Title)}</dc:title>
            <dc:creator>{Book.Authors}</dc:creator>
            <dc:language>en</dc:language>
            <dc:rights>{Book.Rights}</dc:rights>
            <dc:date>{date}</dc:date>
            <meta property="dcterms:modified">{date}T00:00:00Z</meta>
            <meta property="schema:accessMode">textual</meta>
            <meta property="schema:accessMode">visual</meta>
            <meta property="schema:accessModeSufficient">textual</meta>
            <meta property="schema:accessibilityFeature">alternativeText</meta>
            <meta property="schema:accessibilityFeature">MathML</meta>
            <meta property="schema:accessibilityFeature">tableOfContents</meta>
            <meta property="schema:accessibilityHazard">none</meta>
            <meta property="schema:accessibilitySummary">Every figure has a description, formulas are MathML.</meta>
            </metadata>
            <manifest>
            {items}</manifest>
            <spine>
            {spine}</spine>
            </package>

            """.ReplaceLineEndings("\n");
    }

    private const string Container = """
        <?xml version="1.0" encoding="utf-8"?>
        <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
        <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
        </container>

        """;
}

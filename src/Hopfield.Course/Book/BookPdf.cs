using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Advanced;
using PdfSharp.Pdf.IO;

namespace Hopfield.Course;

/// <summary>Prints a book: a browser without a window lays it out in pages, as often as it takes until contents and index name the pages on which things are.</summary>
/// <remarks>Style sheets of browsers cannot name the page of another place. So the first print shows on which page each place is, these numbers are filled in,
/// and the next print shows whether they hold.</remarks>
internal static class BookPdf
{
    /// <summary>What the picture of the cover shows.</summary>
    public const string CoverText = "A landscape of energy with four valleys, three neighbours and two lone patterns, and paths that run down into them";

    private const int MostPrints = 5;

    /// <summary>The text that is printed, as XHTML.</summary>
    /// <param name="book">The book.</param>
    /// <param name="style">Its style sheet.</param>
    /// <param name="cover">The PNG of the title page; null for none.</param>
    public static string Text(Book book, string style, byte[]? cover)
    {
        var body = new StringBuilder($"""
            <section class="title">
            <p class="kicker">A course in notebooks</p>
            <h1>{Page.Encode(book.Title)}</h1>
            {(cover is null ? "" : $"<img src=\"data:image/png;base64,{Convert.ToBase64String(cover)}\" alt=\"{CoverText}\"/>")}
            <div class="imprint">{book.Imprint}</div>
            <div class="preface">{Book.Preface}</div>
            </section>
            <nav class="contents" id="{BookLinks.Contents}">
            <h1>Contents</h1>
            {book.Contents((_, id) => $"#{id}", id => BookChapter.PageOf(id))}
            </nav>

            """);
        var heads = new StringBuilder();
        foreach (BookPart part in book.Parts)
        {
            body.Append(CultureInfo.InvariantCulture, $"<section class=\"{(part.IsChapter ? "chapter" : "back")}\" id=\"{part.Id}\">\n{BookMarkup.Xhtml(part.Text)}\n</section>\n");
            heads.Append(CultureInfo.InvariantCulture, $"@page {part.Id} {{ @top-left {{ content: \"{part.Title.Replace("\\", "", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\" }} }} #{part.Id} {{ page: {part.Id} }}\n");
        }

        return BookMarkup.Document(book.Title, $"<meta charset=\"utf-8\"/><style>{style}\n{heads}</style>", body.ToString());
    }

    /// <summary>Prints a text.</summary>
    /// <param name="text">The text, as XHTML.</param>
    /// <param name="program">The browser.</param>
    /// <param name="cancellationToken">Ends the browser.</param>
    /// <returns>The PDF, and how many pages it has.</returns>
    /// <exception cref="IOException">The browser fails, or the pages do not come to rest.</exception>
    public static async Task<(byte[] Pdf, int Pages)> PrintAsync(string text, string program, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "book.xhtml");
        await File.WriteAllTextAsync(file, text, cancellationToken);
        await using Chromium browser = await Chromium.StartAsync(program, cancellationToken);
        string session = await browser.Tools.OpenAsync(new Uri(file), cancellationToken);
        IReadOnlyDictionary<string, int> before = new Dictionary<string, int>();
        for (int print = 0; print < MostPrints; print++)
        {
            byte[] pdf = await browser.Tools.PrintAsync(session, cancellationToken);
            (IReadOnlyDictionary<string, int> places, int pages) = PlacesOf(pdf);
            if (places.Count == before.Count && places.All(place => before.GetValueOrDefault(place.Key) == place.Value)) return (Finished(pdf), pages);
            before = places;
            var numbers = new JsonObject(places.Select(place => KeyValuePair.Create(place.Key, (JsonNode?)place.Value)));
            await browser.Tools.EvaluateAsync(session, $"{{ const pages = {numbers.ToJsonString()}; for (const number of document.querySelectorAll('.page')) number.textContent = pages[number.dataset.page] ?? ''; }}", cancellationToken);
        }

        throw new IOException($"After {MostPrints} prints the page numbers still change.");
    }

    // Smaller, and with the names of those who wrote it.
    private static byte[] Finished(byte[] pdf)
    {
        using var from = new MemoryStream(pdf);
        using PdfDocument document = PdfReader.Open(from, PdfDocumentOpenMode.Modify);
        PdfPictures.Pack(document);
        document.Info.Author = Book.Authors;
        document.Info.Creator = $"{Page.Course} {Hosting.Version}";
        using var into = new MemoryStream();
        document.Save(into);
        return into.ToArray();
    }

    /// <summary>The page of each place to which a PDF has a link within it, counted from 1, and how many pages there are.</summary>
    /// <param name="pdf">The PDF, as Chromium prints it.</param>
    public static (IReadOnlyDictionary<string, int> Places, int Pages) PlacesOf(byte[] pdf)
    {
        using var stream = new MemoryStream(pdf);
        using PdfDocument document = PdfReader.Open(stream, PdfDocumentOpenMode.Import);
        var numbers = new Dictionary<PdfObjectID, int>();
        for (int i = 0; i < document.PageCount; i++) numbers[document.Pages[i].Reference!.ObjectID] = i + 1;
        var places = new Dictionary<string, int>();
        PdfDictionary? destinations = document.Internals.Catalog.Elements.GetDictionary("/Dests");
        foreach ((string name, PdfItem? item) in destinations?.Elements.AsEnumerable() ?? [])
        {
            if ((item is PdfReference reference ? reference.Value : item) is PdfArray { Elements: [PdfReference page, ..] }) places[Uri.UnescapeDataString(name.TrimStart('/'))] = numbers[page.ObjectID];
        }

        return (places, document.PageCount);
    }
}

using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;

namespace Hopfield.Course.Tests;

public class BookPdfTests
{
    // As Chromium writes them: names of places, as they stand in links, with the page of each.
    private static byte[] Pdf(int pages, params (string Name, int Page)[] places)
    {
        using var document = new PdfDocument();
        for (int i = 0; i < pages; i++) document.AddPage();
        var destinations = new PdfDictionary(document);
        foreach ((string name, int page) in places)
            destinations.Elements[$"/{name}"] = new PdfArray(document, document.Pages[page - 1].Reference!, new PdfName("/XYZ"), new PdfInteger(0), new PdfInteger(800), new PdfInteger(0));
        document.Internals.Catalog.Elements["/Dests"] = destinations;
        using var bytes = new MemoryStream();
        document.Save(bytes);
        return bytes.ToArray();
    }

    [Fact]
    public void Places_are_found_by_name_with_their_pages()
    {
        (IReadOnlyDictionary<string, int> places, int pages) = BookPdf.PlacesOf(Pdf(3, ("c05", 1), ("c05-what-%CE%B2-is", 3)));
        Assert.Equal(3, pages);
        Assert.Equal(new Dictionary<string, int> { ["c05"] = 1, ["c05-what-β-is"] = 3 }, places.OrderBy(place => place.Key).ToDictionary());
        Assert.Empty(BookPdf.PlacesOf(Pdf(1)).Places);
    }

    [Fact]
    public void Each_part_has_its_title_at_the_head_of_its_pages()
    {
        using var trial = new TrialBook();
        string text = BookPdf.Text(trial.Write(), "", null);
        Assert.Contains("@page c05 { @top-left { content: \"05 · One?\" } } #c05 { page: c05 }", text);
        Assert.Contains("<span class=\"page\" data-page=\"c09-the-end\">", text);
    }

    [Fact]
    public void A_picture_of_few_colours_gets_a_palette_and_shows_on_white_what_it_showed()
    {
        // Red, half seen; blue, not seen at all.
        using var document = new PdfDocument();
        document.AddPage();
        PdfDictionary Picture(string space, params byte[] dots)
        {
            var picture = new PdfDictionary(document);
            picture.Elements["/Type"] = new PdfName("/XObject");
            picture.Elements["/Subtype"] = new PdfName("/Image");
            picture.Elements["/Width"] = new PdfInteger(2);
            picture.Elements["/Height"] = new PdfInteger(1);
            picture.Elements["/BitsPerComponent"] = new PdfInteger(8);
            picture.Elements["/ColorSpace"] = new PdfName(space);
            picture.CreateStream(dots);
            picture.Stream.Zip();
            document.Internals.AddObject(picture);
            return picture;
        }
        PdfDictionary seen = Picture("/DeviceGray", 128, 0), colours = Picture("/DeviceRGB", 255, 0, 0, 0, 0, 255);
        colours.Elements["/SMask"] = seen.Reference;
        document.Pages[0].Resources.Elements["/XObject"] = new PdfDictionary(document) { Elements = { ["/X0"] = colours.Reference } };
        using var bytes = new MemoryStream();
        document.Save(bytes);

        using PdfDocument packed = PdfReader.Open(new MemoryStream(bytes.ToArray()), PdfDocumentOpenMode.Modify);
        PdfPictures.Pack(packed);
        PdfDictionary picture = packed.Internals.GetAllObjects().OfType<PdfDictionary>().Single(one => one.Elements.ContainsKey("/DecodeParms"));
        var space = (PdfArray)picture.Elements["/ColorSpace"]!;
        byte[] table = [.. ((PdfString)space.Elements[3]).Value.Select(letter => (byte)letter)];
        byte[] row = picture.Stream.UnfilteredValue;
        Assert.Equal([255, 127, 127, 255, 255, 255], row[^2..].SelectMany(index => table[(3 * index)..(3 * index + 3)]));
        Assert.False(picture.Elements.ContainsKey("/SMask"));
    }
}

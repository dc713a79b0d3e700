using PdfSharp.Pdf;

namespace Hopfield.Course;

/// <summary>Makes the pictures of a PDF as small as they were before it was printed: a browser writes three bytes for each dot and one more for how far one sees through it.</summary>
internal static class PdfPictures
{
    private const int MostColours = 256;

    /// <summary>Gives every picture that has few enough colours on white paper a palette; others stay.</summary>
    /// <param name="document">The PDF.</param>
    public static void Pack(PdfDocument document)
    {
        foreach (PdfDictionary picture in document.Internals.GetAllObjects().OfType<PdfDictionary>().Where(IsPicture).ToList()) Pack(picture);
    }

    private static bool IsPicture(PdfDictionary part) =>
        part.Stream is not null && part.Elements.GetName("/Subtype") == "/Image" && part.Elements.GetName("/Filter") == "/FlateDecode" && part.Elements.GetInteger("/BitsPerComponent") == 8 && part.Elements["/DecodeParms"] is null
        && part.Stream.UnfilteredValue.Length == 3 * part.Elements.GetInteger("/Width") * part.Elements.GetInteger("/Height");

    private static void Pack(PdfDictionary picture)
    {
        int width = picture.Elements.GetInteger("/Width");
        byte[] colours = picture.Stream.UnfilteredValue, onWhite = new byte[colours.Length / 3 * 4];
        byte[]? seen = picture.Elements.GetDictionary("/SMask")?.Stream.UnfilteredValue;
        if (seen is not null && seen.Length * 3 != colours.Length) return;
        var distinct = new HashSet<int>();
        for (int i = 0; i < colours.Length / 3; i++)
        {
            int opacity = seen?[i] ?? byte.MaxValue;
            for (int k = 0; k < 3; k++) onWhite[(4 * i) + k] = (byte)(((colours[(3 * i) + k] * opacity) + (byte.MaxValue * (byte.MaxValue - opacity)) + (byte.MaxValue / 2)) / byte.MaxValue);
            onWhite[(4 * i) + 3] = byte.MaxValue;
            if (distinct.Add(BitConverter.ToInt32(onWhite, 4 * i)) && distinct.Count > MostColours) return;
        }

        (IReadOnlyList<uint> palette, byte[] rows) = PalettePng.Pack(onWhite, width, MostColours);
        PdfDocument document = picture.Owner;
        var table = new PdfString(string.Concat(palette.SelectMany(colour => (char[])[(char)(byte)colour, (char)(byte)(colour >> 8), (char)(byte)(colour >> 16)])), PdfStringEncoding.RawEncoding);
        picture.Elements["/ColorSpace"] = new PdfArray(document, new PdfName("/Indexed"), new PdfName("/DeviceRGB"), new PdfInteger(palette.Count - 1), table);
        // The rows of a PNG are rows of a PDF: each says how it was filtered.
        var rowsAs = new PdfDictionary(document);
        rowsAs.Elements["/Predictor"] = new PdfInteger(15);
        rowsAs.Elements["/Colors"] = new PdfInteger(1);
        rowsAs.Elements["/BitsPerComponent"] = new PdfInteger(8);
        rowsAs.Elements["/Columns"] = new PdfInteger(width);
        picture.Elements["/DecodeParms"] = rowsAs;
        picture.Elements.Remove("/SMask");
        picture.Stream.Value = rows;
        picture.Elements["/Length"] = new PdfInteger(rows.Length);
    }
}

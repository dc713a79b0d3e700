using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace Hopfield.Course.Tests;

/// <summary>What a reader of books needs to find in an epub; the rules are those of EPUB 3.</summary>
public sealed class EpubTests
{
    private static readonly XNamespace _opf = "http://www.idpf.org/2007/opf", _xhtml = "http://www.w3.org/1999/xhtml";

    private static Dictionary<string, byte[]> Files(byte[] epub)
    {
        using var zip = new ZipArchive(new MemoryStream(epub));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using Stream stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        });
    }

    private static XDocument Xml(byte[] file) => XDocument.Load(new MemoryStream(file));

    /// <summary>Fails unless files are well-formed, the manifest names them all, and every link and picture is there.</summary>
    private static void Check(byte[] epub)
    {
        Dictionary<string, byte[]> files = Files(epub);
        XDocument package = Xml(files["EPUB/package.opf"]);
        string[] manifest = [.. package.Descendants(_opf + "item").Select(item => "EPUB/" + (string)item.Attribute("href")!)];
        Assert.Equal(files.Keys.Except(["mimetype", "META-INF/container.xml", "EPUB/package.opf"]).Order(), manifest.Order());
        string[] ids = [.. package.Descendants(_opf + "item").Select(item => (string)item.Attribute("id")!)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(package.Descendants(_opf + "itemref"), item => Assert.Contains((string)item.Attribute("idref")!, ids));
        Assert.Single(package.Descendants(_opf + "item"), item => (string?)item.Attribute("properties") == "nav");

        Dictionary<string, XDocument> texts = files.Where(file => file.Key.EndsWith(".xhtml", StringComparison.Ordinal)).ToDictionary(file => Path.GetFileName(file.Key), file => Xml(file.Value));
        Dictionary<string, HashSet<string>> names = texts.ToDictionary(text => text.Key, text => text.Value.Descendants().Attributes("id").Select(id => id.Value).ToHashSet());
        foreach ((string file, XDocument text) in texts)
        {
            Assert.Equal(text.Descendants().Attributes("id").Count(), names[file].Count);
            Assert.Equal("en", (string?)text.Root!.Attribute("lang"));
            foreach (string link in text.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "href" or "src").Select(link => link.Value).Where(link => !link.Contains(':', StringComparison.Ordinal)))
            {
                string[] there = link.Split('#');
                string target = there[0].Length > 0 ? there[0] : file;
                Assert.True(files.ContainsKey($"EPUB/{target}"), $"{file} leads to {link}");
                if (there.Length > 1) Assert.True(names[target].Contains(there[1]), $"{file} leads to {link}");
            }

            Assert.All(text.Descendants(_xhtml + "img"), picture => Assert.False(string.IsNullOrWhiteSpace((string?)picture.Attribute("alt"))));
            Assert.DoesNotContain("data:image", text.ToString());
            bool hasFormulas = text.Descendants(XName.Get("math", "http://www.w3.org/1998/Math/MathML")).Any();
            Assert.Equal(hasFormulas, (string?)package.Descendants(_opf + "item").Single(item => (string?)item.Attribute("href") == file).Attribute("properties") == "mathml");
        }
    }

    [Fact]
    public void It_begins_with_a_file_that_says_what_it_is_and_is_not_compressed()
    {
        using var trial = new TrialBook();
        byte[] epub = Epub.Write(trial.Write(), "", TrialBook.Dot);
        Assert.Equal("PK\x03\x04"u8, epub.AsSpan(0, 4));
        Assert.Equal([0, 0], epub[8..10]); // stored
        Assert.Equal("mimetypeapplication/epub+zip", Encoding.ASCII.GetString(epub, 30, 28));
    }

    [Fact]
    public void Its_files_are_well_formed_and_complete_and_its_links_resolve()
    {
        using var trial = new TrialBook();
        Check(Epub.Write(trial.Write(), "", TrialBook.Dot));
        Check(Epub.Write(trial.Write(null, "09"), "", null));
    }

    [Fact]
    public void The_whole_course_is_such_a_book()
    {
        CourseTree tree = CourseTree.Find(AppContext.BaseDirectory);
        Book book = Book.Of(tree, new Hosting(null, null), tree.Chapters);
        Check(Epub.Write(book, "", File.ReadAllBytes(tree.Landscape)));
        Assert.All(book.Parts.Where(part => part.IsChapter), part => Assert.NotEmpty(part.Text.QuerySelectorAll("figure img")));
        var index = book.Parts.Single(part => part.Id == BookLinks.Symbols).Text.QuerySelectorAll("tbody tr");
        Assert.True(index.Count(row => row.QuerySelector("td:last-child a") is not null) > 0.9 * index.Length);
    }

    [Fact]
    public void The_same_book_has_the_same_bytes()
    {
        using var trial = new TrialBook();
        Assert.Equal(Epub.Write(trial.Write(), "a", TrialBook.Dot), Epub.Write(trial.Write(), "a", TrialBook.Dot));
    }

    [Fact]
    public void It_says_no_page_numbers_and_lists_its_parts()
    {
        using var trial = new TrialBook();
        Dictionary<string, byte[]> files = Files(Epub.Write(trial.Write(), "", null));
        Assert.DoesNotContain("data-page", Encoding.UTF8.GetString(files["EPUB/c05.xhtml"]));
        Assert.Contains("href=\"c09.xhtml#c09-the-end\"", Encoding.UTF8.GetString(files["EPUB/nav.xhtml"]));
        Assert.Equal("I · Classical networks", Xml(files["EPUB/nav.xhtml"]).Descendants(_xhtml + "span").First().Value);
    }
}

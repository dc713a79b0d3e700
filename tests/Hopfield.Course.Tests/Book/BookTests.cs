using System.Xml.Linq;

namespace Hopfield.Course.Tests;

public sealed class BookTests
{
    private static string TextOf(Book book, string part) => BookMarkup.Xhtml(book.Parts.Single(one => one.Id == part).Text);

    [Fact]
    public void A_book_has_its_chapters_then_answers_symbols_and_references()
    {
        using var trial = new TrialBook();
        Book book = trial.Write();
        Assert.Equal(["c05", "c09", "answers", "symbols", "references"], book.Parts.Select(part => part.Id));
        Assert.Equal(["I · Classical networks", "II · Dense associative memory"], book.Parts.Select(part => part.Above?.Name).OfType<string>());
        Assert.Equal(Book.CourseTitle, book.Title);
        Assert.Equal($"{Book.CourseTitle}: chapter 09", trial.Write(null, "09").Title);
    }

    [Fact]
    public void A_chapter_shows_neither_what_checks_are_made_of_nor_what_they_say()
    {
        using var trial = new TrialBook();
        string text = TextOf(trial.Write(), "c05");
        Assert.DoesNotContain("Secret", text);
        Assert.DoesNotContain("not solved yet", text);
        Assert.DoesNotContain("Since it is", text);
        Assert.Contains("Which &lt; one?", text);
        Assert.Contains("Square", text);
    }

    [Fact]
    public void Quizzes_and_exercises_are_answered_at_the_end_where_their_links_lead()
    {
        using var trial = new TrialBook();
        Book book = trial.Write();
        string chapter = TextOf(book, "c05"), answers = TextOf(book, "answers");
        Assert.Contains("b) This. <span>Since it is.</span>", answers);
        Assert.Contains("id=\"answers-05-q1\"", answers);
        Assert.Contains("href=\"#answers-05-q1\"", chapter);
        Assert.Contains("href=\"#c05-q1\"", answers);
        Assert.Contains("Times itself.", answers);
        Assert.Contains("id=\"c05-2\"", chapter);
        Assert.Contains("href=\"#answers-05-2\"", chapter);
    }

    [Fact]
    public void A_figure_is_its_still_with_description_caption_and_the_way_to_the_page_on_which_it_moves()
    {
        using var trial = new TrialBook();
        Assert.DoesNotContain("It moves", TextOf(trial.Write(), "c05"));
        string text = TextOf(trial.Write(new Hosting(null, "https://example.org/course/")), "c05");
        Assert.Contains("https://example.org/course/05-one.html#figure-1", text);
        XElement figure = XElement.Parse($"<x>{text}</x>").Descendants("figure").Single();
        Assert.Equal("A dot & more", (string?)figure.Descendants("img").Single().Attribute("alt"));
        Assert.Contains("What it is.", figure.Element("figcaption")!.Value);
    }

    [Fact]
    public void Links_lead_within_the_book_or_to_the_repository_and_otherwise_are_words()
    {
        using var trial = new TrialBook();
        string text = TextOf(trial.Write(), "c05");
        Assert.Contains("<a href=\"#c09\">two</a>", text);
        Assert.Contains("<a href=\"#c09-the-end\">the end</a>", text);
        Assert.Contains("<a href=\"#answers-05\">the answers at the end</a>", text);
        Assert.Contains("href=\"#references-key2020\"", text);
        Assert.Contains(", a program,", text);
        Assert.Contains("https://github.com/o/n/blob/main/src/x.cs", TextOf(trial.Write(new Hosting("https://github.com/o/n", null)), "c05"));
        Assert.DoesNotContain("#c05", TextOf(trial.Write(null, "09"), "c09")); // not in this book
    }

    [Fact]
    public void Every_name_stands_once_and_every_link_within_the_book_finds_one()
    {
        using var trial = new TrialBook();
        XDocument all = XDocument.Parse(BookPdf.Text(trial.Write(), "", TrialBook.Dot), LoadOptions.None);
        List<string> names = [.. all.Descendants().Attributes("id").Select(name => name.Value)];
        Assert.Equal(names.Distinct(), names);
        string[] links = [.. all.Descendants().Attributes("href").Select(link => link.Value).Where(link => link.StartsWith('#'))];
        Assert.All(links, link => Assert.Contains(link[1..], names));
        Assert.All(all.Descendants().Attributes("data-page"), number => Assert.Contains(number.Value, names));
        Assert.True(links.Length > 15);
    }

    [Fact]
    public void The_contents_list_parts_chapters_and_sections()
    {
        using var trial = new TrialBook();
        XElement contents = XElement.Parse(trial.Write().Contents((_, id) => $"#{id}", _ => ""));
        Assert.Equal(
            ["I · Classical networks", "05 · One?", "First & last", "II · Dense associative memory", "09 · Two?", "The end", "Answers", "Symbols and terms", "References"],
            contents.Descendants("a").Select(link => link.Value));
        Assert.Equal(["course-part", "course-part", "back", "back", "back"], contents.Elements("li").Select(item => (string?)item.Attribute("class")));
    }
}

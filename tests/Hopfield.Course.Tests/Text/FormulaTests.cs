namespace Hopfield.Course.Tests;

public sealed class FormulaTests
{
    [Fact]
    public void Formulas_are_found_in_sentences_on_lines_of_their_own_and_in_tables()
    {
        Formula[] found = [.. CourseMarkdown.Formulas("""
            Load $\alpha = P/N$, priced at 5 $ or more, code `$x$`, and $$E$$ inside.

            $$
            h_i = \sum_j w_{ij} \xi_j
            $$

            | a | b |
            |---|---|
            | $N$ | 3 |
            """)];
        Assert.Equal([new(@"\alpha = P/N", false), new("E", true), new(@"h_i = \sum_j w_{ij} \xi_j", true), new("N", false)], found);
    }

    [Fact]
    public void The_key_is_the_hash_of_the_TeX() =>
        Assert.Equal("8ce86a6ae65d3692e7305e2c58ac62eebd97d3d943e093f577da25c36988246b", new Formula("N", false).Key);

    [Fact]
    public void A_book_keeps_inline_and_display_forms_apart_and_survives_its_file()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "formulas.json");
        Formula inline = new("x<y", false), display = new("x<y", true), other = new("z", false);
        FormulaBook.Empty.With([new(inline, "<math>1</math>"), new(display, "<math>2</math>"), new(other, "<math>3</math>")]).Write(file);
        FormulaBook book = FormulaBook.Read(file);
        Assert.Equal("<math>1</math>", book.MathML(inline));
        Assert.Equal("<math>2</math>", book.MathML(display));
        Assert.Null(book.MathML(new("z", true)));
        Assert.Equal([display], book.Only(new HashSet<Formula> { display }).All.Keys);

        string bytes = File.ReadAllText(file);
        book.Write(file);
        Assert.Equal(bytes, File.ReadAllText(file));
    }

    [Fact]
    public void A_missing_book_is_empty_and_a_broken_one_is_named()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "formulas.json");
        Assert.Empty(FormulaBook.Read(file).All);
        foreach (string broken in (string[])["no json", "[]", "{\"k\":{}}", "{\"k\":{\"tex\":1}}", "{\"k\":null}"])
        {
            File.WriteAllText(file, broken);
            Assert.Contains("is not a list of formulas", Assert.Throws<NotebookException>(() => FormulaBook.Read(file)).Message);
        }
    }

    [Theory]
    [InlineData("# 02 · Where does it end?\n\nA claim in *two* words.\n\n**You need** 35 minutes.", "Where does it end?", "A claim in *two* words.", 35)]
    [InlineData("# 01 · T\n\nYou hold half a picture.", "T", "You hold half a picture.", null)]
    [InlineData("# `Title` with $N$\n\n**You will**\n\n- a", "Title with N", "", null)]
    [InlineData("No title", "02-x", "", null)]
    public void A_chapters_outline_is_read_from_its_opening(string text, string title, string claim, int? minutes) =>
        Assert.Equal(new ChapterOutline(title, claim, minutes), ChapterOutline.Of(TrialCourse.Notebook(text), "02-x"));
}

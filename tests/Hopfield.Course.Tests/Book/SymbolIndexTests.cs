using AngleSharp.Dom;

namespace Hopfield.Course.Tests;

public class SymbolIndexTests
{
    private const string Symbols = """
        | symbol | term | meaning | C# |
        |---|---|---|---|
        | $\beta$ | sharpness | Big is sharp. | `Beta` |
        | – | load, share | How full. | |

        | symbol | chapters | meaning | C# |
        |---|---|---|---|
        | $x$, $y$ | 07, 12 | Two things. | |
        | – | 08 | **Spin glass**: weights of both signs. **Gap**, **rest**: how much. And more. | `SpinGlass` |
        """;

    [Fact]
    public void A_row_that_defines_several_terms_becomes_a_row_for_each()
    {
        IndexEntry[] entries = [.. IndexEntry.Read(Symbols)];
        Assert.Equal(["$\\beta$", "load, share", "$x$, $y$", "Spin glass", "Gap, rest"], entries.Select(entry => entry.Name));
        Assert.Equal(["weights of both signs.", "how much. And more."], entries[^2..].Select(entry => entry.Meaning));
        Assert.Equal([true, false, true, false, false], entries.Select(entry => entry.IsSymbol));
        Assert.Equal(["07", "12"], entries[2].Chapters);
        Assert.Equal(["Gap", "rest"], entries[^1].Words);
        Assert.Equal("sharpness", entries[0].Term);
    }

    [Fact]
    public void A_symbol_stands_first_where_a_formula_writes_it_and_a_term_where_it_is_bold()
    {
        using var trial = new TrialBook();
        Book book = trial.Write();
        IElement index = book.Parts.Single(part => part.Id == BookLinks.Symbols).Text;
        string Place(string name) => index.QuerySelectorAll("tbody tr").Single(row => row.Children[0].TextContent == name).QuerySelector("td:last-child a")!.GetAttribute("href")!;
        string Text(string name) => book.Parts.Select(part => part.Text.QuerySelector(Place(name))).OfType<IElement>().Single().TextContent;
        Assert.StartsWith("Back to", Text("β"));
        Assert.StartsWith("A claim", Text("N"));
        Assert.StartsWith("The load", Text("load, share"));
        Assert.Equal(["N", "β", "load, share"], index.QuerySelectorAll("tbody td:first-child").Select(cell => cell.TextContent));
    }

    [Fact]
    public void A_chapter_s_own_meaning_is_looked_for_in_that_chapter()
    {
        using var trial = new TrialBook();
        File.WriteAllText(trial.Tree.Symbols, "| symbol | chapters | meaning | C# |\n|---|---|---|---|\n| $N$ | 09 | Another. | |\n");
        IElement index = trial.Write().Parts.Single(part => part.Id == BookLinks.Symbols).Text;
        Assert.Empty(index.QuerySelectorAll("tbody a")); // chapter 09 does not write it
        Assert.NotEmpty(index.QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public void A_book_of_some_chapters_lists_what_they_use()
    {
        using var trial = new TrialBook();
        IElement index = trial.Write(null, "09").Parts.Single(part => part.Id == BookLinks.Symbols).Text;
        Assert.Equal(["β"], index.QuerySelectorAll("tbody td:first-child").Select(cell => cell.TextContent));
    }
}

using System.Text.Json;

namespace Hopfield.Exercises.Tests;

public class CheckTests
{
    [Fact]
    public void A_claim_that_holds_shows_as_one_line_with_a_tick() =>
        Assert.Equal("✓ Two and two make four.", Check.That(2 + 2 == 4, "Two and two make four.").ToString());

    [Fact]
    public void Claims_of_one_cell_follow_each_other() =>
        Assert.Equal("✓ One.\n✓ Two.", Check.That(true, "One.").And(true, "Two.").ToString());

    [Fact]
    public void A_false_claim_throws_with_its_words_and_its_condition()
    {
        int energy = -9;
        var error = Assert.Throws<ClaimException>(() => Check.That(true, "Fine.").And(energy == -11, "The energy is −11."));
        Assert.Equal("The claim does not hold: The energy is −11.\nFalse: energy == -11", error.Message);
        Assert.Equal("The energy is −11.", error.Claim);
    }

    [Fact]
    public void A_claim_without_words_is_refused() => Assert.Equal("claim", Assert.Throws<ArgumentException>(() => Check.That(true, " ")).ParamName);

    [Theory, InlineData("2.1"), InlineData("02"), InlineData("02.1/../x"), InlineData("02.Q"), InlineData("02.1\n"), InlineData("")]
    public void An_id_that_is_not_the_chapters_numbering_is_refused(string id) =>
        Assert.Equal("id", Assert.Throws<ArgumentException>(() => Check.Exercise(id)).ParamName);

    [Fact]
    public void A_third_hint_is_refused() => Assert.Equal("hints", Assert.Throws<ArgumentException>(() => Check.Exercise("02.1", "a", "b", "c")).ParamName);

    [Fact]
    public void Words_are_escaped_and_back_ticks_become_code()
    {
        string html = (string)Check.That(true, "`a<b>` & \"c\"").ToMimeBundle()["text/html"];
        Assert.Contains("<code>a&lt;b&gt;</code> &amp; &quot;c&quot;", html);
        Assert.DoesNotContain("<b>", html);
    }

    [Fact]
    public void The_archived_kernels_naming_convention_finds_the_same_html_and_text()
    {
        // What that kernel does, by name and without a reference to us: attribute → source → formatters → Format.
        Claim claim = Check.That(true, "Fine.");
        object attribute = Assert.Single(typeof(Claim).GetCustomAttributes(true), a => a.GetType().Name == "TypeFormatterSourceAttribute");
        object source = Activator.CreateInstance((Type)Get(attribute, "FormatterSourceType"))!;
        Assert.Equal(["text/html", "text/plain"], (string[])Get(attribute, "PreferredMimeTypes"));

        var written = new Dictionary<string, string>();
        foreach (object formatter in (System.Collections.IEnumerable)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, [])!)
        {
            var writer = new StringWriter();
            Assert.Equal(true, formatter.GetType().GetMethod("Format")!.Invoke(formatter, [claim, writer]));
            written.Add((string)Get(formatter, "MimeType"), writer.ToString());
        }
        Assert.Equal(JsonSerializer.Serialize(claim.ToMimeBundle()), JsonSerializer.Serialize(written));

        static object Get(object of, string name) => of.GetType().GetProperty(name)!.GetValue(of)!;
    }

    [Fact]
    public void The_running_cells_token_is_the_one_that_the_kernel_publishes()
    {
        Assert.Equal(CancellationToken.None, Cell.Token);
        using var source = new CancellationTokenSource();
        AppContext.SetData("Notebooks.Kernel.CellToken", source.Token);
        try
        {
            Assert.Equal(source.Token, Cell.Token);
        }
        finally
        {
            AppContext.SetData("Notebooks.Kernel.CellToken", null);
        }
    }
}

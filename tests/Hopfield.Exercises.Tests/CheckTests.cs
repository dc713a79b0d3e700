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
    public void A_false_claim_shows_a_cross_and_its_condition_on_one_line_and_what_follows_goes_on()
    {
        int energy = -9;
        Claim claim = Check.That(energy == -11
                && energy < 0, "The energy is −11.").And(true, "Fine.");
        Assert.Equal("✗ The energy is −11.\n  False here: `energy == -11 && energy < 0`.\n✓ Fine.", claim.ToString());
        Assert.Contains("False here: <code>energy == -11 &amp;&amp; energy &lt; 0</code>.", claim.ToHtml());
        // The panel has the colour of a wrong answer as soon as one claim is false.
        string wrong = new string([.. Check.That(false, "No.").ToHtml().TakeWhile(c => c != ';')]);
        Assert.StartsWith(wrong, claim.ToHtml());
        Assert.False(Check.That(true, "Yes.").ToHtml().StartsWith(wrong, StringComparison.Ordinal));
    }

    [Fact]
    public void A_kernel_can_say_which_part_is_false_and_with_which_values() => Assert.Equal(
        "✗ It fell.\n  False here: `after < before`; `after` is 0.25; `before` is \"10100\".",
        Check.That(false, "It fell.", part: () => new FalsePart("after < before", ("after", 0.25), ("before", (sbyte[])[1, -1, 1, -1, -1]))).ToString());

    [Fact]
    public void A_log_hears_every_claim_of_what_it_encloses_and_of_nothing_else()
    {
        Check.That(true, "Before.");
        using (var outer = new ClaimLog())
        {
            Check.That(true, "Shown nowhere.");
            using (var inner = new ClaimLog())
            {
                var thread = new Thread(() => Check.That(false, "On another thread."));
                thread.Start();
                thread.Join();
                Assert.Equal([new Statement("On another thread.", false, "False here: `false`.")], inner.Heard);
            }
            Check.EnergyNeverRises(new RecallResult<sbyte[]>([1], StopReason.StepLimit, 1, new([[1], [1]], [2, 1])));
            Assert.Equal(["Shown nowhere.", "The energy never rose: 1 step looked at."], outer.Heard.Select(statement => statement.Text));
        }
        Check.That(true, "After.");
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

    [Fact]
    public async Task A_value_grows_in_one_place_where_a_kernel_shows_it_and_elsewhere_is_its_last_state()
    {
        var drawn = new List<int>();
        int Draw(int step)
        {
            drawn.Add(step);
            return 10 * step;
        }
        Assert.Equal(30, await Cell.Grow(Draw, 1, 2, 3));
        Assert.Equal([3], drawn);

        var shown = new List<object?>();
        AppContext.SetData("Notebooks.Kernel.Show", (Func<object, Action<object?>>)(first =>
        {
            shown.Add($"first {first}");
            return shown.Add;
        }));
        try
        {
            Assert.Equal(30, await Cell.Grow(Draw, 1, 2, 3));
            Assert.Equal(["first 10", 20, null], shown);
            AppContext.SetData("Notebooks.Kernel.IsWatched", false);
            Assert.Equal(30, await Cell.Grow(Draw, 1, 2, 3));
            Assert.Equal(3, shown.Count);
        }
        finally
        {
            foreach (string name in (string[])["Show", "IsWatched"]) AppContext.SetData($"Notebooks.Kernel.{name}", null);
        }

        Assert.Contains("at least one state", (await Assert.ThrowsAsync<ArgumentException>(() => Cell.Grow(Draw, Array.Empty<int>()))).Message);
    }
}

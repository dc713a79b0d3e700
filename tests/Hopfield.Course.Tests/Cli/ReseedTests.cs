namespace Hopfield.Course.Tests;

public sealed class ReseedTests
{
    private const string Setup = "[setup]#r \"Hopfield.Exercises.dll\"\nusing Hopfield;\nusing Hopfield.Exercises;";

    [Fact]
    public async Task What_holds_in_every_draw_passes_and_the_draw_that_is_shown_comes_out_as_committed()
    {
        using var course = new TrialCourse();
        course.Write("01-sound.ipynb", "# T", Setup,
            "text", "[exact]int turned = Corruption.Flip(Bipolar.Random(1000, seed: 1), 0.1, seed: 2).Zip(Bipolar.Random(1000, seed: 1))\n    .Count(p => p.First != p.Second);\nConsole.WriteLine(new Random(1).Next());",
            "text", "Check.That(turned is > 40 and < 200, \"About a tenth is turned.\")",
            """
            {"numbers": [{"text": "100", "value": "turned", "tolerance": "50"}, {"text": "1982", "source": "Hopfield1982"}]}
            ## What we found
            About 100, as in 1982.
            """);
        Assert.Equal(0, (await Invocation.OfAsync(course, "publish")).ExitCode);
        Invocation reseed = await Invocation.OfAsync(course, "reseed", "01", "--draws", "3");

        Assert.True(reseed.ExitCode == 0, reseed.Output + reseed.Errors);
        Assert.Contains("01-sound: held in how many of 3 other draws", reseed.Output);
        Assert.Contains("     3  every cell runs to its end", reseed.Output);
        Assert.Matches(@"     3  cell 6 \(\w+\): About a tenth is turned\.", reseed.Output);
        Assert.Matches(@"     3  cell 7 \(\w+\): 100 \(tolerance 50\): \d+ … \d+ … \d+, from turned", reseed.Output);
        Assert.DoesNotContain("1982", reseed.Output);
        Assert.EndsWith("01-sound: all of these hold\n", reseed.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_claim_and_a_number_that_hold_at_one_seed_only_are_caught_and_none_of_them_stops_the_others()
    {
        using var course = new TrialCourse();
        course.Write("01-lucky.ipynb", "# T", Setup,
            "text", "int drawn = new SeededRandom(5).Next(1_000_000);",
            "text", "Check.That(drawn == new SeededRandom(3).Next(1_000_000) - 1, \"Lucky once.\").And(true, \"Always.\")",
            "text", "[instance]Check.That(drawn == 1, \"Here it is one.\")",
            "{\"numbers\": [{\"text\": \"7\", \"value\": \"drawn\"}, {\"text\": \"8\", \"value\": \"drawn\", \"instance\": true}, {\"text\": \"9\", \"value\": \"nowhere\"}]}\n## What we found\n7, here 8, 9");
        Invocation reseed = await Invocation.OfAsync(course, "reseed", "--draws", "4");

        Assert.Equal(1, reseed.ExitCode);
        string[] lines = [.. reseed.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).SkipWhile(line => !line.Contains("held in"))];
        Assert.Equal("     4  every cell runs to its end", lines[1]);
        Assert.Matches(@"✗    0  cell 6 \(\): Lucky once\.", lines[2]);
        Assert.Matches(@"     4  cell 6 \(\): Always\.", lines[3]);
        Assert.Matches(@"✗    0  cell 9 \(\): 7 \(tolerance 0\): [\d,]+ … [\d,]+ … [\d,]+, from drawn", lines[4]);
        Assert.Matches(@"✗    0  cell 9 \(\): 9 \(tolerance 0\): no value, from nowhere", lines[5]);
        Assert.Contains("The name 'nowhere' does not exist", lines[6]);
        Assert.Equal("of the draw that is shown alone:", lines[7]);
        Assert.StartsWith("     0  cell 8 (): Here it is one.", lines[8]);
        Assert.StartsWith("     0  cell 9 (): 8 ", lines[9]);
        Assert.Equal("01-lucky: 3 of 5 fail in more than one draw of twenty", lines[10]);
    }

    [Fact]
    public async Task A_cell_that_breaks_in_a_draw_is_told_and_what_it_did_not_reach_did_not_hold()
    {
        using var course = new TrialCourse();
        // The count of the shown draw is the only one that does not break.
        int shown = On(draw: 0);
        course.Write("01-brittle.ipynb", "# T", Setup, "text", $"int[] one = [1];\nint on = Bipolar.Random(40, seed: 7).Count(s => s > 0);", "text",
            $"Console.WriteLine(one[on == {shown} ? 0 : 1]);\nCheck.That(true, \"Reached.\")");
        Invocation reseed = await Invocation.OfAsync(course, "reseed", "--draws", "6");

        int broken = Enumerable.Range(1, 6).Count(draw => On(draw) != shown);
        Assert.InRange(broken, 1, 6);
        Assert.Equal(1, reseed.ExitCode);
        Assert.Contains($"✗ {6 - broken,4}  every cell runs to its end", reseed.Output);
        Assert.Matches(@"draw \d, cell 6, line 1: IndexOutOfRangeException", reseed.Output);
        Assert.Contains($"✗ {6 - broken,4}  cell 6 (): Reached.", reseed.Output);

        static int On(int draw) => Bipolar.Random(40, seed: 7 + draw * 10_007).Count(s => s > 0);
    }

    [Fact]
    public async Task A_chapter_that_is_not_as_committed_is_refused()
    {
        using var course = new TrialCourse();
        course.Write("01-stale.ipynb", "# T", "[exact]1 + 1");
        Invocation reseed = await Invocation.OfAsync(course, "reseed", "--draws", "1");
        Assert.Equal(1, reseed.ExitCode);
        Assert.Contains("01-stale, without a shift: cell 2", reseed.Output);
        Assert.Contains("--draws must be", (await Invocation.OfAsync(course, "reseed", "--draws", "0")).Errors);
    }
}

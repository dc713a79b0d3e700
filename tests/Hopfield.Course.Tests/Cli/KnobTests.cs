using System.Text.Json.Nodes;

namespace Hopfield.Course.Tests;

public sealed class KnobTests
{
    private static readonly (string Cell, string Replace, string With, string Outcome, string? Trouble)[] _knobs =
    [
        ("noise", "0.10", "0.45", "recovered == 55", null), // the claim of the next cell breaks, and shows it
        ("count", " + hundred[(int)(100 * noise)]", "", "recovered == 90", null), // taken away,
        ("noise", "0.10", "0.45", "recovered < 50", "knob noise: 0.10 → 0.45: False here: `recovered < 50`; `recovered` is 55."),
        ("noise", "0.10", "2.00", "true", "the cell count stops: IndexOutOfRangeException"),
        ("noise", "0.10", "0.45", "lost > 3", "the outcome lost > 3 cannot be asked for: "),
        ("noise", "0.1", "0.45,", "true", "the cell noise stops: "),
        ("noise", "0.3", "0.4", "true", "\"0.3\" stands 0 times in the cell noise"),
        ("noise", "o", "i", "true", "\"o\" stands 4 times in the cell noise"),
        ("noisy", "0.10", "0.45", "true", "there is no cell of code that is called noisy"),
        ("noise", "0.10", "0.20", "recovered == 80 && runs == 1", null), // from what the chapter leaves, whatever came before
    ];

    [Fact]
    public async Task Each_knob_is_turned_after_one_run_and_what_does_not_come_out_is_told()
    {
        using var course = new TrialCourse();
        var knobs = new JsonArray([.. _knobs.Select(knob => (JsonNode)new JsonObject
        {
            ["cell"] = knob.Cell, ["replace"] = knob.Replace, ["with"] = knob.With, ["outcome"] = knob.Outcome,
        })]);
        string path = course.Write("01-trial.ipynb", "# T", "[setup]#r \"Hopfield.Exercises.dll\"\nusing Hopfield.Exercises;",
            "text", "double noise = 0.10; // not more",
            "text", "int[] hundred = new int[101];\nint recovered = (int)Math.Round(100 - 100 * noise) + hundred[(int)(100 * noise)];",
            "text", "Check.That(recovered == 90, \"Nine of ten come back.\")",
            "text", "int runs = 0;", "text", "runs++;",
            new JsonObject { ["knobs"] = knobs }.ToJsonString() + "\n**Turn the knob.**").Path;
        Notebook notebook = Notebook.Read(path);
        (notebook.Cells[3].Id, notebook.Cells[5].Id) = ("noise", "count");
        notebook.Write(path);
        Assert.Equal(0, (await Invocation.OfAsync(course, "publish")).ExitCode);

        Invocation verify = await Invocation.OfAsync(course, "verify", "--knobs");
        Assert.Equal(1, verify.ExitCode);
        string[] told = [.. verify.Output.Split(Environment.NewLine).Where(line => line.Contains("knob ", StringComparison.Ordinal))];
        string[] troubles = [.. _knobs.Select(knob => knob.Trouble).OfType<string>()];
        Assert.Equal(troubles.Length, told.Length);
        Assert.All(troubles.Zip(told), pair => Assert.Contains(pair.First, pair.Second));
        Assert.Contains("10 knobs turned, 7 not as the text says", verify.Output);
        Assert.Contains("1 notebooks, 0 failed, 0 differences", verify.Output);

        Invocation plain = await Invocation.OfAsync(course, "verify");
        Assert.Equal(0, plain.ExitCode);
        Assert.DoesNotContain("turned", plain.Output);
    }
}

using System.Text.Json.Nodes;
using Hopfield.Course;
using Notebooks.Tests.Lint;

namespace Notebooks.Tests;

/// <summary>What stands in the specimen chapters.</summary>
internal static class SpecimenText
{
    public const string Symbols = """
        | symbol | term | meaning | C# |
        |---|---|---|---|
        | $N$ | units | the length of a state | `Dimension` |
        | $P$ | patterns | how many are stored | `PatternCount` |
        | $\alpha$, $\alpha_c$ | load | P over N | `Load` |
        | $\xi$ | state | what moves | `State` |
        | $w_{ij}$, $w$ | weight | between two units | `Weight` |
        | $i$, $j$ | index | of a unit | `unit` |

        | symbol | chapters | meaning | C# |
        |---|---|---|---|
        | $y$ | 07 | the second pattern of a pair | |
        | $u$ | 02, 08 | a potential | |
        """;

    public const string Readme = """
        # Specimen

        | chapter | claim |
        |---|---|
        | [02 · How does a specimen look?](notebooks/02-a-specimen.ipynb) | A plane has one highest corner |

        The fast path: 02 → 03.
        """;

    public const string References = """
        - **Hopfield1982** · J. J. Hopfield. Neural networks and physical systems.
        - **Vitay** · J. Vitay. Lecture slides.
        """;

    /// <summary>The exercises of a chapter: one of each kind.</summary>
    public static string Exercises(string number) => $"""
        using Hopfield;
        using Hopfield.Exercises;

        #region exercise {number}.1 do
        // Exercise {number}.1 · Add two numbers.
        #if STUB
        double sum = double.NaN;
        #elif ANSWER
        double sum = 3;
        #elif WRONG // multiplies them
        double sum = 2;
        #endif
        #endregion

        #region check {number}.1
        Check.Exercise("{number}.1", "Count on from one.").Value(sum, 3)
        #endregion

        #region why {number}.1
        // One and two make three.
        #endregion

        #region exercise {number}.2 make
        // Exercise {number}.2 · Double a number.
        double Twice(double value)
        #if STUB
            => throw new NotImplementedException("Write Twice.");
        #elif ANSWER
            => 2 * value;
        #elif WRONG // squares it
            => value * value;
        #endif
        #endregion

        #region check {number}.2
        Check.Exercise("{number}.2", "Add it to itself.").Function(Twice, value => 2 * value, [1.0, 3.0])
        #endregion

        #region why {number}.2
        // A number and itself.
        #endregion

        #region exercise {number}.3 explain
        // Exercise {number}.3 · Which is larger?
        #if STUB
        string larger = "";
        #elif ANSWER
        string larger = "two";
        #elif WRONG // the other one
        string larger = "one";
        #endif
        #endregion

        #region check {number}.3
        Check.Exercise("{number}.3", "Count.").Value(larger, "two")
        #endregion

        #region why {number}.3
        // Two comes after one.
        #endregion

        #region exercise {number}.4 open
        #endregion

        #region why {number}.4
        // There are many answers.
        #endregion
        """;

    /// <summary>The cells of a chapter.</summary>
    /// <param name="number">Its two digits.</param>
    /// <param name="next">The file of the chapter that follows, or null.</param>
    public static List<SpecimenCell> Cells(string number, string? next)
    {
        string figure = number.TrimStart('0');
        List<SpecimenCell> cells =
        [
            Text("title", $"# {number} · How does a specimen look?\n\nIt looks like this.", "slide"),
            Text("will", $"**You will**\n\n- read;\n- look;\n- answer.\n\n**You need** nothing · 20 minutes to read, 10 for the exercises.", "fragment"),
            Text("note-1", "> **For the lecturer · 2 minutes.** Ask the room what a specimen is.\n>\n> Wait.", "notes"),
            Code("setup", "#r \"../artifacts/bin/Hopfield.Course/release/Hopfield.Plotting.dll\"\n#r \"../artifacts/bin/Hopfield.Course/release/Hopfield.Exercises.dll\"\nusing Hopfield;\nusing Hopfield.Plotting;\nusing Hopfield.Exercises;", "skip", Tags.Setup),
            .. Enumerable.Range(1, 9).SelectMany(k => Section(number, k)),
            Text("why", "A picture says at once what a list of numbers hides.", "fragment"),
            Text("frame", "The plane is drawn over two numbers, each between 0 and 1.", "fragment"),
            Text("bridge", "**Predict.** Where is the plane highest?", "fragment").With("answer", new JsonArray("upper right", "the corner")),
            Text("note-2", "> **For the lecturer · 3 minutes.** Turn the figure.", "notes"),
            Code("figure", $"var height = new double[,] {{ {{ 0, 1 }}, {{ 2, 3 }} }};\nFigures.Landscape(EnergyGrid.From([0, 1], [0, 1], height),\n    alt: \"A plane that rises to the upper right corner.\")", "slide", "exact"),
            Text("caption", $"**Figure {figure}.1.** A plane. Height and colour: energy.", "skip", Tags.Caption),
            Text("note-3", "> **For the lecturer · 1 minute.** Let everybody answer.", "notes"),
            Text("exercises", $"## Exercises\n\nTasks with their checks. The solutions lie in [solutions/](solutions).", "slide"),
            Code("stub-1", $"// Exercise {number}.1 · Add two numbers.\ndouble sum = double.NaN;", "skip", $"exercise:{number}.1"),
            Code("check-1", $"Check.Exercise(\"{number}.1\", \"Count on from one.\").Value(sum, 3)", "skip", $"check:{number}.1"),
            Code("stub-2", $"// Exercise {number}.2 · Double a number.\ndouble Twice(double value)\n    => throw new NotImplementedException(\"Write Twice.\");", "skip", $"exercise:{number}.2"),
            Code("check-2", $"Check.Exercise(\"{number}.2\", \"Add it to itself.\")\n  .Function(Twice, value => 2 * value, [1.0, 3.0])", "skip", $"check:{number}.2"),
            Code("stub-3", $"// Exercise {number}.3 · Which is larger?\nstring larger = \"\";", "skip", $"exercise:{number}.3"),
            Code("check-3", $"Check.Exercise(\"{number}.3\", \"Count.\").Value(larger, \"two\")", "skip", $"check:{number}.3"),
            Text("open", "**Exercise 4.** What else might one double?", "skip", $"exercise:{number}.4"),
            Text("quiz", "## Quiz", "skip"),
            .. Enumerable.Range(1, 3).Select(q => Code($"quiz-{q}", $"Quiz.Ask(\"{number}.q{q}\", \"Which one?\")\n  .Right(\"This.\", \"Yes.\").Wrong(\"That.\", \"No.\").Answer(\"\")", "skip", Tags.Quiz)),
            Text("end", $"## What we found\n\n- One figure and 9 loads, as Figure {figure}.1 shows.\n- Two: $P = 20$ fits [Hopfield1982] and [Vitay], and here 0.9 came out.\n- Three.\n\n## References\n\n- [Hopfield1982] · [Vitay] in [REFERENCES.md](REFERENCES.md)\n\n{NextLink.Line(next is null ? null : (next, "How does a specimen look?"))}", "slide").With("numbers", new JsonArray(
                Entry("text", "9", "value", "load9 * 10"), Entry("text", "20", "source", "Hopfield1982"), Instance("0.9", "load9"))),
        ];
        cells.Single(c => c.Id == "figure").Outputs.Add(FigureOutput());
        int count = 0;
        foreach (var cell in cells.Where(c => c.Type == "code")) cell.Count = ++count;
        return cells;
    }

    /// <summary>A committed figure: its data, its picture, its text.</summary>
    public static JsonObject FigureOutput(string trace = "surface") => new()
    {
        ["output_type"] = "execute_result",
        ["execution_count"] = 1,
        ["metadata"] = new JsonObject(),
        ["data"] = new JsonObject
        {
            [PlotlyFigure.MimeType] = new JsonObject
            {
                ["data"] = new JsonArray(new JsonObject { ["type"] = trace }),
                ["layout"] = new JsonObject { ["meta"] = new JsonObject { ["alt"] = "A plane that rises to the upper right corner." } },
            },
            ["image/png"] = "iVBORw0KGgo=",
            ["text/plain"] = "Energy landscape: a plane that rises to the upper right corner.",
        },
    };

    /// <summary>A stream output.</summary>
    public static JsonObject Stream(string text, string name = "stdout") =>
        new() { ["output_type"] = "stream", ["name"] = name, ["text"] = text };

    // Three sections of three parts; each part says a claim of some 130 words and computes something.
    private static IEnumerable<SpecimenCell> Section(string number, int k)
    {
        string heading = k % 3 == 1 ? $"## Section {(k + 2) / 3}" : $"### Part {k}";
        string words = string.Join(' ', Enumerable.Repeat("A state of many units settles down, as Hopfield described [Hopfield1982].", 12));
        string text = $"{heading}\n\n{words} The load is $\\alpha = P / N$, and a weight is $w_{{ij}}$.";
        yield return k % 3 != 1 ? Text($"claim-{k}", text, "slide")
            : Text($"claim-{k}", $"{text}\n\n**Turn the knob.** Divide by 100 instead of 10: the load falls.", "slide")
                .With("knobs", new JsonArray(Entry("cell", $"act-{k}", "replace", "10.0", "with", "100.0", "outcome", $"load{k} < 0.1")));
        yield return Code($"act-{k}", $"double load{k} = {k} / 10.0;\nConsole.WriteLine($\"α = {{load{k}:F1}}\");", k % 3 == 0 ? "subslide" : "fragment", "exact");
    }

    private static JsonObject Entry(params string[] pairs) => new(pairs.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], (JsonNode?)pair[1])));

    private static JsonObject Instance(string text, string value)
    {
        JsonObject entry = Entry("text", text, "value", value);
        entry["instance"] = true;
        return entry;
    }

    private static SpecimenCell With(this SpecimenCell cell, string name, JsonArray entries)
    {
        cell.Course[name] = entries;
        return cell;
    }

    private static SpecimenCell Text(string id, string source, string slide, params string[] tags) => new("markdown", id, source, slide, tags);

    private static SpecimenCell Code(string id, string source, string slide, params string[] tags) => new("code", id, source, slide, tags);
}

using System.Text.Json.Nodes;
using Hopfield.Course;
using Notebooks.Tests.Lint;

namespace Notebooks.Tests;

/// <summary>Every rule bites: each case spoils the specimen in one way, and the rule says what is wrong and where.</summary>
public class RuleTests
{
    private sealed record Spoilt(IRule Rule, Action<Specimen> Spoil, string Says);

    private const string Helper = "int Thrice(int a) => 3 * a;\nConsole.WriteLine(Thrice(2));";

    private static readonly Dictionary<string, Spoilt> _cases = new()
    {
        ["an old minor format"] = new(new FormatRule(), s => s.Minor = 4, "nbformat_minor is not 5"),
        ["another kernel"] = new(new FormatRule(), s => s.Metadata["kernelspec"]!["name"] = "python3", "kernelspec.name is not \".net-csharp\""),
        ["no kernel"] = new(new FormatRule(), s => s.Metadata.Remove("kernelspec"), "kernelspec.language"),
        ["an id with blanks"] = new(new FormatRule(), s => s["claim-1"].Id = "claim one", "cell 5 (claim one): has no valid id"),
        ["an id twice"] = new(new FormatRule(), s => s["claim-2"].Id = "claim-1", "shares its id \"claim-1\""),

        ["a title without its number"] = new(new OpeningRule(), s => s["title"].Source = "# Specimen", "# 02 · Title"),
        ["two titles"] = new(new OpeningRule(), s => s["claim-1"].Source += "\n\n# Again", "second heading of level 1"),
        ["two things to do"] = new(new OpeningRule(), s => s["will"].Source = s["will"].Source.Replace("- look;\n", ""), "list of 3 points"),
        ["nothing to do"] = new(new OpeningRule(), s => s["will"].Source = "**You need** 20 minutes to read, 10 for the exercises", "**You will**"),
        ["no minutes"] = new(new OpeningRule(), s => s["will"].Source = s["will"].Source.Replace("20 minutes to read", "patience"), "NN minutes"),
        ["nothing needed"] = new(new OpeningRule(), s => s["will"].Source = s["will"].Source.Replace("**You need**", "It takes"), "**You need**"),

        ["a setup without its tag"] = new(new SetupRule(), s => s["setup"].Tags.Clear(), "carries the tag setup"),
        ["a second setup"] = new(new SetupRule(), s => s["act-1"].Tags.Add("setup"), "carries the tag setup"),
        ["a long setup"] = new(new SetupRule(), s => s["setup"].Source += "\nusing System.IO;\nusing System.Text;", "has 7 lines"),
        ["a package in the setup"] = new(new SetupRule(), s => s["setup"].Source += "\n#r \"nuget: MathNet.Numerics, 5.0.0\"", "#r of the course's libraries"),
        ["work in the setup"] = new(new SetupRule(), s => s["setup"].Source += "\nint seed = 1;", "not: int seed = 1;"),
        ["a setup that shows something"] = new(new SetupRule(), s => s["setup"].Outputs.Add(SpecimenText.Stream("hello")), "shows nothing"),

        ["too few sections"] = new(new SectionsRule(), s => s["claim-4"].Source = s["claim-4"].Source.Replace("## ", "### "), "has 2 sections"),
        ["no exercises heading"] = new(new SectionsRule(), s => s["exercises"].Source = "Tasks.", "every chapter closes with ## Exercises"),
        ["closing in another order"] = new(new SectionsRule(), s => s["end"].Source = "## References\n\n## What we found\n\n- One.\n- Two.\n- Three.", "in this order"),
        ["two findings"] = new(new SectionsRule(), s => s["end"].Source = s["end"].Source.Replace("\n- Three.", ""), "list of 3 points"),
        ["a deep heading"] = new(new SectionsRule(), s => s["claim-2"].Source = "#### Deep", "heading of level 4"),

        ["three exercises"] = new(new ExercisesRule(), s => s["open"].Tags.Clear(), "has 3 exercises"),
        ["a gap in the numbers"] = new(new ExercisesRule(), s => Retag(s["open"], "exercise:02.5"), "exercise:02.4 is next"),
        ["an exercise of another chapter"] = new(new ExercisesRule(), s => Retag(s["stub-1"], "exercise:03.1"), "exercise:02.1 is next"),
        ["an exercise without a check"] = new(new ExercisesRule(), s => s["check-2"].Tags.Clear(), "check, tagged check:02.2"),
        ["a check without an exercise"] = new(new ExercisesRule(), s => Retag(s["check-3"], "check:02.9"), "no cell carries exercise:02.9"),
        ["an early exercise"] = new(new ExercisesRule(), s => s["act-1"].Tags.Add("exercise:02.5"), "stands before the heading"),

        ["no source of the exercises"] = new(new SolutionsRule(), s => s.Exercises = "", "02.csx"),
        ["a ladder without a rung"] = new(new SolutionsRule(), s => s.Exercises = s.Exercises.Replace("02.3 explain", "02.3 make"), "kind \"explain\""),
        ["a task that the source lacks"] = new(new SolutionsRule(), s => s["open"].Tags.Add("exercise:02.5"), "disagree"),
        ["no solutions"] = new(new SolutionsRule(), s => s["setup"].Tags.Clear(), "has no solutions/02-a-specimen.ipynb"),
        ["old solutions"] = new(new SolutionsRule(), s => s.Solutions = n => n.Cells[^1].Source = "old", "written at different times"),
        ["solutions that were not run"] = new(new SolutionsRule(), s => s.Solutions = n => n.CodeCells.Last().ExecutionCount = null, "was not executed"),

        ["two questions"] = new(new QuizRule(), s => s.Cells.Remove(s["quiz-2"]), "asks 2 quiz questions"),
        ["a question without its tag"] = new(new QuizRule(), s => s["quiz-2"].Tags.Clear(), "without the tag quiz"),
        ["a quiz that shows its answers"] = new(new QuizRule(), s => s["quiz-2"].HidesCode = false, "tells the answer"),
        ["a quiz cell without a question"] = new(new QuizRule(), s => s["act-2"].Tags.Add("quiz"), "asks nothing"),

        ["no next chapter named"] = new(new NextRule(), s => s["end"].Source = s["end"].Source[..s["end"].Source.IndexOf("**Next")], "[How does a specimen look?](03-what-follows.ipynb)"),
        ["another next chapter"] = new(new NextRule(), s => s["end"].Source = s["end"].Source.Replace("03-what-follows", "04-later"), "03-what-follows.ipynb"),
        ["a next chapter that does not exist"] = new(new NextRule(), s => s.HasFollower = false, "../README.md"),
        ["a way out in the middle"] = new(new NextRule(), s => s["claim-2"].Source += "\n\n**Next:** elsewhere", "a line **Next:** of its own"),

        ["too few cells"] = new(new LengthRule(), s => s.Cells.Remove(s["bridge"]), "has 24 cells before its exercises"),
        ["too many words"] = new(new LengthRule(), s => s.AddText(string.Join(' ', Enumerable.Repeat("word", 1_400))), "aims at 1200 to 2500"),
        ["too few words"] = new(new LengthRule(), s => { s["claim-1"].Source = "## Short"; s["claim-2"].Source = "### Shorter"; }, "words without speaker notes"),

        ["a wide line of code"] = new(new CodeSizeRule(), s => s.AddCode($"string wide = \"{new string('x', 66)}\";"), "line 1 has 83 characters"),
        ["a long code cell"] = new(new CodeSizeRule(), s => s.AddCode(string.Concat(Enumerable.Range(0, 26).Select(k => $"int v{k} = {k};\n"))), "has 26 lines"),
        ["code cells that are long as a rule"] = new(new CodeSizeRule(), s => s.Cells.ForEach(c => c.Source += "\n//\n//\n//\n//\n//\n//"), "more than 6 lines"),

        ["a large figure"] = new(new FileSizeRule(), s => FigureData(s)["layout"]!["title"] = new string('x', 150_001), "figure takes 150 kB"),
        ["a large picture"] = new(new FileSizeRule(), s => s.Figure.Outputs[0]["data"]!["image/png"] = new string('A', 120_000), "picture takes 90 kB"),
        ["a large chapter"] = new(new FileSizeRule(), s => s["act-1"].Outputs.Add(SpecimenText.Stream(new string('x', 600_000))), "at most 600"),

        ["a cell without a slide type"] = new(new SlidesRule(), s => s["act-1"].Slide = "deck", "slide type is \"deck\""),
        ["too few slides"] = new(new SlidesRule(), s => { s["claim-1"].Slide = "fragment"; s["claim-2"].Slide = "fragment"; }, "makes 14 slides"),
        ["a deck that begins late"] = new(new SlidesRule(), s => s["title"].Slide = "skip", "begins the deck"),
        ["two notes"] = new(new SlidesRule(), s => s["note-1"].Slide = "skip", "has 2 speaker notes"),
        ["a note without minutes"] = new(new SlidesRule(), s => s["note-1"].Source = "> **For the lecturer.** Ask the room.", "begins with the time it takes"),
        ["a note that does not stand out"] = new(new SlidesRule(), s => s["note-1"].Source = "**2 minutes.** Ask the room.", "stands out"),
        ["a note with a text behind it"] = new(new SlidesRule(), s => s["note-1"].Source += "\n\nA text.", "stands out"),

        ["a picture without words"] = new(new AltTextRule(), s => s["claim-1"].Source += "\n\n![](figure.png)", "Describe in a sentence"),
        ["a picture as HTML"] = new(new AltTextRule(), s => s["claim-1"].Source += "\n\n<img src=\"a.png\" alt=\"words\">", "holds an <img>"),
        ["a figure without alt"] = new(new AltTextRule(), s => s.Figure.Source = "Figures.Landscape(EnergyGrid.From([0, 1], [0, 1], height), \"A plane that rises to the upper right.\")", "without a named argument alt"),
        ["a figure with a label for alt"] = new(new AltTextRule(), s => s.Figure.Source = "Figures.Landscape(EnergyGrid.From([0, 1], [0, 1], height), alt: \"A landscape.\")", "cannot see it"),
        ["a figure that lost its description"] = new(new AltTextRule(), s => FigureData(s)["layout"]!.AsObject().Remove("meta"), "without layout.meta.alt"),
        ["a figure without text"] = new(new AltTextRule(), s => s.Figure.Outputs[0]["data"]!.AsObject().Remove("text/plain"), "without text/plain"),

        ["a figure without a caption"] = new(new CaptionRule(), s => s.Cells.Remove(s["caption"]), "cell below is no caption"),
        ["a caption with another number"] = new(new CaptionRule(), s => s["caption"].Source = s["caption"].Source.Replace("2.1", "2.2"), "begin with \"**Figure 2.1.** \""),
        ["a caption without a figure"] = new(new CaptionRule(), s => s["claim-2"].Tags.Add("caption"), "caption without a figure"),

        ["an unknown letter"] = new(new SymbolsRule(), s => s["claim-1"].Source += " $Q + 1$", "uses the symbol Q"),
        ["an unknown subscript"] = new(new SymbolsRule(), s => s["claim-1"].Source += " $w_{ab}$", "uses the symbol w_ab"),
        ["a letter of another chapter"] = new(new SymbolsRule(), s => s["claim-1"].Source += " $y$", "uses the symbol y"),

        ["an unknown key"] = new(new ReferencesRule(), s => s["claim-1"].Source += " As in [Nobody1999].", "cites [Nobody1999]"),
        ["a citation that is not listed"] = new(new ReferencesRule(), s => s["end"].Source = s["end"].Source.Replace("[Hopfield1982] · ", ""), "own list of references lacks"),
        ["an unknown key in the list"] = new(new ReferencesRule(), s => s["end"].Source = s["end"].Source.Replace("[Vitay]", "[Vitays]"), "lists [Vitays]"),
        ["a work that the text does not cite"] = new(new ReferencesRule(), s => s["end"].Source = s["end"].Source.Replace(" and [Vitay]", ""), "lists [Vitay], which its text does not cite"),
        ["no references"] = new(new ReferencesRule(), s => s["end"].Source = "## References", "lists no reference"),

        ["a dead link"] = new(new LinksRule(), s => s["claim-1"].Source += " See [this](nowhere.md).", "links to nowhere.md"),
        ["a link in the wrong letter case"] = new(new LinksRule(), s => s["claim-1"].Source += " See [this](symbols.md).", "links to symbols.md"),
        ["a link to one machine"] = new(new LinksRule(), s => s["claim-1"].Source += " See [this](file:///etc/hosts).", "Use https://"),
        ["a rooted link"] = new(new LinksRule(), s => s["claim-1"].Source += " See [this](/README.md).", "Use https://"),

        ["a cell that was not executed"] = new(new ExecutionRule(), s => s["act-1"].Count = null, "was not executed, expected 2"),
        ["cells out of order"] = new(new ExecutionRule(), s => s["act-2"].Count = 17, "executed as number 17"),
        ["an error"] = new(new ExecutionRule(), s => s["act-1"].Outputs.Add(new JsonObject { ["output_type"] = "error", ["ename"] = "Error" }), "ended with an error"),
        ["a warning"] = new(new ExecutionRule(), s => s["act-1"].Outputs.Add(SpecimenText.Stream("warning CS8632", "stderr")), "error stream"),

        ["a figure without its picture"] = new(new OutputsRule(), s => s.Figure.Outputs[0]["data"]!.AsObject().Remove("image/png"), "no static picture"),
        ["a script in an output"] = new(new OutputsRule(), s => s.Figure.Outputs[0]["data"]!["text/html"] = "<script src=x>", "carries a script"),
        ["a path in an output"] = new(new OutputsRule(), s => s["act-1"].Outputs.Add(SpecimenText.Stream("read from /home/ann/data")), "/home/ann"),
        ["a path of Windows"] = new(new OutputsRule(), s => s["act-1"].Source = "var path = @\"C:\\Users\";", "names a place on one machine"),
        ["a timing"] = new(new OutputsRule(), s => s["act-1"].Outputs.Add(SpecimenText.Stream("took 12.5 ms")), "timing: 12.5 ms"),

        ["a magic"] = new(new PortabilityRule(), s => s.AddCode("#!time\nint a = 1;"), "directive #!time"),
        ["a package"] = new(new PortabilityRule(), s => s.AddCode("#r \"nuget: A, 1.0\"\nint a = 1;"), "directive #r \"nuget: A, 1.0\""),
        ["a loaded script"] = new(new PortabilityRule(), s => s.AddCode("#load \"a.csx\"\nint a = 1;"), "directive #load"),
        ["a question to the keyboard"] = new(new PortabilityRule(), s => s.AddCode("var a = Console.ReadLine();"), "waits for input"),
        ["the clock"] = new(new PortabilityRule(), s => s.AddCode("var a = DateTime.Now;"), "differ from run to run"),
        ["the network"] = new(new PortabilityRule(), s => s.AddCode("var a = new System.Net.Http.HttpClient();"), "needs the network"),

        ["a missing using"] = new(new CompilesRule(), s => s.AddCode("var a = File.Exists(\"a\");"), "CS0103"),
        ["a display call"] = new(new CompilesRule(), s => s.AddCode("display(1);"), "CS0103"),
        ["an unawaited task"] = new(new CompilesRule(), s => s.AddCode("async Task Wait() => await Task.Yield();\nWait();"), "CS4014"),
        ["a nullable mark without its context"] = new(new CompilesRule(), s => s.AddCode("string? a = null;"), "CS8632"),
        ["a span at the top"] = new(new CompilesRule(), s => s.AddCode("Span<int> a = new int[2];"), "CS8345"),
        ["a namespace"] = new(new CompilesRule(), s => s.AddCode("namespace A { class B { } }"), "CS7021"),
        ["a using declaration at the top"] = new(new CompilesRule(), s => s.AddCode("using var a = new System.IO.StringReader(\"\");"), "does not compile"),
        ["two values"] = new(new CompilesRule(), s => s.AddCode("1 + 1\n2 + 2"), "does not compile"),

        ["a formula that was not converted"] = new(new FormulasRule(), s => s.Unconverted.Add("w_{ij}"), "no MathML for w_{ij}"),

        ["a helper of two chapters"] = new(new HelpersRule(), s => { s.AddCode(Helper); s.AddCodeToFollower(Helper); }, "defines Thrice, which 03-what-follows.ipynb defines too"),
        ["a helper that nobody uses"] = new(new HelpersRule(), s => s.AddCode("int Three() => 3;"), "defines Three, which no cell uses"),
        ["a type that nobody uses"] = new(new HelpersRule(), s => s.AddCode("record Pair(int A, int B);"), "defines Pair, which no cell uses"),

        ["figures that stand still"] = new(new MovingFigureRule(), s => s.Figure.Outputs[0] = SpecimenText.FigureOutput("heatmap"), "move without a kernel"),

        ["an unknown tag"] = new(new TagsRule(), s => s["act-1"].Tags.Add("exakt"), "unknown tag \"exakt\""),
        ["a tolerance that is no number"] = new(new TagsRule(), s => Retag(s["act-1"], "tol:small"), "unknown tag \"tol:small\""),
        ["two comparisons"] = new(new TagsRule(), s => s["act-1"].Tags.Add("measured"), "two tags"),
        ["a comparison on text"] = new(new TagsRule(), s => s["claim-1"].Tags.Add("exact"), "no outputs to compare"),

        ["a claim of this draw that does not say so"] = new(new InstanceRule(), s => s.AddCode("Check.That(load1 > 0, \"Here it is positive.\")\n    .And(load1 < 1, \"It is \" + $\"below {1}.\")", "instance"), "claims of the draw that is shown: \"It is below  … .\""),
        ["a draw without a claim"] = new(new InstanceRule(), s => s["act-1"].Tags.Add("instance"), "claims nothing"),

        ["a check that is not shown"] = new(new ShownChecksRule(), s => s.AddCode("Check.That(load1 > 0, \"It is positive.\");"), "does not show what Check.That finds"),
        ["a claim whose output is older"] = new(new ShownChecksRule(), s => s.AddCode("Check.That(load1 > 0, \"It is positive.\")").Outputs.Add(SpecimenText.Stream("✓ It is not negative.")), "its output does not say so"),
        ["a check above the last value"] = new(new ShownChecksRule(), s => s.AddCode("var claim = Check.That(load1 > 0, \"It is positive.\");\nload1"), "as the last expression"),
        ["two checks in a cell"] = new(new ShownChecksRule(), s => s.AddCode("Check.That(load1 > 0, \"It is positive.\");\nCheck.That(load1 < 1, \"It is small.\")"), "does not show what Check.That finds"),

        ["a chapter that does not exist"] = new(new MentionsRule(), s => s["claim-1"].Source += " See chapters 02 and 17.", "chapter 17, which does not exist"),
        ["a chapter that a claim names"] = new(new MentionsRule(), s => s.AddCode("Check.That(load1 > 0, $\"As chapter 18 says, {load1}.\")"), "chapter 18, which does not exist"),
        ["a figure that does not exist"] = new(new MentionsRule(), s => s["claim-1"].Source += " See Figure 2.7.", "Figure 2.7, which does not exist"),
        ["an exercise that does not exist"] = new(new MentionsRule(), s => s["claim-1"].Source += " See exercises 2.1 and 2.9.", "exercise 2.9, which does not exist"),
        ["a next section after the last"] = new(new MentionsRule(), s => s["caption"].Source += " The next section says why.", "the next section, which does not exist"),
        ["a section too many"] = new(new MentionsRule(), s => s["claim-1"].Source += " The fourth section says why.", "the fourth section, which does not exist"),
        ["a next chapter after the last"] = new(new MentionsRule(), s => { s.HasFollower = false; s["claim-1"].Source += " The next chapter says why."; }, "speaks of the next chapter"),

        ["a way back off the fast path"] = new(new FastPathRule(), s => s["claim-1"].Source += " See chapter 01.", "refers back to chapter 01"),
        ["no fast path"] = new(new FastPathRule(), s => s.Readme = "", "README names no fast path"),

        ["a guess without its answer"] = new(new PredictRule(), s => s["bridge"].Course.Remove("answer"), "without its answer"),
        ["an answer without its question"] = new(new PredictRule(), s => s["bridge"].Source = "Where is the plane highest?", "asks nothing"),
        ["an answer above its question"] = new(new PredictRule(), s => s["why"].Source += " It is the corner.", "says \"the corner\""),
        ["an answer above the question, in its cell"] = new(new PredictRule(), s => s["bridge"].Source = "It is upper right.\n\n" + s["bridge"].Source, "above its own question"),
        ["an answer in a description above"] = new(new PredictRule(), s => s.Cells.Insert(s.Cells.FindIndex(c => c.Id == "bridge"), s.Figure), "Say it after the question"),
        ["an answer in an output above"] = new(new PredictRule(), s => s["act-1"].Outputs.Add(SpecimenText.Stream("upper right")), "says \"upper right\""),
        ["an answer in README"] = new(new PredictRule(), s => s.Readme = s.Readme.Replace("one highest corner", "its height in the corner"), "02-a-specimen.ipynb: the row in README says"),

        ["a section without a knob"] = new(new KnobsRule(), s => s["claim-4"].Source = s["claim-4"].Source.Replace("**Turn the knob.**", "Try this."), "suggests no change to try"),
        ["a knob that no machine can turn"] = new(new KnobsRule(), s => s["claim-4"].Course.Remove("knobs"), "no machine can try"),
        ["a knob that the text does not name"] = new(new KnobsRule(), s => s["claim-4"].Source = s["claim-4"].Source.Replace("**Turn the knob.**", "Try this."), "suggests nothing"),
        ["a knob of a cell that does not exist"] = new(new KnobsRule(), s => s["act-4"].Id = "action-4", "cell act-4, which does not exist"),
        ["a knob whose text stands twice"] = new(new KnobsRule(), s => s["act-4"].Source += "// 10.0", "stands 2 times"),

        ["a number that nothing holds"] = new(new NumbersRule(), s => s["end"].Source = s["end"].Source.Replace("Three.", "It takes 12.5 steps."), "says 12.5"),
        ["a bound number that is gone"] = new(new NumbersRule(), s => s["end"].Source = s["end"].Source.Replace("9 loads", "nine loads"), "binds the number 9,"),
        ["a number of one draw told as a law"] = new(new NumbersRule(), s => s["end"].Source = s["end"].Source.Replace("here 0.9", "0.9"), "has to say \"here\""),

        ["an obvious thing"] = new(new ToneRule(), s => s["claim-1"].Source += " This is obviously true.", "says \"obviously\""),
        ["a shout"] = new(new ToneRule(), s => s["claim-1"].Source += " Look at that!", "says \"!\""),
    };

    public static TheoryData<string> Cases => [.. _cases.Keys];

    private static void Retag(SpecimenCell cell, string tag)
    {
        cell.Tags.Clear();
        cell.Tags.Add(tag);
    }

    private static JsonNode FigureData(Specimen s) => s.Figure.Outputs[0]["data"]![PlotlyFigure.MimeType]!;

    [Fact]
    public void A_good_course_passes_every_rule() => Assert.Empty(new Specimen().Lint(RuleSet.All));

    [Theory, MemberData(nameof(Cases))]
    public void A_spoilt_chapter_is_refused_with_its_name_and_advice(string spoilt)
    {
        var (rule, spoil, says) = _cases[spoilt];
        var specimen = new Specimen();
        spoil(specimen);
        var findings = specimen.Lint(rule);
        Assert.Contains(findings, f => f.ToString().StartsWith("02-a-specimen.ipynb") && f.ToString().Contains(says));
    }

    [Fact]
    public void Every_rule_is_shown_to_bite()
    {
        var all = typeof(IRule).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IRule)) && t.IsClass).ToHashSet();
        Assert.Equal(all.OrderBy(t => t.Name), RuleSet.All.Select(r => r.GetType()).OrderBy(t => t.Name));
        Assert.Empty(all.Except(_cases.Values.Select(c => c.Rule.GetType())));
    }
}

using System.Text.Json.Nodes;

namespace Hopfield.Course.Tests;

/// <summary>A course of two chapters with all that a book has to carry, and the book of it.</summary>
internal sealed class TrialBook : IDisposable
{
    // One dot, as a browser may have drawn it.
    public static readonly byte[] Dot = PalettePng.Encode([255, 0, 0, 255], 1, 2);

    private readonly TrialCourse _course = new();

    public TrialBook()
    {
        Chapter first = _course.Write(
            "05-one.ipynb", "# 05 · One?\n\nA claim with $N$ [Key2020].", "[setup]using Hopfield;",
            "## First & last\n\nSee [two](09-two.ipynb), [the end](09-two.ipynb#the-end), [a program](../src/x.cs), [solutions/05-one.ipynb](solutions/05-one.ipynb).", "Draw()",
            "[caption]**Figure 5.1.** What it is.", "[exact]1 < 2", "**Exercise 5.1 (make).** Do it.", "[exercise:05.1]int Square(int x) => 0;", "", "[check:05.1]Secret()",
            "[exercise:05.2]**Exercise 5.2 (open).** Think.", "[quiz]Quiz.Ask(\"05.q1\", \"Which < one?\").Wrong(\"That.\", \"No.\").Right(\"This.\", \"Since it is.\")", "The **load** is $P$.");
        Fill(first);
        _course.Write("09-two.ipynb", "# 09 · Two?\n\n**You need** [chapter 05](05-one.ipynb).", "1 + 1", "## The end\n\nBack to $\\beta$.");
        Directory.CreateDirectory(Tree.Exercises);
        File.WriteAllText(Tree.ExercisesOf(first), ExerciseSourceTests.Text);
        File.WriteAllText(Tree.Symbols, "# Symbols\n\n| symbol | term | meaning | C# |\n|---|---|---|---|\n| $\\beta$ | sharpness | Big is sharp. | `Beta` |\n| $N$ | number | All. | |\n| – | load, share | How full. | |\n");
        File.WriteAllText(Tree.References, "# References\n\n- **Key2020** · A. Author. A title. [doi:1](https://example.org/1)\n");
        File.WriteAllText(Tree.Formulas, Formulas);
    }

    public CourseTree Tree => _course.Tree;

    public Book Write(Hosting? hosting = null, params string[] chapters) => Book.Of(Tree, hosting ?? new Hosting(null, null), Chapter.Select(Tree.Chapters, chapters));

    public void Dispose() => _course.Dispose();

    private static void Fill(Chapter chapter)
    {
        Notebook notebook = Notebook.Read(chapter.Path);
        NotebookCell Cell(string code) => notebook.CodeCells.First(cell => cell.Source.StartsWith(code, StringComparison.Ordinal));
        Cell("Draw").Outputs = [Shown(new JsonObject
        {
            [PlotlyFigure.MimeType] = new JsonObject { ["data"] = new JsonArray(), ["layout"] = new JsonObject { ["meta"] = new JsonObject { ["alt"] = "A dot & more" }, ["sliders"] = new JsonArray(new JsonObject()) } },
            [PlotlyFigure.PictureType] = Convert.ToBase64String(Dot),
        })];
        Cell("1 <").Outputs = [Shown(new JsonObject { ["text/html"] = "<p>yes<br>and <b>yes" })]; // HTML that is no XML
        Cell("Secret").Outputs = [Shown(new JsonObject { ["text/html"] = "<p>not solved yet</p>" })];
        notebook.Write(chapter.Path);
    }

    private static JsonObject Shown(JsonObject data) => new() { ["output_type"] = "display_data", ["metadata"] = new JsonObject(), ["data"] = data };

    private static string Formulas => new JsonObject(((string[])["N", "P", "\\beta"]).Select(tex => KeyValuePair.Create(new Formula(tex, false).Key, (JsonNode?)new JsonObject
    {
        ["tex"] = tex, ["inline"] = $"<math><mi>{(tex == "\\beta" ? "β" : tex)}</mi></math>",
    }))).ToJsonString();
}

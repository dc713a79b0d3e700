using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Hopfield.Course;

/// <summary>A chapter as it is printed: texts, code, what the code showed, figures as stills, quizzes as questions, tasks of exercises.</summary>
/// <remarks>It has no notes of the lecturer, and no code or output of checks: that code tells the answers, which stand at the end of the book.</remarks>
internal sealed partial class BookChapter
{
    private readonly string _home, _answers;
    private readonly string? _page;
    private readonly MarkdownHtml _markdown;
    private readonly OutputHtml _outputs;
    private readonly StringBuilder _html = new();
    private int _figures;

    private BookChapter(Chapter chapter, string? page, MarkdownHtml markdown)
    {
        (_home, _answers, _page, _markdown) = (BookLinks.Of(chapter), BookLinks.AnswersOf(chapter), page, markdown);
        _outputs = new OutputHtml(markdown, isPrinted: true);
    }

    /// <summary>Writes a chapter as HTML.</summary>
    /// <param name="chapter">The chapter.</param>
    /// <param name="notebook">Its cells.</param>
    /// <param name="page">Its page on the web, where figures move; null where it is not known.</param>
    /// <param name="markdown">Converts its texts.</param>
    /// <param name="colours">Colours its code.</param>
    public static string Write(Chapter chapter, Notebook notebook, string? page, MarkdownHtml markdown, CodeColours colours)
    {
        var written = new BookChapter(chapter, page, markdown);
        var code = new Queue<string>(colours.Colour([.. notebook.CodeCells.Select(cell => cell.Source.TrimEnd())]));
        for (int i = 0; i < notebook.Cells.Count; i++)
        {
            NotebookCell cell = notebook.Cells[i];
            if (cell.IsCode) written.Code(cell, code.Dequeue(), Caption(notebook, ref i));
            else if (cell.IsMarkdown && cell.SlideType != "notes") written.Text(cell);
        }

        return written._html.ToString();
    }

    /// <summary>A level below: the chapters' titles stand below those of the parts.</summary>
    /// <param name="html">HTML that begins with the first level.</param>
    public static string Lower(string html) => Heading().Replace(html, match => $"<{match.Groups[1].Value}h{int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) + 1}");

    /// <summary>Where a link leads, for those who read on paper; books that are read on a screen leave it out.</summary>
    /// <param name="place">The name of the place.</param>
    /// <param name="before">Words before the number.</param>
    public static string PageOf(string place, string before = "") => $"<span class=\"onpage\">{before}<span class=\"page\" data-page=\"{place}\">0</span></span>";

    private static string Caption(Notebook notebook, ref int i) =>
        i + 1 < notebook.Cells.Count && notebook.Cells[i + 1].HasTag(Tags.Caption) && notebook.Cells[i].Outputs.Count > 0 ? notebook.Cells[++i].Source : "";

    // An exercise without code is its task alone.
    private void Text(NotebookCell cell)
    {
        string? exercise = cell.TagAfter(Tags.Exercise);
        _html.Append(CultureInfo.InvariantCulture, $"<div class=\"text\"{(exercise is null ? "" : $" id=\"{BookLinks.Name(exercise)}\"")}>").Append(Lower(_markdown.Convert(ChapterOutline.Unnumbered(cell.Source))))
            .Append(exercise is null ? "" : $"<p class=\"label\">Think · {exercise}{Answer(exercise)}</p>").Append("</div>\n");
    }

    private void Code(NotebookCell cell, string coloured, string caption)
    {
        if (cell.HasTag(Tags.Quiz) || cell.TagAfter(Tags.Check) is not null)
        {
            foreach (QuizQuestion question in QuizQuestion.In(cell.Source)) Question(question, isQuiz: cell.HasTag(Tags.Quiz));
            return;
        }

        string? exercise = cell.TagAfter(Tags.Exercise);
        string label = exercise is not null ? $"<p class=\"label\" id=\"{BookLinks.Name(exercise)}\">Your turn · {exercise}{Answer(exercise)}</p>" : cell.HasTag(Tags.Setup) ? "<p class=\"label\">Setup</p>" : "";
        _html.Append(CultureInfo.InvariantCulture, $"<div class=\"cell{(exercise is null ? "" : " exercise")}\">{label}<pre class=\"source\"><code>{coloured}</code></pre>\n");
        for (int k = 0; k < cell.Outputs.Count; k++)
        {
            JsonNode output = cell.Outputs[k]!;
            bool moves = PlotlyFigure.Of(output) is { } figure && ++_figures > 0 && PlotlyFigure.Moves(figure);
            string below = k < cell.Outputs.Count - 1 ? "" : caption;
            _html.Append(_outputs.Convert(output, below.Length > 0 ? _markdown.Convert(below) + (moves ? Live() : "") : "")).Append('\n');
        }

        _html.Append("</div>\n");
    }

    private string Live() => _page is null ? "" : $"<p class=\"live\">It moves on <a href=\"{_page}#figure-{_figures}\">its page</a>.</p>";

    private string Answer(string id) => $" <span class=\"answer\">· <a href=\"#{BookLinks.Within(_answers, id)}\">answer</a>{PageOf(BookLinks.Within(_answers, id), " on page ")}</span>";

    private void Question(QuizQuestion question, bool isQuiz)
    {
        string number = isQuiz ? $" id=\"{BookLinks.Name(question.Id)}\"" : "", label = isQuiz ? $"<p class=\"label\">Quiz · {question.Id}{Answer(question.Id)}</p>" : "";
        _html.Append(CultureInfo.InvariantCulture, $"<div class=\"quiz\"{number}>{label}<p>{Page.Encode(question.Text)}</p>{Choices(question)}</div>\n");
    }

    private static string Choices(QuizQuestion question) => $"<ol class=\"choices\">{string.Concat(question.Choices.Select(choice => $"<li>{Page.Encode(choice)}</li>"))}</ol>";

    [GeneratedRegex(@"<(/?)h([1-5])(?=[ >])")]
    private static partial Regex Heading();
}

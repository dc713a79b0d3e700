using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Hopfield.Course;

/// <summary>A chapter as slides, in the order of its cells. What a cell is to the talk its slide type says, as Jupyter keeps it.</summary>
/// <remarks>
/// <para>A slide begins with every cell of type slide, with every figure, and where one is full. Fragments appear one after the other. Code is folded
/// to the line with which its last statement begins, together with the code above it that shows nothing, except where it is the slide. A quiz asks first and answers with the next step.</para>
/// <para>The speaker's view has the lecturer's note of a section, its minutes, and the whole of a text of which the slide shows a part.</para>
/// </remarks>
internal sealed partial class SlideDeck
{
    private const double FullAt = 13; // lines of text that are read from the last row

    private readonly MarkdownHtml _markdown;
    private readonly OutputHtml _outputs;
    private readonly List<Slide> _slides = [];
    private int _section; // the slide at which the section began
    private string _prepared = ""; // code that shows nothing itself: it is folded with the code below it

    private SlideDeck(MarkdownHtml markdown)
    {
        _markdown = markdown;
        _outputs = new OutputHtml(markdown);
    }

    /// <summary>The slides as HTML.</summary>
    public string Html => string.Join('\n', _slides.Where(slide => slide.HasContent).Select(slide => slide.Html));

    /// <summary>Makes the slides of a chapter.</summary>
    /// <param name="notebook">The chapter with its outputs.</param>
    /// <param name="markdown">Converts its texts.</param>
    /// <param name="colours">Colours the code.</param>
    public static SlideDeck Of(Notebook notebook, MarkdownHtml markdown, CodeColours colours)
    {
        var deck = new SlideDeck(markdown);
        var code = new Queue<string>(colours.Colour([.. notebook.CodeCells.Select(cell => cell.Source.TrimEnd())]));
        for (int i = 0; i < notebook.Cells.Count; i++)
        {
            NotebookCell cell = notebook.Cells[i];
            string coloured = cell.IsCode ? code.Dequeue() : "";
            if (cell.SlideType == "notes") deck.Note(cell.Source);
            else if (cell.HasTag(Tags.Quiz)) deck.Quiz(cell);
            else if (cell.SlideType is not ("slide" or "subslide" or "fragment")) continue;
            else if (cell.IsMarkdown) deck.Text(cell);
            else deck.Code(cell, coloured, i + 1 < notebook.Cells.Count && notebook.Cells[i + 1].HasTag(Tags.Caption) ? notebook.Cells[i + 1].Source : "");
        }

        return deck;
    }

    private void Text(NotebookCell cell)
    {
        string source = ChapterOutline.Unnumbered(cell.Source), shown = SlideText.Glance(source);
        bool begins = cell.SlideType != "fragment";
        if (begins) _section = _slides.Count;
        Slide slide = Room(begins, SlideText.Lines(shown));
        slide.Add(_markdown.Convert(shown), SlideText.Lines(shown), asFragment: !begins, isContent: !SlideText.IsHeading(shown));
        if (shown.Length < source.Trim().Length) slide.Note(_markdown.Convert(source));
    }

    private void Code(NotebookCell cell, string coloured, string caption)
    {
        int figures = cell.Outputs.Count(output => output?["data"]?[PlotlyFigure.MimeType] is not null), lines = coloured.Split('\n').Length;
        bool begins = cell.SlideType != "fragment", isWhole = begins && cell.Outputs.Count == 0;
        if (!begins && cell.Outputs.Count == 0)
        {
            _prepared += $"{coloured}\n\n";
            return;
        }

        string source = isWhole ? $"<pre class=\"source\"><code>{coloured}</code></pre>"
            : $"<details class=\"source\"><summary><code>{coloured.Split('\n')[LastStatement(cell.Source)].Trim()}</code></summary><pre><code>{_prepared}{coloured}</code></pre></details>";
        if (!isWhole) _prepared = "";
        string shown = string.Concat(cell.Outputs.Select((output, i) =>
            _outputs.Convert(output!, i == cell.Outputs.Count - 1 && caption.Length > 0 ? _markdown.Convert(caption) : "")));
        double room = figures > 0 ? FullAt : (isWhole ? lines : 1.5) + (SlideText.Lines(string.Join("\n\n", cell.Outputs.Select(OutputWords))) * 1.2);
        Room(begins || figures > 0, room).Add(shown + source, room, asFragment: !begins && figures == 0, isContent: true);
    }

    private void Quiz(NotebookCell cell)
    {
        foreach (QuizQuestion question in QuizQuestion.In(cell.Source))
        {
            Slide slide = Room(begins: true, FullAt);
            slide.Add(
                $"<h2>{Page.Encode(question.Text)}</h2><ol type=\"a\" class=\"choices\">{string.Concat(question.Choices.Select(choice => $"<li>{Page.Encode(choice)}</li>"))}</ol>",
                FullAt, asFragment: false, isContent: true);
            slide.Add($"<p class=\"right\"><strong>{Page.Encode(question.Right)}</strong> {Page.Encode(question.Why)}</p>", 0, asFragment: true, isContent: true);
        }
    }

    // The lecturer's note is read when a section begins; its minutes are those of all its slides.
    private void Note(string markdown)
    {
        if (_section >= _slides.Count) return;
        _slides[_section].NoteFirst(_markdown.Convert(markdown));
        Match minutes = Minutes().Match(markdown);
        if (!minutes.Success) return;
        List<Slide> section = _slides[_section..];
        foreach (Slide slide in section) slide.Seconds = 60 * int.Parse(minutes.Groups[1].Value, CultureInfo.InvariantCulture) / section.Count;
    }

    private Slide Room(bool begins, double lines)
    {
        if (begins || _slides.Count == 0 || _slides[^1].Lines + lines > FullAt) _slides.Add(new Slide());
        return _slides[^1];
    }

    // The line at which the last statement begins: what the cell shows, and not the end of a text that describes a figure.
    private static int LastStatement(string code)
    {
        string source = code.TrimEnd();
        if (CellSyntax.Of(source).ChildNodes().LastOrDefault() is not { } last) return 0;
        return Math.Min(source[..last.SpanStart].Count(c => c == '\n'), source.Count(c => c == '\n'));
    }

    private static string OutputWords(JsonNode? output) =>
        output?["text"] is { } text ? $"```\n{MultilineText.Join(text)}\n```" : output?["data"]?["text/plain"] is { } plain ? MultilineText.Join(plain).Replace("\n", "\n\n", StringComparison.Ordinal) : "";

    [GeneratedRegex(@"· (\d+) minutes?\.\*\*")]
    private static partial Regex Minutes();
}

/// <summary>One slide while it is filled.</summary>
internal sealed class Slide
{
    private string _html = "", _notes = "";

    /// <summary>About how many lines are on it.</summary>
    public double Lines { get; private set; }

    /// <summary>Whether there is more on it than a heading.</summary>
    public bool HasContent { get; private set; }

    /// <summary>How long it is shown, as the lecturer's notes have it; 0 where they do not say.</summary>
    public int Seconds { get; set; }

    /// <summary>The slide as HTML.</summary>
    public string Html => $"<section{(Seconds > 0 ? $" data-timing=\"{Seconds}\"" : "")}><div class=\"slide\">{_html}</div>{(_notes.Length > 0 ? $"<aside class=\"notes\">{_notes}</aside>" : "")}</section>";

    /// <summary>Adds a part below the others.</summary>
    /// <param name="html">The part.</param>
    /// <param name="lines">About how many lines it takes.</param>
    /// <param name="asFragment">Whether it appears with a step of its own.</param>
    /// <param name="isContent">False for a heading alone.</param>
    public void Add(string html, double lines, bool asFragment, bool isContent)
    {
        _html += $"<div class=\"step{(asFragment && HasContent ? " fragment" : "")}\">{html}</div>";
        Lines += lines;
        HasContent |= isContent;
    }

    /// <summary>Adds to what the speaker reads.</summary>
    /// <param name="html">The text.</param>
    public void Note(string html) => _notes += html;

    /// <summary>Adds to what the speaker reads, before all else.</summary>
    /// <param name="html">The text.</param>
    public void NoteFirst(string html) => _notes = html + _notes;
}

using System.Globalization;
using System.Text;
using AngleSharp.Dom;

namespace Hopfield.Course;

/// <summary>A part of a book: a file of the epub, and where a page begins in the PDF.</summary>
/// <param name="Id">Its name, which all names in it begin with.</param>
/// <param name="Title">What the contents call it.</param>
/// <param name="Text">Its content.</param>
/// <param name="Above">The part of the course that begins with it, or null.</param>
/// <param name="IsChapter">Whether it is a chapter.</param>
internal sealed record BookPart(string Id, string Title, IElement Text, CoursePart? Above = null, bool IsChapter = false)
{
    /// <summary>The name of the place where the part of the course begins.</summary>
    public string CourseId => $"{Id}-part";

    /// <summary>The sections that the contents list below it.</summary>
    public IEnumerable<(string Id, string Title)> Sections =>
        Text.QuerySelectorAll(IsChapter ? "h3[id]" : "h2[id]").Select(heading => (heading.Id!, heading.TextContent));
}

/// <summary>The course, or some of its chapters, as one text from the title to the index.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Hosting">Where the course comes from and lies.</param>
/// <param name="Parts">Its parts in order.</param>
internal sealed record Book(string Title, Hosting Hosting, IReadOnlyList<BookPart> Parts)
{
    /// <summary>The course's title.</summary>
    public const string CourseTitle = "Associative memory, from Hebb to attention";

    /// <summary>Those who wrote it.</summary>
    public const string Authors = $"The {Page.Course} contributors";

    /// <summary>What may be done with it.</summary>
    public const string Rights = "Text and figures: CC BY 4.0. Code: MIT.";

    /// <summary>Puts a book together from chapters as they are committed.</summary>
    /// <param name="tree">The course's folders.</param>
    /// <param name="hosting">Where the course comes from and lies.</param>
    /// <param name="chapters">The chapters.</param>
    public static Book Of(CourseTree tree, Hosting hosting, IReadOnlyList<Chapter> chapters)
    {
        var links = new BookLinks(tree, hosting, chapters);
        FormulaBook formulas = FormulaBook.Read(tree.Formulas);
        ReferenceLinks references = ReferenceLinks.Read(tree.References, Path.GetFileName(tree.References));
        using var colours = new CodeColours();

        bool isWhole = chapters.Count == tree.Chapters.Count;
        List<BookPart> parts = [];
        List<(Chapter, IElement)> texts = [];
        var answers = new StringBuilder("<h1>Answers</h1>\n");
        var writer = new BookAnswers(tree, colours);
        MarkdownHtml reasons = Markdown(Path.Combine(tree.Solutions, Path.GetFileName(tree.References)), BookLinks.Answers);
        CoursePart? last = null;
        foreach (Chapter chapter in chapters)
        {
            Notebook notebook = Notebook.Read(chapter.Path);
            string title = ChapterOutline.Of(notebook, chapter.Name).Title, home = BookLinks.Of(chapter);
            CoursePart part = CoursePart.Of(int.Parse(chapter.Number, CultureInfo.InvariantCulture));
            string banner = part == last ? "" : $"<div class=\"banner\"><h1 id=\"part\">{Page.Encode(part.Name)}</h1><p>{Page.Encode(part.Sentence)}</p></div>\n";
            IElement text = Settled(home, $"{banner}<p class=\"kicker\">Chapter {chapter.Number}</p>\n{BookChapter.Write(chapter, notebook, links.Page(chapter), Markdown(chapter.Path, home), colours)}");
            parts.Add(new BookPart(home, $"{chapter.Number} · {title}", text, part == last ? null : part, IsChapter: true));
            texts.Add((chapter, text));
            answers.Append(writer.Write(chapter, notebook, title, reasons));
            last = part;
        }

        parts.Add(new BookPart(BookLinks.Answers, "Answers", Settled(BookLinks.Answers, answers.ToString())));
        if (File.Exists(tree.Symbols))
            parts.Add(new BookPart(BookLinks.Symbols, "Symbols and terms", Settled(BookLinks.Symbols, SymbolIndex.Write(File.ReadAllText(tree.Symbols), texts, Markdown(tree.Symbols, BookLinks.Symbols), isWhole))));
        if (File.Exists(tree.References))
            parts.Add(new BookPart(BookLinks.References, "References", Settled(BookLinks.References, Markdown(tree.References, BookLinks.References).Convert(File.ReadAllText(tree.References)))));
        string name = isWhole ? CourseTitle : $"{CourseTitle}: {(chapters.Count == 1 ? "chapter" : "chapters")} {string.Join(", ", chapters.Select(chapter => chapter.Number))}";
        return new Book(name, hosting, parts);

        MarkdownHtml Markdown(string source, string home) => new(formulas, url => links.Rewrite(Path.GetFullPath(source), home, url), references);
    }

    /// <summary>The contents as HTML: parts of the course, chapters, sections.</summary>
    /// <param name="link">Turns the name of a part or a section in it into a link; null for words alone.</param>
    /// <param name="after">What stands behind a link.</param>
    public string Contents(Func<BookPart, string, string?> link, Func<string, string> after)
    {
        var html = new StringBuilder("<ol>\n");
        bool open = false;
        foreach (BookPart part in Parts)
        {
            if (part.Above is { } above)
            {
                html.Append(open ? "</ol></li>\n" : "").Append(CultureInfo.InvariantCulture, $"<li class=\"course-part\">{Link(part, part.CourseId, above.Name)}\n<ol>\n");
                open = true;
            }
            else if (!part.IsChapter && open)
            {
                html.Append("</ol></li>\n");
                open = false;
            }

            string sections = string.Concat(part.IsChapter ? part.Sections.Select(section => $"<li>{Link(part, section.Id, section.Title)}</li>\n") : []);
            html.Append(CultureInfo.InvariantCulture, $"<li class=\"{(part.IsChapter ? "chapter" : "back")}\">{Link(part, part.Id, part.Title)}{(sections.Length > 0 ? $"\n<ol>\n{sections}</ol>\n" : "")}</li>\n");
        }

        return html.Append(open ? "</ol></li>\n" : "").Append("</ol>").ToString();

        string Link(BookPart part, string id, string title) => link(part, id) is { } there ? $"<a href=\"{there}\">{Page.Encode(title)}</a>{after(id)}" : $"<span>{Page.Encode(title)}</span>";
    }

    /// <summary>The lines below the title: version, commit, day, licence, and where the course lies.</summary>
    public string Imprint
    {
        get
        {
            string commit = Hosting.Commit.Length > 0 ? $" · {Hosting.Commit}" : "", date = Hosting.Date.Length > 0 ? $" · {Hosting.Date}" : "";
            string home = (Hosting.Address ?? Hosting.Repository) is { } address ? $"<p><a href=\"{address}\">{address}</a></p>" : "";
            return $"<p>{Page.Course} {Hosting.Version}{commit}{date}</p>{home}<p>{Rights}</p>";
        }
    }

    /// <summary>How the book is to be read.</summary>
    public static string Preface => """
        <p>Each chapter of this book is a notebook. Its numbers and figures were computed by the code that stands beside them; what a cell showed stands below it, behind a line.
        A figure that moves on a screen is printed as it stands when it is opened. Questions that begin with <strong>Predict</strong> are worth a guess before you read on;
        <strong>Turn the knob</strong> suggests a change and says what comes of it. Answers to quizzes and exercises are at the end, before the symbols and the references.</p>
        """;

    private static IElement Settled(string home, string html)
    {
        IElement text = BookMarkup.Read(html);
        BookMarkup.Settle(text, home);
        return text;
    }
}

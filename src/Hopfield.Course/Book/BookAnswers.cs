using System.Globalization;
using System.Text;

namespace Hopfield.Course;

/// <summary>The answers to the quizzes and exercises of a book's chapters, with their reasons: its last part but the lists.</summary>
/// <param name="tree">The course's folders.</param>
/// <param name="colours">Colours the answers that are code.</param>
internal sealed class BookAnswers(CourseTree tree, CodeColours colours)
{
    /// <summary>The answers of a chapter as HTML, below a heading of the second level.</summary>
    /// <param name="chapter">The chapter.</param>
    /// <param name="notebook">Its cells.</param>
    /// <param name="title">Its title.</param>
    /// <param name="markdown">Converts the reasons.</param>
    public string Write(Chapter chapter, Notebook notebook, string title, MarkdownHtml markdown)
    {
        var html = new StringBuilder($"<h2 id=\"{chapter.Number}\">{chapter.Number} · {Page.Encode(title)}</h2>\n");
        QuizQuestion[] questions = [.. notebook.CodeCells.Where(cell => cell.HasTag(Tags.Quiz)).SelectMany(cell => QuizQuestion.In(cell.Source))];
        foreach (QuizQuestion question in questions)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"answer\" id=\"{BookLinks.Within(chapter.Number, question.Id)}\">{Number("Quiz", question.Id)} {Letter(question)}) {Page.Encode(question.Right)} <span>{Page.Encode(question.Why)}</span></p>\n");
        }

        string file = tree.ExercisesOf(chapter);
        if (!File.Exists(file)) return html.ToString();
        ExerciseSource source = ExerciseSource.Load(file);
        // Names are coloured as what the chapter made them.
        string[] code = [.. colours.Colour([$"{source.Usings}\n{source.Given}", .. source.Exercises.Select(exercise => exercise.Answer.TrimEnd())])];
        foreach ((int i, Exercise exercise) in source.Exercises.Index())
        {
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"answer\" id=\"{BookLinks.Within(chapter.Number, exercise.Id)}\"><p class=\"head\">{Number("Exercise", exercise.Id)}</p>\n");
            if (exercise.Kind != ExerciseKind.Open) html.Append(CultureInfo.InvariantCulture, $"<pre class=\"source\"><code>{code[i + 1]}</code></pre>\n");
            html.Append(BookChapter.Lower(BookChapter.Lower(markdown.Convert(exercise.Why)))).Append("</div>\n");
        }

        return html.ToString();

        string Number(string word, string id) => $"<strong>{word} <a href=\"#{BookLinks.Within(BookLinks.Of(chapter), id)}\">{id}</a></strong>";
    }

    private static char Letter(QuizQuestion question) => (char)('a' + question.Choices.TakeWhile(choice => choice != question.Right).Count());
}

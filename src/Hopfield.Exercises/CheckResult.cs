namespace Hopfield.Exercises;

/// <summary>What a check found about an answer, as a reader sees it.</summary>
[TypeFormatterSource(typeof(RichFormatters))]
public sealed class CheckResult : RichResult
{
    private readonly string _title;
    private readonly Quiz? _quiz;

    internal CheckResult(string title, string id, Finding finding, Record record, IReadOnlyList<string> hints, Quiz? quiz = null)
    {
        (_title, Exercise, Outcome, Message, _quiz) = (title, id, finding.Outcome, finding.Message, quiz);
        bool wrong = Outcome == Outcome.Wrong;
        Hints = wrong ? [.. hints.Take(record.Tries)] : [];
        Notes = [
            .. wrong && hints.Count > 0 && record.Tries > hints.Count ? ["The solutions notebook of this chapter has an answer with its reasons."] : Array.Empty<string>(),
            .. record.Trouble is null ? Array.Empty<string>() : [record.Trouble]];
    }

    /// <summary>The exercise or quiz, as the chapter numbers it.</summary>
    public string Exercise { get; }

    /// <summary>Solved, wrong, or not begun.</summary>
    public Outcome Outcome { get; }

    /// <summary>What differs, or how far the answer was tested; while there is no answer, the question of a quiz.</summary>
    public string Message { get; }

    /// <summary>The hints that the tries so far have earned; empty unless the answer is wrong.</summary>
    public IReadOnlyList<string> Hints { get; }

    private IReadOnlyList<string> Notes { get; }

    private string Verdict => Outcome switch
    {
        Outcome.Solved => $"{_title} solved.",
        Outcome.Wrong => $"{_title}: not yet.",
        _ => $"{_title}: not solved yet.",
    };

    /// <inheritdoc/>
    public override string ToHtml() => Html.Panel(Outcome, [
        $"{Html.Glyph(Outcome)} <strong>{Html.Text(Verdict)}</strong> {Html.Text(Message)}".TrimEnd(),
        .. Hints.Select((hint, index) => $"<em>Hint {index + 1}.</em> {Html.Text(hint)}"),
        .. Notes.Select(Html.Text),
        .. _quiz is null ? Array.Empty<string>() : [_quiz.ChoicesHtml()]]);

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', [
        $"{Html.Sign(Outcome)} {Verdict} {Message}".TrimEnd(),
        .. Hints.Select((hint, index) => $"  Hint {index + 1}. {hint}"),
        .. Notes.Select(note => $"  {note}"),
        .. _quiz is null ? Array.Empty<string>() : [_quiz.ChoicesText()]]);
}

/// <summary>The verdict on one answer and what to say about it.</summary>
internal sealed record Finding(Outcome Outcome, string Message)
{
    public static readonly Finding Unsolved = new(Outcome.Unsolved, "");

    /// <summary>What the answer is, so that another one can be told from it.</summary>
    public string Answer { get; init; } = "";

    public static Finding Solved(string message) => new(Outcome.Solved, message);

    public static Finding Wrong(string message) => new(Outcome.Wrong, message);
}

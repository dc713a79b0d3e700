namespace Hopfield.Exercises;

/// <summary>A question with choices, each with its own answer to the reader.</summary>
/// <remarks>
/// It works twice: on a page every choice opens on a click and says what is right or wrong about it; in a running notebook
/// the reader adds <c>.Answer("b")</c> and runs the cell again.
/// </remarks>
[TypeFormatterSource(typeof(RichFormatters))]
public sealed class Quiz : RichResult
{
    private readonly string _id;
    private readonly string _question;
    private readonly Option[] _options;
    private readonly ProgressStore _store;

    internal Quiz(string id, string question, Option[] options, ProgressStore store) =>
        (_id, _question, _options, _store) = (ExerciseId.Require(id), question, options, store);

    /// <summary>Begins a quiz; the choices follow.</summary>
    /// <param name="id">The quiz or exercise, as the chapter numbers it ("02.q1").</param>
    /// <param name="question">The question, a whole sentence.</param>
    /// <exception cref="ArgumentException">The id has another form.</exception>
    public static Quiz Ask(string id, string question) => new(id, question, [], ProgressStore.Default);

    /// <summary>Adds a choice that is wrong.</summary>
    /// <param name="text">The choice.</param>
    /// <param name="because">What to tell the reader who picks it: why it is wrong, without giving the right one away.</param>
    public Quiz Wrong(string text, string because) => With(new(text, because, IsRight: false));

    /// <summary>Adds the choice that is right.</summary>
    /// <param name="text">The choice.</param>
    /// <param name="because">What to tell the reader who picks it.</param>
    /// <exception cref="InvalidOperationException">The quiz already has a right choice.</exception>
    public Quiz Right(string text, string because) => _options.Any(option => option.IsRight)
        ? throw new InvalidOperationException($"Quiz {_id} has more than one right choice.")
        : With(new(text, because, IsRight: true));

    /// <summary>Answers the quiz.</summary>
    /// <param name="letter">"a" for the first choice, "b" for the second, …; empty while there is no answer: then the quiz shows itself.</param>
    /// <exception cref="InvalidOperationException">The quiz has no right choice.</exception>
    public CheckResult Answer(string letter)
    {
        if (!_options.Any(option => option.IsRight)) throw new InvalidOperationException($"Quiz {_id} has no right choice.");
        Finding finding = Judge((letter ?? "").Trim());
        return new CheckResult(Title, _id, finding, _store.Note(_id, finding), [], finding.Outcome == Outcome.Unsolved ? this : null);
    }

    /// <inheritdoc/>
    public override string ToHtml() =>
        $"<div style=\"margin:.4em 0\"><p style=\"margin:.3em 0\"><strong>{Html.Text(Title)}.</strong> {Html.Text(_question)}</p>{ChoicesHtml()}</div>";

    /// <inheritdoc/>
    public override string ToString() => $"{Title}. {_question}\n{ChoicesText()}";

    internal string ChoicesHtml() => string.Concat(_options.Select((option, index) =>
        $"<details style=\"margin:.3em 0\"><summary style=\"cursor:pointer\">{Letter(index)}) {Html.Text(option.Text)}</summary><div>"
        + Html.Panel(option.Outcome, [$"{Html.Glyph(option.Outcome)} {(option.IsRight ? "Right." : "No.")} {Html.Text(option.Because)}"]) + "</div></details>"));

    internal string ChoicesText() => string.Join('\n', _options.Select((option, index) => $"  {Letter(index)}) {option.Text}"));

    private string Title => char.IsDigit(_id[3]) ? $"Exercise {_id}" : $"Quiz {_id}";

    private static char Letter(int index) => (char)('a' + index);

    private Quiz With(Option option) => new(_id, _question, [.. _options, option], _store);

    private Finding Judge(string letter)
    {
        if (letter.Length == 0) return Finding.Unsolved with { Message = _question };
        int index = letter.Length == 1 ? char.ToLowerInvariant(letter[0]) - 'a' : -1;
        if (index < 0 || index >= _options.Length) return Finding.Wrong($"“{letter}” is no choice: answer with a letter from a to {Letter(_options.Length - 1)}.");
        Option option = _options[index];
        return new(option.Outcome, $"{Letter(index)}) “{option.Text}” {option.Because}");
    }

    internal sealed record Option(string Text, string Because, bool IsRight)
    {
        public Outcome Outcome => IsRight ? Outcome.Solved : Outcome.Wrong;
    }
}

namespace Hopfield.Exercises;

/// <summary>The check of one exercise. Each method asks one kind of question about the answer and says what differs, never the solution.</summary>
/// <remarks>
/// An answer is "not solved yet" while it is null, NaN, an empty text or an empty collection (of several answers: while one is), or while the
/// reader's function throws <see cref="NotImplementedException"/>. A function that fails is told the smallest input on which it does. Another
/// wrong answer is another try, whatever is said about it; the same one run again is none.
/// </remarks>
public sealed class ExerciseCheck
{
    private readonly string _id;
    private readonly string[] _hints;
    private readonly ProgressStore _store;

    internal ExerciseCheck(string id, string[] hints, ProgressStore store)
    {
        if (hints.Length > 2) throw new ArgumentException($"Expected at most two hints, got {hints.Length}.", nameof(hints));
        (_id, _hints, _store) = (ExerciseId.Require(id), hints, store);
    }

    /// <summary>Asks for a number. A wrong one is told whether it is too small or too large.</summary>
    /// <param name="yours">The reader's number; null or NaN while there is none.</param>
    /// <param name="expected">The right number.</param>
    /// <param name="tolerance">Allowed |yours − expected|, 0 for an exact answer.</param>
    public CheckResult Value(double? yours, double expected, double tolerance = 0) =>
        Judge(yours, () => Questions.Value(yours!.Value, expected, tolerance));

    /// <summary>Asks for a word, compared without regard to case and outer blanks.</summary>
    /// <param name="yours">The reader's word; empty while there is none.</param>
    /// <param name="expected">The right word.</param>
    public CheckResult Value(string? yours, string expected) => Judge(yours, () => Questions.Word(yours!, expected));

    /// <summary>Asks yes or no.</summary>
    /// <param name="yours">The reader's answer; null while there is none.</param>
    /// <param name="expected">The right answer.</param>
    public CheckResult Value(bool? yours, bool expected) =>
        Judge(yours, () => yours == expected ? Finding.Solved("") : Finding.Wrong("It is the other way round."));

    /// <summary>Asks for a list of values in order. A wrong one is told the first entry that differs.</summary>
    /// <typeparam name="T">The type of one entry.</typeparam>
    /// <param name="yours">The reader's values; empty while there are none.</param>
    /// <param name="expected">The right values.</param>
    /// <param name="tolerance">Allowed difference of one entry, relative to the larger of 1 and the right entry.</param>
    public CheckResult Array<T>(IReadOnlyList<T>? yours, IReadOnlyList<T> expected, double tolerance = 0) =>
        Judge(yours, () => Questions.Array(yours!, expected, tolerance));

    /// <summary>Asks for a function that agrees with a reference on seeded random inputs.</summary>
    /// <typeparam name="T">The type of an input.</typeparam>
    /// <typeparam name="TResult">The type of a result: a number, a list of numbers, or anything that can be compared.</typeparam>
    /// <param name="yours">The reader's function.</param>
    /// <param name="reference">What it has to equal.</param>
    /// <param name="inputs">Draws one input.</param>
    /// <param name="tolerance">Allowed difference of two results, relative to the larger of 1 and the reference.</param>
    /// <param name="samples">How many inputs to try.</param>
    /// <param name="seed">Seed of the inputs.</param>
    public CheckResult Function<T, TResult>(
        Func<T, TResult> yours, Func<T, TResult> reference, Func<Random, T> inputs, double tolerance = 1e-9, int samples = 200, int seed = 1) =>
        Judge(yours, () => Questions.Function(yours, reference, Inputs<T>.Drawn(inputs, samples, seed), tolerance));

    /// <summary>Asks for a function of two arguments that agrees with a reference on seeded random inputs.</summary>
    /// <typeparam name="T1">The type of the first argument.</typeparam>
    /// <typeparam name="T2">The type of the second argument.</typeparam>
    /// <typeparam name="TResult">The type of a result.</typeparam>
    /// <param name="yours">The reader's function.</param>
    /// <param name="reference">What it has to equal.</param>
    /// <param name="inputs">Draws both arguments.</param>
    /// <param name="tolerance">Allowed difference of two results, relative to the larger of 1 and the reference.</param>
    /// <param name="samples">How many inputs to try.</param>
    /// <param name="seed">Seed of the inputs.</param>
    public CheckResult Function<T1, T2, TResult>(
        Func<T1, T2, TResult> yours, Func<T1, T2, TResult> reference, Func<Random, (T1, T2)> inputs, double tolerance = 1e-9, int samples = 200, int seed = 1) =>
        Judge(yours, () => Questions.Function<(T1, T2), TResult>(
            x => yours(x.Item1, x.Item2), x => reference(x.Item1, x.Item2), Inputs<(T1, T2)>.Drawn(inputs, samples, seed), tolerance));

    /// <summary>Asks for a function of three arguments that agrees with a reference on seeded random inputs.</summary>
    /// <typeparam name="T1">The type of the first argument.</typeparam>
    /// <typeparam name="T2">The type of the second argument.</typeparam>
    /// <typeparam name="T3">The type of the third argument.</typeparam>
    /// <typeparam name="TResult">The type of a result.</typeparam>
    /// <param name="yours">The reader's function.</param>
    /// <param name="reference">What it has to equal.</param>
    /// <param name="inputs">Draws the three arguments.</param>
    /// <param name="tolerance">Allowed difference of two results, relative to the larger of 1 and the reference.</param>
    /// <param name="samples">How many inputs to try.</param>
    /// <param name="seed">Seed of the inputs.</param>
    public CheckResult Function<T1, T2, T3, TResult>(
        Func<T1, T2, T3, TResult> yours, Func<T1, T2, T3, TResult> reference, Func<Random, (T1, T2, T3)> inputs, double tolerance = 1e-9, int samples = 200, int seed = 1) =>
        Judge(yours, () => Questions.Function<(T1, T2, T3), TResult>(
            x => yours(x.Item1, x.Item2, x.Item3), x => reference(x.Item1, x.Item2, x.Item3), Inputs<(T1, T2, T3)>.Drawn(inputs, samples, seed), tolerance));

    /// <summary>Asks for a function that agrees with a reference on every input of a list.</summary>
    /// <typeparam name="T">The type of an input.</typeparam>
    /// <typeparam name="TResult">The type of a result.</typeparam>
    /// <param name="yours">The reader's function.</param>
    /// <param name="reference">What it has to equal.</param>
    /// <param name="inputs">The inputs to try, such as all states of a small network.</param>
    /// <param name="tolerance">Allowed difference of two results, relative to the larger of 1 and the reference.</param>
    public CheckResult Function<T, TResult>(Func<T, TResult> yours, Func<T, TResult> reference, IEnumerable<T> inputs, double tolerance = 1e-9) =>
        Judge(yours, () => Questions.Function(yours, reference, Inputs<T>.Listed(inputs), tolerance));

    /// <summary>Asks whether what the reader's function answers obeys a law, on seeded random inputs. A wrong answer is shown beside the law.</summary>
    /// <typeparam name="T">The type of an input.</typeparam>
    /// <typeparam name="TResult">The type of an answer.</typeparam>
    /// <param name="law">The law in words, for the message.</param>
    /// <param name="yours">The reader's function, or what it gives on one input.</param>
    /// <param name="holds">Whether an answer to an input obeys the law.</param>
    /// <param name="inputs">Draws one input.</param>
    /// <param name="samples">How many inputs to try.</param>
    /// <param name="seed">Seed of the inputs.</param>
    public CheckResult Law<T, TResult>(
        string law, Func<T, TResult> yours, Func<T, TResult, bool> holds, Func<Random, T> inputs, int samples = 200, int seed = 1) =>
        Judge(yours, () => Questions.Law(law, yours, holds, Inputs<T>.Drawn(inputs, samples, seed)));

    /// <summary>Asks whether a law holds on seeded random inputs that takes several answers of the reader's work to try. It can show none of them,
    /// and tells tries apart by where the law holds.</summary>
    /// <typeparam name="T">The type of an input.</typeparam>
    /// <param name="law">The law in words, for the message.</param>
    /// <param name="holds">Uses the reader's work on one input and says whether the law held.</param>
    /// <param name="inputs">Draws one input.</param>
    /// <param name="samples">How many inputs to try.</param>
    /// <param name="seed">Seed of the inputs.</param>
    public CheckResult Law<T>(string law, Func<T, bool> holds, Func<Random, T> inputs, int samples = 200, int seed = 1) =>
        Judge(holds, () => Questions.Law(law, holds, Inputs<T>.Drawn(inputs, samples, seed)));

    /// <summary>Asks for anything that has the right properties, where many answers are right. Each fact is measured in turn.</summary>
    /// <typeparam name="T">The type of the answer.</typeparam>
    /// <param name="yours">The reader's answer; null or empty while there is none.</param>
    /// <param name="facts">For each property: its name, how to measure it on the answer, and what it has to be: a value, or a range of <see cref="Wanted"/>.</param>
    public CheckResult Facts<T>(T yours, params (string Fact, Func<T, object> Measure, object Wanted)[] facts) =>
        Judge(yours, () => Questions.Facts(yours, facts));

    /// <summary>The same question about something that the reader's code builds.</summary>
    /// <typeparam name="T">The type of what it builds.</typeparam>
    /// <param name="yours">The reader's function; it runs once.</param>
    /// <param name="facts">For each property: its name, how to measure it, and what it has to be.</param>
    public CheckResult Facts<T>(Func<T> yours, params (string Fact, Func<T, object> Measure, object Wanted)[] facts) =>
        Judge(yours, () => Questions.Built(yours, facts));

    private CheckResult Judge(object? answer, Func<Finding> question)
    {
        Finding finding = Questions.IsMissing(answer) ? Finding.Unsolved : question();
        // A function is known by what it answers, which the question has noted.
        if (answer is not Delegate) finding = finding with { Answer = finding.Answer + Description.Whole.Of(answer) };
        return new CheckResult($"Exercise {_id}", _id, finding, _store.Note(_id, finding), _hints);
    }
}

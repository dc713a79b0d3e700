using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Hopfield.Exercises;

/// <summary>The questions that a check can ask. Each answer says what differs, in a sentence, without giving the solution away.</summary>
internal static class Questions
{
    private const string HoldsNaN = "your answer holds NaN";

    public static bool IsMissing(object? answer) => answer switch
    {
        null => true,
        double number => double.IsNaN(number),
        float number => float.IsNaN(number),
        string text => string.IsNullOrWhiteSpace(text),
        ICollection collection => collection.Count == 0,
        ITuple answers => Enumerable.Range(0, answers.Length).Any(i => IsMissing(answers[i])),
        _ => false,
    };

    public static Finding Value(double yours, double expected, double tolerance) =>
        Math.Abs(yours - expected) <= tolerance
            ? Finding.Solved("")
            : Finding.Wrong(string.Create(CultureInfo.InvariantCulture, $"{yours:R} is too {(yours < expected ? "small" : "large")}."));

    public static Finding Word(string yours, string expected) =>
        string.Equals(yours.Trim(), expected.Trim(), StringComparison.OrdinalIgnoreCase)
            ? Finding.Solved("")
            : Finding.Wrong($"“{yours.Trim()}” is not it.");

    public static Finding Array<T>(IReadOnlyList<T> yours, IReadOnlyList<T> expected, double tolerance)
    {
        if (yours.Count != expected.Count) return Finding.Wrong($"Your list has {yours.Count} entries, wanted {expected.Count}.");
        int right = Enumerable.Range(0, yours.Count).Count(i => Agreement.Same(yours[i], expected[i], tolerance));
        if (right == yours.Count) return Finding.Solved("");
        int first = Enumerable.Range(0, yours.Count).First(i => !Agreement.Same(yours[i], expected[i], tolerance));
        return Finding.Wrong($"{right} of {yours.Count} entries are right. The first that is not stands at index {first}: {Description.Short.Of(yours[first])}.");
    }

    public static Finding Function<T, TResult>(Func<T, TResult> yours, Func<T, TResult> reference, Inputs<T> inputs, double tolerance) =>
        ForEach(inputs, i => yours(inputs[i]), "It agrees", (i, mine) =>
        {
            TResult wanted = reference(inputs[i]);
            if (Agreement.Same(mine, wanted, tolerance)) return null;
            if (Agreement.HoldsNaN(mine) && !Agreement.HoldsNaN(wanted)) return HoldsNaN;
            Difference difference = Agreement.FirstDifference(mine, wanted, tolerance);
            return $"yours gives {difference.Told().Mine}{difference.Where}, wanted {difference.Told().Wanted}";
        });

    public static Finding Law<T, TResult>(string law, Func<T, TResult> yours, Func<T, TResult, bool> holds, Inputs<T> inputs)
    {
        return ForEach(inputs, Answered, "The law holds", (_, answer) =>
            answer.Held ? null
            : Agreement.HoldsNaN(answer.Mine) ? HoldsNaN
            : $"yours gives {Description.Short.Of(answer.Mine)}, and this law fails: {law}");

        // An answer that the law cannot be tried on is the reader's, too.
        (TResult Mine, bool Held) Answered(int i)
        {
            TResult mine = yours(inputs[i]);
            return (mine, holds(inputs[i], mine));
        }
    }

    public static Finding Law<T>(string law, Func<T, bool> holds, Inputs<T> inputs) =>
        ForEach(inputs, i => holds(inputs[i]), "The law holds", (_, held) => held ? null : $"this law fails: {law}");

    public static Finding Facts<T>(T yours, (string Fact, Func<T, object> Measure, object Wanted)[] facts)
    {
        var answer = new StringBuilder();
        foreach (var (fact, measure, wanted) in facts)
        {
            if (Stopped(() => measure(yours), out object mine) is { } stopped) return stopped with { Answer = answer.ToString() };
            answer.Append(Description.Whole.Of(mine)).Append(';');
            if (!Agreement.Same(mine, wanted, 1e-9)) return Finding.Wrong(Differs(fact, mine, wanted)) with { Answer = answer.ToString() };
        }
        return Finding.Solved("");
    }

    public static Finding Built<T>(Func<T> yours, (string Fact, Func<T, object> Measure, object Wanted)[] facts)
    {
        if (Stopped(yours, out T built) is { } stopped) return stopped;
        if (IsMissing(built)) return Finding.Unsolved;
        Finding finding = Facts(built, facts);
        return finding with { Answer = finding.Answer + Description.Whole.Of(built) };
    }

    private static string Differs(string fact, object mine, object wanted)
    {
        if (wanted is bool so) return so ? $"This is not so yet: {fact}." : $"This is so, and should not be: {fact}.";
        if (Agreement.HoldsNaN(mine)) return $"{fact}: {HoldsNaN}.";
        Difference difference = Agreement.FirstDifference(mine, wanted, 1e-9);
        return $"{fact}: yours {difference.Told().Mine}{difference.Where}, wanted {difference.Told().Wanted}.";
    }

    /// <summary>Asks for the answer to every input and tells of the smallest on which it is wrong, in which a reader sees most.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="answer">The reader's answer to the input of a number.</param>
    /// <param name="agrees">What to say where none is wrong, before "on all … inputs".</param>
    /// <param name="fault">What is wrong about an answer; null where nothing is.</param>
    private static Finding ForEach<T, TResult>(Inputs<T> inputs, Func<int, TResult> answer, string agrees, Func<int, TResult, string?> fault)
    {
        var answers = new StringBuilder();
        var wrong = new List<(int Size, string Message)>();
        for (int i = 0; i < inputs.Count; i++)
        {
            Cell.Token.ThrowIfCancellationRequested();
            int number = i;
            Finding? stopped = Stopped(() => answer(number), out TResult mine);
            if (stopped is { Outcome: Outcome.Unsolved }) return stopped;
            answers.Append(stopped?.Message ?? Description.Whole.Of(mine)).Append(';');
            string? words = stopped is null ? fault(i, mine) : stopped.Message;
            if (words is null) continue;
            string input = Description.Short.Of(inputs[i]);
            wrong.Add((Description.Size(inputs[i]), stopped is null ? $"For {input} {words} (input {i + 1} of {inputs.Count})." : $"For {input}: {words}"));
        }
        return wrong.Count == 0
            ? Finding.Solved($"{agrees} on all {inputs.Count} inputs.")
            : Finding.Wrong(wrong.MinBy(found => found.Size).Message) with { Answer = answers.ToString() };
    }

    // A reader's code may throw anything: that is an answer to judge, not a broken notebook.
    private static Finding? Stopped<T>(Func<T> readersCode, out T result)
    {
        result = default!;
        try
        {
            result = readersCode();
            return null;
        }
        catch (NotImplementedException)
        {
            return Finding.Unsolved;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return Finding.Wrong($"Your code stops with {error.GetType().Name}: {error.Message}");
        }
    }
}

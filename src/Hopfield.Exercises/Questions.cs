using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Hopfield.Exercises;

/// <summary>The questions that a check can ask. Each answer says what differs, in a sentence, without giving the solution away.</summary>
internal static class Questions
{
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
        return Finding.Wrong($"{right} of {yours.Count} entries are right. The first that is not stands at index {first}: {Agreement.Describe(yours[first])}.");
    }

    public static Finding Function<T, TResult>(Func<T, TResult> yours, Func<T, TResult> reference, Inputs<T> inputs, double tolerance)
    {
        for (int i = 0; i < inputs.Count; i++)
        {
            Cell.Token.ThrowIfCancellationRequested();
            string input = Agreement.Describe(inputs[i]);
            if (Stopped(() => yours(inputs[i]), out TResult mine) is { } finding) return finding.For(input);
            TResult wanted = reference(inputs[i]);
            if (Agreement.Same(mine, wanted, tolerance)) continue;
            var (left, right) = Agreement.Describe(mine, wanted);
            return Finding.Wrong($"For {input} yours gives {left}, wanted {right} (input {i + 1} of {inputs.Count}).");
        }
        return Finding.Solved($"It agrees on all {inputs.Count} inputs.");
    }

    public static Finding Law<T>(string law, Func<T, bool> holds, Inputs<T> inputs)
    {
        for (int i = 0; i < inputs.Count; i++)
        {
            Cell.Token.ThrowIfCancellationRequested();
            string input = Agreement.Describe(inputs[i]);
            if (Stopped(() => holds(inputs[i]), out bool held) is { } finding) return finding.For(input);
            if (!held) return Finding.Wrong($"For {input} this law fails: {law} (input {i + 1} of {inputs.Count}).");
        }
        return Finding.Solved($"The law holds on all {inputs.Count} inputs.");
    }

    public static Finding Facts<T>(T yours, (string Fact, Func<T, object> Measure, object Wanted)[] facts)
    {
        foreach (var (fact, measure, wanted) in facts)
        {
            if (Stopped(() => measure(yours), out object mine) is { } finding) return finding;
            if (Agreement.Same(mine, wanted, 1e-9)) continue;
            var (left, right) = Agreement.Describe(mine, wanted);
            return Finding.Wrong(wanted is bool ? $"This is not so yet: {fact}." : $"{fact}: yours {left}, wanted {right}.");
        }
        return Finding.Solved("");
    }

    public static Finding Built<T>(Func<T> yours, (string Fact, Func<T, object> Measure, object Wanted)[] facts) =>
        Stopped(yours, out T built) ?? (IsMissing(built) ? Finding.Unsolved : Facts(built, facts));

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

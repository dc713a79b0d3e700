using System.Text.RegularExpressions;

namespace Hopfield.Course;

/// <summary>Compares two texts word by word and number by number.</summary>
/// <remarks>
/// Numbers written without a fraction are counts or bit patterns and must be equal. Others may differ by the tolerance
/// and by one unit of the last committed digit, since a value that lies between two digits may be rounded either way.
/// Widths of blanks are not compared: a lost minus sign shifts a table.
/// </remarks>
internal static partial class TextComparison
{
    /// <summary>The first difference as the committed and the new piece, or null where the texts agree.</summary>
    /// <param name="committed">The text in the notebook.</param>
    /// <param name="executed">The text that came.</param>
    /// <param name="rule">How strictly.</param>
    public static (string Committed, string Executed)? First(string committed, string executed, ComparisonRule rule)
    {
        if (committed == executed) return null;
        MatchCollection before = PrintedNumber.Pattern().Matches(committed), after = PrintedNumber.Pattern().Matches(executed);
        if (rule.Strictness == Strictness.Exact || before.Count != after.Count || Words(committed) != Words(executed))
            return FirstLine(committed, executed);

        for (int i = 0; i < before.Count; i++)
        {
            if (IsSpread(committed, before[i]) && rule.Strictness == Strictness.Trained) continue;
            double? spread = rule.Strictness == Strictness.Trained ? SpreadAfter(committed, before, i) : null;
            if (!Agree(new(before[i].Value), new(after[i].Value), rule.Relative, spread)) return (before[i].Value, after[i].Value);
        }

        return null;
    }

    private static bool Agree(PrintedNumber committed, PrintedNumber executed, double relative, double? spread)
    {
        double distance = Math.Abs(committed.Value - executed.Value);
        if (spread is { } allowed) return distance <= allowed + committed.Unit;
        if (committed.IsWhole && executed.IsWhole) return distance == 0;
        double unit = committed.IsWhole ? executed.Unit : committed.Unit; // "4" stands for 4.00 where 4.01 came
        return distance <= (relative * Math.Abs(committed.Value)) + unit;
    }

    private static double? SpreadAfter(string text, MatchCollection numbers, int i) =>
        i + 1 < numbers.Count && IsSpread(text, numbers[i + 1]) ? new PrintedNumber(numbers[i + 1].Value).Value : null;

    private static bool IsSpread(string text, Match number) => text.AsSpan(0, number.Index).TrimEnd().EndsWith("±");

    private static string Words(string text) => Blanks().Replace(PrintedNumber.Pattern().Replace(text, " 0 "), " ").Trim();

    private static (string, string) FirstLine(string committed, string executed)
    {
        string[] before = committed.Split('\n'), after = executed.Split('\n');
        int line = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        return (line < before.Length ? before[line] : "", line < after.Length ? after[line] : "");
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

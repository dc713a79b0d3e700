using System.Globalization;
using System.Text.RegularExpressions;

namespace Hopfield.Course;

/// <summary>One of the things by which a person judges an answer.</summary>
/// <param name="Name">What is looked at, in a few words.</param>
/// <param name="Points">The most that it earns.</param>
/// <param name="Full">What earns all of them.</param>
/// <param name="Part">What earns some; empty where a single point cannot be shared.</param>
/// <param name="None">What earns nothing.</param>
public sealed partial record Criterion(string Name, int Points, string Full, string Part, string None)
{
    /// <summary>Reads a rubric: criteria with an empty line between them, each a line <c>Name (points)</c> and then <c>full:</c>, <c>part:</c> and <c>none:</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">It breaks the format; the message is the rule.</exception>
    internal static IReadOnlyList<Criterion> Read(string text) =>
        text.Length == 0 ? [] : [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(One)];

    private static Criterion One(string text)
    {
        string[] lines = text.Split('\n');
        Match head = Head().Match(lines[0]);
        if (!head.Success) throw new FormatException($"a criterion begins with its name and its points, Name (3); it is {lines[0]}");
        var levels = new Dictionary<string, string>();
        string? level = null;
        foreach (string line in lines.Skip(1))
        {
            Match begin = Level().Match(line);
            if (begin.Success && !levels.TryAdd(level = begin.Groups["level"].Value, begin.Groups["words"].Value)) throw new FormatException($"{head.Groups["name"].Value} says {level} twice");
            if (begin.Success) continue;
            levels[level ?? throw new FormatException($"{head.Groups["name"].Value}: full:, part: or none: is expected below the name")] += $" {line.Trim()}";
        }

        int points = int.Parse(head.Groups["points"].Value, CultureInfo.InvariantCulture);
        string Words(string wanted) => levels.GetValueOrDefault(wanted, "");
        foreach (string wanted in points > 1 ? (string[])["full", "part", "none"] : ["full", "none"])
        {
            if (Words(wanted).Length == 0) throw new FormatException($"{head.Groups["name"].Value} does not say what earns {wanted switch { "full" => "all points", "part" => "some of them", _ => "nothing" }}: {wanted}:");
        }

        return new Criterion(head.Groups["name"].Value, points, Words("full"), Words("part"), Words("none"));
    }

    [GeneratedRegex(@"^(?<name>.*[^ ]) \((?<points>[1-9])\)$")]
    private static partial Regex Head();

    [GeneratedRegex("^(?<level>full|part|none): (?<words>.+)$")]
    private static partial Regex Level();
}

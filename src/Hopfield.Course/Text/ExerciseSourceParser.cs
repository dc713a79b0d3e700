using System.Text.RegularExpressions;

namespace Hopfield.Course;

/// <summary>
/// Reads the format: <c>using</c> lines and comments, then regions <c>given</c>, <c>exercise ID KIND</c>, <c>check ID</c>, <c>why ID</c> and <c>rubric ID</c>.
/// Inside an exercise, <c>#if STUB … #elif ANSWER … #elif WRONG // mistake … #endif</c> marks the lines that differ.
/// </summary>
internal sealed partial class ExerciseSourceParser(string name)
{
    private readonly Dictionary<string, Region> _regions = [];
    private readonly List<string> _usings = [];

    public ExerciseSource Parse(string text)
    {
        Region? open = null;
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            var line = new Line(i + 1, lines[i].TrimEnd());
            if (line.Text.StartsWith("#region", StringComparison.Ordinal))
            {
                if (open is not null) throw Fault(line, "a region inside a region");
                open = Begin(line);
            }
            else if (line.Text.StartsWith("#endregion", StringComparison.Ordinal))
            {
                open = open is null ? throw Fault(line, "an end without a region") : null;
            }
            else if (open is not null)
            {
                open.Lines.Add(line);
            }
            else if (line.Text.StartsWith("using ", StringComparison.Ordinal))
            {
                _usings.Add(line.Text);
            }
            else if (line.Text.Length > 0 && !line.Text.StartsWith("//", StringComparison.Ordinal))
            {
                throw Fault(line, "code outside a region");
            }
        }
        if (open is not null) throw Fault(open.Head, "a region without an end");
        return new(string.Join('\n', _usings), TextOf("given"), [.. _regions.Values.Where(region => region.Part == "exercise").Select(ToExercise)]);
    }

    private Region Begin(Line line)
    {
        Match head = Head().Match(line.Text);
        if (!head.Success) throw Fault(line, "expected #region given, exercise NN.x do|make|explain|open, check NN.x, why NN.x or rubric NN.x");
        var region = new Region(line, head.Groups["part"].Value, head.Groups["id"].Value, head.Groups["kind"].Value, []);
        if (!_regions.TryAdd(region.Key, region)) throw Fault(line, $"a second region {region.Key}");
        if (region.Part is "check" or "why" or "rubric" && !_regions.ContainsKey($"exercise {region.Id}")) throw Fault(line, $"the exercise {region.Id} has to stand before it");
        return region;
    }

    private Exercise ToExercise(Region region)
    {
        var kind = Enum.Parse<ExerciseKind>(region.Kind, ignoreCase: true);
        string check = TextOf($"check {region.Id}"), why = Prose($"why {region.Id}");
        Line[] variants = [.. region.Lines.Where(line => Branch().IsMatch(line.Text))];
        string[] symbols = [.. variants.Select(line => Branch().Match(line.Text).Groups["symbol"].Value)];
        if (why.Length == 0) throw Fault(region.Head, $"no why {region.Id}: every answer has its reasons");
        if (kind == ExerciseKind.Open)
        {
            if (check.Length > 0 || variants.Length > 0) throw Fault(region.Head, "an open exercise has no check and no answer");
            return new(region.Id, kind, "", "", [], "", why) { Rubric = RubricOf(region.Id) };
        }
        if (check.Length == 0) throw Fault(region.Head, $"no check {region.Id}");
        foreach (string symbol in (string[])["STUB", "ANSWER", "WRONG"])
        {
            if (!symbols.Contains(symbol)) throw Fault(region.Head, $"no {symbol} in the exercise");
        }
        if (variants.FirstOrDefault(line => Branch().Match(line.Text) is var branch && branch.Groups["symbol"].Value == "WRONG" && branch.Groups["mistake"].Value.Length == 0) is { } silent)
            throw Fault(silent, "name the mistake: #elif WRONG // mistake");
        return new(
            region.Id, kind, Variant(region, branch => branch.Groups["symbol"].Value == "STUB"), Variant(region, branch => branch.Groups["symbol"].Value == "ANSWER"),
            [.. variants.Select(line => Branch().Match(line.Text).Groups["mistake"].Value).Where(mistake => mistake.Length > 0).Distinct()
                .Select(mistake => new WrongAnswer(mistake, Variant(region, branch => branch.Groups["mistake"].Value == mistake)))],
            check, why) { Rubric = RubricOf(region.Id) };
    }

    private IReadOnlyList<Criterion> RubricOf(string id)
    {
        try
        {
            return Criterion.Read(Prose($"rubric {id}"));
        }
        catch (FormatException error)
        {
            throw Fault(_regions[$"rubric {id}"].Head, error.Message);
        }
    }

    // The cell as the compiler would see it with one symbol defined. Where an exercise has several #if groups, a branch that a group lacks adds nothing.
    private string Variant(Region region, Func<Match, bool> taken)
    {
        var cell = new List<string>();
        bool inside = false, shown = true;
        foreach (Line line in region.Lines)
        {
            Match branch = Branch().Match(line.Text);
            if (branch.Success)
            {
                if (inside == (branch.Groups["word"].Value == "if")) throw Fault(line, "#if opens the variants, #elif goes on, #endif ends them");
                (inside, shown) = (true, taken(branch));
            }
            else if (line.Text.TrimStart() == "#endif")
            {
                if (!inside) throw Fault(line, "#endif without #if");
                (inside, shown) = (false, true);
            }
            else if (line.Text.TrimStart().StartsWith('#'))
            {
                throw Fault(line, "expected #if or #elif with STUB, ANSWER or WRONG, or #endif");
            }
            else if (shown)
            {
                cell.Add(line.Text);
            }
        }
        if (inside) throw Fault(region.Head, "#if without #endif");
        return string.Join('\n', cell).Trim('\n');
    }

    private string TextOf(string key) => _regions.TryGetValue(key, out Region? region) ? string.Join('\n', region.Lines.Select(line => line.Text)).Trim('\n') : "";

    private string Prose(string key) => string.Join('\n', (_regions.TryGetValue(key, out Region? region) ? region.Lines : []).Select(line => line.Text switch
    {
        "//" or "" => "",
        ['/', '/', ' ', .. var words] => words,
        _ => throw Fault(line, "reasons and rubrics are comment lines: // words"),
    })).Trim('\n');

    private NotebookException Fault(Line line, string rule) => new($"{name}, line {line.Number}: {rule}.");

    private sealed record Line(int Number, string Text);

    private sealed record Region(Line Head, string Part, string Id, string Kind, List<Line> Lines)
    {
        public string Key => $"{Part} {Id}".TrimEnd();
    }

    [GeneratedRegex(@"^#region (?:(?<part>given)|(?<part>exercise) (?<id>[0-9]{2}\.[0-9]{1,2}) (?<kind>do|make|explain|open)|(?<part>check|why|rubric) (?<id>[0-9]{2}\.[0-9]{1,2}))$")]
    private static partial Regex Head();

    [GeneratedRegex(@"^\s*#(?<word>if|elif) (?<symbol>STUB|ANSWER|WRONG)(?:\s*//\s*(?<mistake>.+))?$")]
    private static partial Regex Branch();
}

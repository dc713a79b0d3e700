using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Hopfield.Exercises;

/// <summary>Claims of a chapter. Each shows as one line with a tick, or with a cross and what is false.</summary>
/// <remarks>A false claim stops nothing: a reader who turns a knob sees which claims it breaks. <see cref="ClaimLog"/> hears of them.</remarks>
[TypeFormatterSource(typeof(RichFormatters))]
public sealed partial class Claim : RichResult
{
    private readonly Statement[] _statements;

    internal Claim(params Statement[] statements) => _statements = statements;

    /// <summary>States a further claim, as <see cref="Check.That"/> does.</summary>
    /// <param name="holds">The condition that makes the claim true.</param>
    /// <param name="claim">The claim in words, a whole sentence.</param>
    /// <param name="condition">Filled in by the compiler: the text of <paramref name="holds"/>.</param>
    /// <param name="part">Filled in by the course's kernel: which part of the condition is false, and with which values.</param>
    /// <exception cref="ArgumentException">The claim has no words.</exception>
    public Claim And(bool holds, string claim, [CallerArgumentExpression(nameof(holds))] string condition = "", Func<FalsePart>? part = null)
    {
        if (string.IsNullOrWhiteSpace(claim)) throw new ArgumentException("A claim needs words: what does the condition show?", nameof(claim));
        return With(new Statement(claim, holds, holds ? "" : $"{part?.Invoke() ?? new FalsePart(LineBreaks().Replace(condition, " "))}."));
    }

    /// <inheritdoc/>
    public override string ToHtml() =>
        Html.Panel(_statements.All(statement => statement.Holds) ? Outcome.Solved : Outcome.Wrong, [.. _statements.SelectMany(Lines)]);

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', _statements.AsEnumerable());

    internal Claim With(Statement statement)
    {
        ClaimLog.Note(statement);
        return new Claim([.. _statements, statement]);
    }

    private static IEnumerable<string> Lines(Statement statement)
    {
        yield return $"{Html.Glyph(statement.Holds ? Outcome.Solved : Outcome.Wrong)} {Html.Text(statement.Text)}";
        if (!statement.Holds) yield return Html.Text(statement.Why);
    }

    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex LineBreaks();
}

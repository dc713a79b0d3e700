using System.Runtime.CompilerServices;

namespace Hopfield.Exercises;

/// <summary>Claims that hold. Each shows as one line with a tick.</summary>
[TypeFormatterSource(typeof(RichFormatters))]
public sealed class Claim : RichResult
{
    private readonly string[] _claims;

    internal Claim(params string[] claims) => _claims = claims;

    /// <summary>States a further claim, as <see cref="Check.That"/> does.</summary>
    /// <param name="holds">The condition that makes the claim true.</param>
    /// <param name="claim">The claim in words, a whole sentence.</param>
    /// <param name="condition">Filled in by the compiler: the text of <paramref name="holds"/>.</param>
    /// <exception cref="ClaimException">The claim is false.</exception>
    /// <exception cref="ArgumentException">The claim has no words.</exception>
    public Claim And(bool holds, string claim, [CallerArgumentExpression(nameof(holds))] string condition = "")
    {
        if (string.IsNullOrWhiteSpace(claim)) throw new ArgumentException("A claim needs words: what does the condition show?", nameof(claim));
        if (!holds) throw new ClaimException(claim, condition);
        return new Claim([.. _claims, claim]);
    }

    /// <inheritdoc/>
    public override string ToHtml() => Html.Panel(Outcome.Solved, [.. _claims.Select(claim => $"{Html.Glyph(Outcome.Solved)} {Html.Text(claim)}")]);

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', _claims.Select(claim => $"✓ {claim}"));
}

/// <summary>A claim of a chapter does not hold.</summary>
/// <param name="claim">The claim in words.</param>
/// <param name="condition">The condition that is false, as it stands in the cell.</param>
public sealed class ClaimException(string claim, string condition)
    : Exception($"The claim does not hold: {claim}\nFalse: {condition}")
{
    /// <summary>The claim in words.</summary>
    public string Claim { get; } = claim;
}

namespace Notebooks.Tests.Lint;

/// <summary>Something in a chapter that breaks a rule: where it stands and what to do about it.</summary>
/// <param name="Chapter">The notebook's file name.</param>
/// <param name="Cell">The cell, or null where the whole chapter is meant.</param>
/// <param name="Problem">What is wrong and what to do, in a sentence or two.</param>
internal sealed record Finding(string Chapter, LintedCell? Cell, string Problem)
{
    public override string ToString() => Cell is null ? $"{Chapter}: {Problem}" : $"{Chapter}, {Cell}: {Problem}";
}

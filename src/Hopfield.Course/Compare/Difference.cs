namespace Hopfield.Course;

/// <summary>One thing that is not as it was committed.</summary>
/// <param name="Cell">The cell's number in the notebook, from 1.</param>
/// <param name="Where">The part of the cell's outputs, or empty.</param>
/// <param name="Committed">What the notebook holds.</param>
/// <param name="Executed">What came this time.</param>
public sealed record Difference(int Cell, string Where, string Committed, string Executed)
{
    private const int Longest = 80;

    /// <summary>Place and both values in one line.</summary>
    public override string ToString()
    {
        string place = Where.Length == 0 ? "" : $", {Where}";
        return $"cell {Cell}{place}: {Shorten(Committed)} is committed, {Shorten(Executed)} came";
    }

    private static string Shorten(string value)
    {
        string line = value.ReplaceLineEndings("⏎").Trim();
        return line.Length == 0 ? "nothing" : line.Length <= Longest ? line : $"{line[..Longest]}…";
    }
}

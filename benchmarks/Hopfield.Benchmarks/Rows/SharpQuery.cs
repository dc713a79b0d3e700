using Hopfield.Benchmarks.Measurement;

namespace Hopfield.Benchmarks.Rows;

/// <summary>One query against a million patterns of which one has all the weight: with a sketch that says so, most of them are not read.</summary>
internal static class SharpQuery
{
    private const int Patterns = 1_000_000, Dimension = 64;
    private const double Beta = 4;

    public static Contest Prepare()
    {
        float[] x = Inputs.Normal(Patterns * Dimension, seed: 2), query = Inputs.Normal(Dimension, seed: 1, spread: 0.3f), plain = new float[Dimension], sketched = new float[Dimension];
        for (int i = 0; i < Dimension; i++) query[i] += x[(Patterns / 3 * Dimension) + i];
        ContinuousHopfield<float> memory = ContinuousHopfield.Store(PatternSet.Wrap(x, Dimension), Beta), sketch = memory.WithSketch();
        const string Without = "our own update without a sketch";
        return new Contest(
            "One sharp query, P = 1,000,000, N = 64, β = 4", 1,
            [new("with a sketch", () => sketch.Update(query, sketched)), new(Without, () => memory.Update(query, plain))],
            [new("one sharp query, P = 10⁶, N = 64, β = 4", "with a sketch", Without, 3, 5)], Check);

        string Check()
        {
            sketch.Update(query, sketched);
            memory.Update(query, plain);
            double error = plain.Zip(sketched, (a, b) => Math.Abs(a - b)).Max() / plain.Max(Math.Abs);
            return error < 1e-5 ? $"the two answers differ by {error:G2} of their size" : throw new InvalidOperationException($"The answers differ by {error:G2} of their size.");
        }
    }
}

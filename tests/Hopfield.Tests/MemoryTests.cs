namespace Hopfield.Tests;

public class MemoryTests
{
    [Fact]
    public void One_line_brings_a_binary_pattern_back()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(40, 100, seed: 1);

        Assert.Equal(patterns.Pattern(7), Memory.Recall(patterns, Corruption.Flip(patterns.Pattern(7), 0.2, seed: 2)));
    }

    // Separation 1 at β = 50: the error is of the order of P·exp(−50).
    [Fact]
    public void One_line_brings_a_real_pattern_back()
    {
        double[,] patterns = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };

        Assert.Equal([0, 1, 0], Memory.Recall(patterns, [0.2, 0.9, -0.1], beta: 50), (a, b) => Math.Abs(a - b) < 1e-12);
    }
}

namespace Hopfield.Tests;

public class StoredPatternsTests
{
    // Two patterns that differ in half of their units are at rest and one turned unit of eight is repaired; thirty of sixty units do not fit.
    [Fact]
    public void What_fits_stays_and_comes_back_and_what_does_not_fit_does_neither()
    {
        var two = BinaryPatterns.Parse("####....", "##..##..");
        HopfieldNetwork net = Hebbian.From(two);
        Assert.Equal(1, net.RecallOverlap(two));
        Assert.Equal(2, net.CountRecalled(two, two.Select((x, k) => Corruption.FlipCount(x, 1, seed: k))));

        var many = BinaryPatterns.Random(30, 60, seed: 1);
        HopfieldNetwork full = Hebbian.From(many);
        Assert.True(full.RecallOverlap(many) < 0.9);
        Assert.True(full.CountRecalled(many, many) < 15);
    }

    [Fact]
    public void Each_number_is_what_a_loop_over_the_patterns_counts()
    {
        var patterns = BinaryPatterns.Random(12, 50, seed: 3);
        var memory = new DenseAssociativeMemory(patterns, InteractionFunction.Power(2));
        sbyte[][] queries = [.. patterns.Select((x, k) => Corruption.Flip(x, 0.2, seed: k))];
        int recalled = 0;
        double sum = 0;
        for (int mu = 0; mu < 12; mu++)
        {
            if (memory.Recall(queries[mu]).State.SequenceEqual(patterns.Pattern(mu))) recalled++;
            sum += patterns.Overlap(mu, memory.Recall(patterns.Pattern(mu)).State);
        }

        Assert.InRange(recalled, 1, 11);
        Assert.Equal(recalled, memory.CountRecalled(patterns, queries));
        // Twelve numbers of at most 1, added in one order or another.
        Assert.Equal(sum / 12, memory.RecallOverlap(patterns), 1e-14);
    }

    [Fact]
    public void A_misfit_is_told()
    {
        var two = BinaryPatterns.Random(2, 8, seed: 1);
        HopfieldNetwork fits = Hebbian.From(two), larger = Hebbian.From(BinaryPatterns.Random(2, 9, seed: 1));

        Assert.Throws<ArgumentException>("patterns", () => larger.RecallOverlap(two));
        Assert.Throws<ArgumentException>("patterns", () => larger.CountRecalled(two, two));
        Assert.Throws<ArgumentException>("queries", () => fits.CountRecalled(two, [two.Pattern(0)]));
    }
}

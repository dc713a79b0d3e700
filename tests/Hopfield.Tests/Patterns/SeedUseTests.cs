namespace Hopfield.Tests;

public class SeedUseTests
{
    [Fact]
    public void Noise_and_update_order_of_one_seed_know_nothing_of_each_other()
    {
        // Half of the units are turned round: nothing of the pattern is left, so it must not come back more often than its equals.
        // Five patterns and their mirrors are alike; 400 trials at a chance of at most 1/5 exceed 120 with probability below 1e-5.
        var stored = BinaryPatterns.Random(5, 100, seed: 2);
        HopfieldNetwork network = Hebbian.From(stored);
        int back = Enumerable.Range(0, 400).Count(k => network
            .Recall(Corruption.FlipCount(stored.Pattern(k % 5), 50, seed: k), UpdateOrder.Random(k)).State.SequenceEqual(stored.Pattern(k % 5)));
        Assert.InRange(back, 0, 120);
    }
}

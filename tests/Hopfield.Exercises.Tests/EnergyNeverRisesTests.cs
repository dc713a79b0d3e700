namespace Hopfield.Exercises.Tests;

public class EnergyNeverRisesTests
{
    private static readonly BinaryPatterns _patterns = BinaryPatterns.Random(4, 60, seed: 1);

    private static readonly HopfieldNetwork _network = Hebbian.From(_patterns);

    private static RecallResult<sbyte[]> Recall(int seed) => _network.Recall(Bipolar.Random(60, seed), UpdateOrder.Random(seed), record: true);

    private static RecallResult<TState> Passing<TState>(TState state, params double[] energies) =>
        new(state, StopReason.StepLimit, energies.Length, new Trajectory<TState>([.. energies.Select(_ => state)], energies));

    [Fact]
    public void The_line_says_how_many_steps_were_looked_at()
    {
        RecallResult<sbyte[]> recall = Recall(1);
        Assert.Equal($"✓ The energy never rose: {recall.Trajectory!.Energies.Count - 1} steps looked at.", Check.EnergyNeverRises(recall).ToString());
        Assert.Equal("✓ The energy never rose: 1 step looked at.", Check.EnergyNeverRises(Passing<sbyte[]>([1], 3, 2)).ToString());
        RecallResult<sbyte[]>[] many = [.. Enumerable.Range(0, 50).Select(Recall)];
        long steps = many.Sum(run => run.Changes);
        Assert.Equal($"✓ The energy never rose in 50 recalls: {steps.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} steps looked at.", Check.EnergyNeverRises(many).ToString());
    }

    [Fact]
    public void A_rise_is_told_with_its_place_and_its_size()
    {
        Claim claim = Check.EnergyNeverRises(Passing<sbyte[]>([1, -1], -1, -9, -8.5, -10));
        Assert.Equal("✗ The energy never rises along a recall.\n  At step 2 it rises by 0.5, from -9 to -8.5; rounding allows 0.", claim.ToString());
        RecallResult<sbyte[]>[] many = [Recall(1), Passing<sbyte[]>([1], 0, 1)];
        Assert.Contains("At recall 2, step 1 it rises by 1", Check.EnergyNeverRises(many).ToString());
    }

    /// <summary>What it is for: all units at once the energy of a network that flips to and fro does rise.</summary>
    [Fact]
    public void Updates_that_are_not_legal_are_caught()
    {
        IEnumerable<RecallResult<sbyte[]>> together = Enumerable.Range(0, 20)
            .Select(seed => SpinGlass.SherringtonKirkpatrick(40, seed).Recall(Bipolar.Random(40, seed), UpdateOrder.Synchronous, record: true));
        Assert.StartsWith("✗", Check.EnergyNeverRises(together).ToString());
    }

    [Fact]
    public void Integers_get_no_slack_and_real_numbers_what_rounding_can_lose()
    {
        Assert.False(Descends(Passing<sbyte[]>([1], -1, -1 + 1e-15)));
        // Two units of norm 1 and E = ½: terms up to 4, so 1,002 roundings are about 4.5e-13 in double and 2.4e-4 in single precision.
        Assert.True(Descends(Passing<double[]>([1.0, 0.0], 0.5, 0.5 + 4e-13)));
        Assert.False(Descends(Passing<double[]>([1.0, 0.0], 0.5, 0.5 + 5e-13)));
        Assert.True(Descends(Passing<float[]>([1f, 0f], 0.5, 0.5 + 2e-4)));
        Assert.False(Descends(Passing<float[]>([1f, 0f], 0.5, 0.5 + 3e-4)));
        Assert.True(Descends(Passing<sbyte[]>([1], -1, -0.9), slack: 0.2));

        static bool Descends<TState>(RecallResult<TState> recall, double? slack = null) => Check.EnergyNeverRises(recall, slack).ToString()[0] == '✓';
    }

    [Fact]
    public void Every_family_of_recalls_can_be_checked()
    {
        var memory = ContinuousHopfield.Store(PatternSet.OnSphere<float>(20, 50, 1, seed: 1), 8f);
        Assert.StartsWith("✓", Check.EnergyNeverRises(memory.Recall([.. Enumerable.Repeat(0.1f, 50)], record: true)).ToString());
        var pairs = new BidirectionalMemory(BinaryPatterns.Random(3, 20, seed: 1), BinaryPatterns.Random(3, 30, seed: 2));
        Assert.StartsWith("✓", Check.EnergyNeverRises(pairs.RecallSecond(Bipolar.Random(20, seed: 3), record: true)).ToString());
    }

    [Fact]
    public void A_check_that_could_not_fail_does_not_hold_or_is_refused()
    {
        Assert.Equal(
            "✗ The energy never rises along a recall.\n  There is no step to look at: a recall that begins at rest shows nothing.",
            Check.EnergyNeverRises(Passing<sbyte[]>([1], 5)).ToString());
        Assert.Equal("recall", Assert.Throws<ArgumentException>(() => Check.EnergyNeverRises(_network.Recall(_patterns.Pattern(0)))).ParamName);
        Assert.Contains("with an energy", Assert.Throws<ArgumentException>(() => Check.EnergyNeverRises(Sequences.From(_patterns).Recall(_patterns.Pattern(0), maxSweeps: 2, record: true))).Message);
        Assert.Throws<ArgumentException>(() => Check.EnergyNeverRises(Array.Empty<RecallResult<sbyte[]>>()));
        Assert.Throws<ArgumentOutOfRangeException>("slack", () => Check.EnergyNeverRises(Recall(1), double.NaN));
    }
}

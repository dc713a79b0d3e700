namespace Hopfield.Tests;

public class DenseSequenceTests
{
    public static TheoryData<string> Functions => ["power 2", "power 5", "rectified power 4", "exponential", "log"];

    private static InteractionFunction Of(string name) => name switch
    {
        "power 2" => InteractionFunction.Power(2),
        "power 5" => InteractionFunction.Power(5),
        "rectified power 4" => InteractionFunction.RectifiedPower(4),
        "exponential" => InteractionFunction.Exponential(0.3),
        _ => InteractionFunction.CustomLogarithmic("log", z => 0.2 * z, _ => 0.2),
    };

    // ξ′ = sgn Σ_μ F′(x_μ·ξ) x_{μ+1}, unit by unit.
    [Theory, MemberData(nameof(Functions))]
    public void A_step_is_the_sign_of_the_weighted_successors(string function)
    {
        InteractionFunction f = Of(function);
        BinaryPatterns patterns = BinaryPatterns.Random(9, 71, seed: 1);
        foreach (bool closed in new[] { true, false })
        {
            var sequence = new DenseSequence(patterns, f, closed);
            for (int seed = 0; seed < 30; seed++)
            {
                sbyte[] state = Bipolar.Random(71, seed);
                for (int i = 0; i < 71; i++)
                {
                    double field = 0;
                    for (int mu = 0; mu < 9; mu++)
                        field += f.Derivative(Enumerable.Range(0, 71).Sum(j => patterns[mu, j] * state[j])) * patterns[mu < 8 ? mu + 1 : closed ? 0 : 8, i];
                    Assert.Equal(field == 0 ? state[i] : Math.Sign(field), sequence.Step(state)[i]);
                }
            }
        }
    }

    // Linear weights are Hebb's sequence, but for the self-weights Σ_μ x_{μ+1,i} x_{μ,i} that the network leaves out.
    [Fact]
    public void With_a_square_it_is_hebbs_sequence()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(4, 201, seed: 2);
        var dense = new DenseSequence(patterns, InteractionFunction.Power(2));
        DirectedNetwork hebb = Sequences.From(patterns);
        for (int mu = 0; mu < 4; mu++) Assert.Equal(hebb.Step(patterns.Pattern(mu)), dense.Step(patterns.Pattern(mu)));
    }

    [Fact]
    public void A_steep_function_plays_more_patterns_than_there_are_units()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(300, 100, seed: 3);
        var sequence = new DenseSequence(patterns, InteractionFunction.Exponential(0.5));
        sbyte[][] played = sequence.Play(Corruption.Flip(patterns.Pattern(0), 0.1, seed: 1), 600);
        for (int t = 1; t <= 600; t++) Assert.Equal(patterns.Pattern(t % 300), played[t]);
    }

    [Fact]
    public void An_open_sequence_comes_to_rest_in_its_last_pattern()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(5, 100, seed: 4);
        sbyte[][] played = new DenseSequence(patterns, InteractionFunction.Power(5), closed: false).Play(patterns.Pattern(0), 8);
        Assert.Equal(9, played.Length);
        Assert.Equal(patterns.Pattern(4), played[4]);
        Assert.Equal(patterns.Pattern(4), played[8]);
    }

    // e^(β z) at β = 20 and z = 1000 is far beyond a double; only differences of exponents may count.
    [Fact]
    public void Nothing_overflows()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(5, 1000, seed: 5);
        var sequence = new DenseSequence(patterns, InteractionFunction.Exponential(20));
        Assert.Equal(patterns.Pattern(3), sequence.Step(patterns.Pattern(2)));
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(3, 8, seed: 1);
        Assert.Throws<ArgumentException>("patterns", () => new DenseSequence(patterns[..1], InteractionFunction.Power(3)));
        var sequence = new DenseSequence(patterns, InteractionFunction.Power(3));
        Assert.Throws<ArgumentException>("state", () => sequence.Step(new sbyte[] { 1, -1 }));
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => sequence.Play(patterns.Pattern(0), 0));
        Assert.Throws<OperationCanceledException>(() => sequence.Play(patterns.Pattern(0), 3, new CancellationToken(true)));
        var broken = new DenseSequence(patterns, InteractionFunction.Custom("broken", z => z, _ => double.NaN));
        Assert.Throws<ArgumentException>("state", () => broken.Step(patterns.Pattern(0)));
    }
}

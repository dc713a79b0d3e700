namespace Hopfield.Tests;

public class PatternSetTests
{
    private static readonly double[,] _rows = { { 3, 4 }, { 0, 1 }, { -3, -4 } };

    [Fact]
    public void All_doors_store_the_same_patterns()
    {
        PatternSet<double> fromArray = PatternSet.From(_rows);
        PatternSet<double> fromRows = PatternSet.From([3.0, 4.0], [0.0, 1.0], [-3.0, -4.0]);
        double[] values = [3, 4, 0, 1, -3, -4];
        PatternSet<double> fromSpan = PatternSet.From(values, 2);
        PatternSet<double> wrapped = PatternSet.Wrap<double>(values, 2);
        foreach (PatternSet<double> set in new[] { fromArray, fromRows, fromSpan, wrapped })
        {
            Assert.Equal((3, 2), (set.PatternCount, set.Dimension));
            Assert.Equal(values, set.Values.ToArray());
            Assert.Equal([0.0, 1.0], set.Pattern(1).ToArray());
            Assert.Equal(_rows, set.ToArray());
        }
    }

    [Fact]
    public void A_set_keeps_its_own_copy_unless_it_wraps()
    {
        float[] values = [1, 2];
        PatternSet<float> copied = PatternSet.From(values, 2), wrapped = PatternSet.Wrap<float>(values, 2);
        values[0] = 7;
        Assert.Equal(1, copied.Pattern(0)[0]);
        Assert.Equal(7, wrapped.Pattern(0)[0]);
    }

    [Fact]
    public void Norms_mean_and_separation_are_those_of_the_definition()
    {
        PatternSet<double> set = PatternSet.From(_rows);
        Assert.Equal([5.0, 1.0, 5.0], [set.Norm(0), set.Norm(1), set.Norm(2)]);
        Assert.Equal(5.0, set.MaxNorm);
        Assert.Equal(25.0 - 4.0, set.Separation(0));
        Assert.Equal(1.0 - 4.0, set.Separation(1)); // the long pattern (3, 4) answers louder to (0, 1) than (0, 1) itself
        Assert.Equal([0.0, 1.0 / 3], set.Mean());
    }

    [Fact]
    public void A_set_gives_its_patterns_in_turn_and_keeps_them()
    {
        PatternSet<double> set = PatternSet.From(_rows);
        foreach (double[] pattern in set) pattern[0] = 7;
        Assert.Equal([[3.0, 4], [0, 1], [-3, -4]], set.ToList());
    }

    // Sums of at most 5 entries below 10: each rounds by at most 1e-15, a norm and a quotient add two roundings more.
    [Fact]
    public void Centred_patterns_sum_to_zero_and_keep_their_differences()
    {
        PatternSet<double> before = PatternSet.OnSphere<double>(7, 5, radius: 3, seed: 1), after = before.Centred();
        foreach ((double[] was, double[] now) in before.Zip(after))
        {
            Assert.Equal(0, now.Sum(), 1e-14);
            for (int i = 1; i < was.Length; i++) Assert.Equal(was[i] - was[0], now[i] - now[0], 1e-14);
        }
        Assert.Equal([[0f, 0f, 0f]], PatternSet.From([2f, 2f, 2f]).Centred().ToList());
    }

    [Fact]
    public void Normalised_patterns_have_one_norm_and_keep_their_direction()
    {
        PatternSet<double> after = PatternSet.From(_rows).Normalised(4);
        for (int mu = 0; mu < 3; mu++)
        {
            Assert.Equal(4, after.Norm(mu), 1e-14);
            Assert.Equal(1, Similarity.Cosine.Between(after.Pattern(mu), PatternSet.From(_rows).Pattern(mu)), 1e-14);
        }
        Assert.Equal([[0.6f, 0.8f]], PatternSet.From([3f, 4f]).Normalised().ToList());
        Assert.Throws<ArgumentOutOfRangeException>("norm", () => after.Normalised(0));
        Assert.Throws<ArgumentOutOfRangeException>("norm", () => after.Normalised(double.NaN));
        Assert.Throws<InvalidOperationException>(() => PatternSet.From([1.0, 1.0]).Centred().Normalised());
    }

    [Fact]
    public void Nothing_can_be_confused_with_a_single_pattern() =>
        Assert.Equal(double.PositiveInfinity, PatternSet.From([1f, 2f]).Separation(0));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(1.1e10f)]
    public void Entries_that_could_overflow_are_refused(float entry)
    {
        float[] values = [1, entry];
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => PatternSet.From(values, 2));
        Assert.Equal("values", thrown.ParamName);
        Assert.Contains("index 1", thrown.Message);
    }

    // The cosine of a neighbour of π/2 is off by the rounding of π: 1e-15 is five units in the last place of 1.
    [Fact]
    public void Angles_on_the_circle_are_degrees_from_the_first_axis()
    {
        PatternSet<double> patterns = PatternSet.OnCircle(0, 90, -120);

        double[] expected = [1, 0, 0, 1, -0.5, -Math.Sqrt(3) / 2];
        Assert.Equal((3, 2), (patterns.PatternCount, patterns.Dimension));
        for (int k = 0; k < expected.Length; k++) Assert.Equal(expected[k], patterns.Values[k], 1e-15);
        Assert.Throws<ArgumentException>("degrees", () => PatternSet.OnCircle());
        Assert.Throws<ArgumentException>("degrees", () => PatternSet.OnCircle(0, double.NaN));
        Assert.Throws<ArgumentNullException>("degrees", () => PatternSet.OnCircle(null!));
    }

    [Fact]
    public void Shapes_that_are_no_matrix_are_refused()
    {
        Assert.Throws<ArgumentException>("rows", () => PatternSet.From(new double[0, 3]));
        Assert.Throws<ArgumentException>("rows", () => PatternSet.From(new double[3, 0]));
        Assert.Throws<ArgumentException>("rows", () => PatternSet.From<double>());
        Assert.Throws<ArgumentException>("rows", () => PatternSet.From([1.0, 2.0], [1.0]));
        Assert.Throws<ArgumentException>("rows", () => PatternSet.From([1.0, 2.0], null!));
        Assert.Throws<ArgumentNullException>("rows", () => PatternSet.From((double[,])null!));
        Assert.Throws<ArgumentException>("values", () => PatternSet.From([1.0, 2.0, 3.0], 2));
        Assert.Throws<ArgumentException>("values", () => PatternSet.Wrap(ReadOnlyMemory<double>.Empty, 2));
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => PatternSet.From([1.0], 0));
        Assert.Throws<ArgumentNullException>("values", () => PatternSet.Wrap((float[])null!, 2));
        Assert.Throws<ArgumentException>("values", () => PatternSet.Wrap(new float[] { 1, 2, 3 }, 2));
        Assert.Throws<ArgumentNullException>("file", () => PatternSet.Wrap((MappedArray<float>)null!));
        Assert.Throws<ArgumentOutOfRangeException>("mu", () => PatternSet.From([1.0, 2.0]).Separation(1));
    }
}

namespace Hopfield.Tests;

public class BinaryPatternsTests
{
    // Lengths around the 64 bits of a word reach every tail.
    public static TheoryData<int> Lengths => [1, 2, 63, 64, 65, 127, 128, 129, 300];

    [Theory, MemberData(nameof(Lengths))]
    public void Bits_agree_with_plain_loops_over_the_rows(int n)
    {
        var random = new SeededRandom(n);
        sbyte[][] rows = [.. Enumerable.Range(0, 5).Select(_ => Bipolar.Random(n, random))];
        BinaryPatterns patterns = BinaryPatterns.From(rows);
        sbyte[] state = Bipolar.Random(n, random);

        Assert.Equal((5, n, 5.0 / n), (patterns.PatternCount, patterns.Dimension, patterns.Load));
        Assert.Equal(rows, patterns);
        for (int mu = 0; mu < 5; mu++)
        {
            int dot = Enumerable.Range(0, n).Sum(i => rows[mu][i] * state[i]);
            Assert.Equal(dot, patterns.Similarities(state)[mu]);
            Assert.Equal((n - dot) / 2, patterns.HammingDistance(mu, state));
            Assert.Equal((double)dot / n, patterns.Overlap(mu, state));
            Assert.Equal((double)dot / n, patterns.Overlaps(state)[mu]);
            Assert.Equal(rows[mu], Enumerable.Range(0, n).Select(i => patterns[mu, i]));
            Assert.Equal(rows[mu], Enumerable.Range(0, n).Select(i => patterns.ToArray()[mu, i]));
        }
        var byUnit = new UnitBits(patterns);
        for (int i = 0; i < n; i++) Assert.Equal(Enumerable.Range(0, 5).Sum(mu => rows[mu][i] > 0 ? 1 << mu : 0), (int)byUnit[i][0]);
        Assert.Equal(Enumerable.Range(0, n).Select(i => rows.Sum(row => (long)row[i])), patterns.UnitSums());
    }

    [Theory, InlineData(3), InlineData(64), InlineData(130)]
    public void A_run_of_patterns_is_the_subset_of_its_indices(int dimension)
    {
        var patterns = BinaryPatterns.Random(6, dimension, seed: 2);

        Assert.Equal<sbyte[]>(patterns.Subset(0, 1, 2), patterns[..3]);
        Assert.Equal<sbyte[]>(patterns.Subset(2, 3), patterns[2..4]);
        Assert.Equal<sbyte[]>(patterns.Subset(5), patterns[^1..]);
        Assert.Throws<ArgumentException>("run", () => patterns[3..3]);
        Assert.Throws<ArgumentOutOfRangeException>("run", () => patterns[4..7]);
    }

    [Fact]
    public void All_ways_of_making_patterns_agree()
    {
        BinaryPatterns expected = BinaryPatterns.From([1, -1, 1], [-1, -1, 1]);

        Assert.Equal<sbyte[]>(expected, BinaryPatterns.From(new sbyte[,] { { 1, -1, 1 }, { -1, -1, 1 } }));
        Assert.Equal<sbyte[]>(expected, BinaryPatterns.FromZeroOne(new[,] { { 1, 0, 1 }, { 0, 0, 1 } }));
        Assert.Equal<sbyte[]>(expected, BinaryPatterns.Parse("#.#", "..#"));
        Assert.Equal<sbyte[]>(expected, BinaryPatterns.Parse("101", "-\n-\n+"));
        Assert.Equal<sbyte[]>(expected, BinaryPatterns.From([1, -1, 1]).Add([-1, -1, 1]));
        Assert.Equal<sbyte[]>(expected, BinaryPatterns.Parse("..#", "###", "#.#").Subset(2, 0));
    }

    [Fact]
    public void A_pattern_is_found_by_its_first_index()
    {
        BinaryPatterns patterns = BinaryPatterns.Parse("#.#", "..#", "..#");

        Assert.Equal(1, patterns.IndexOf([-1, -1, 1]));
        Assert.Equal(-1, patterns.IndexOf([-1, -1, -1]));
    }

    [Fact]
    public void Equal_seeds_give_equal_patterns_with_the_activity_asked_for()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(100, 400, seed: 9, activity: 0.1);

        Assert.Equal<sbyte[]>(patterns, BinaryPatterns.Random(100, 400, seed: 9, activity: 0.1));
        // 40,000 units at 0.1: standard deviation of the share 0.0015.
        Assert.InRange(patterns.Sum(x => x.Count(unit => unit > 0)) / 40000.0, 0.1 - 0.0065, 0.1 + 0.0065);
        Assert.All(BinaryPatterns.Random(2, 50, seed: 1, activity: 0), x => Assert.DoesNotContain((sbyte)1, x));
        Assert.All(BinaryPatterns.Random(2, 50, seed: 1, activity: 1), x => Assert.DoesNotContain((sbyte)-1, x));
    }

    [Fact]
    public void Refuses_what_are_no_patterns()
    {
        Assert.Throws<ArgumentException>("rows", () => BinaryPatterns.From(new sbyte[0, 3]));
        Assert.Throws<ArgumentException>("rows", () => BinaryPatterns.From(new sbyte[2, 0]));
        Assert.Throws<ArgumentException>("rows", () => BinaryPatterns.From());
        Assert.Throws<ArgumentException>("rows", () => BinaryPatterns.From([1, -1], [1]));
        Assert.Throws<ArgumentException>("rows", () => BinaryPatterns.From([1, 0]));
        Assert.Throws<ArgumentException>("rows", () => BinaryPatterns.From([1], null!));
        Assert.Throws<ArgumentException>("rows", () => BinaryPatterns.FromZeroOne(new[,] { { 0, 2 } }));
        Assert.Contains("FromZeroOne takes 0 and 1", Assert.Throws<ArgumentException>("rows", () => BinaryPatterns.From(new[,] { { 1, 0 } })).Message);
        Assert.Throws<ArgumentException>("rows", () => BinaryPatterns.From(new bool[2, 0]));
        Assert.Throws<ArgumentException>("rows", () => BinaryPatterns.From(new bool[0, 2]));
        Assert.Throws<ArgumentException>("rows", () => BinaryPatterns.From(new[,] { { 1, double.NaN } }, 0));
        Assert.Throws<ArgumentException>("threshold", () => BinaryPatterns.From(new[,] { { 1, 0.5 } }, double.NaN));
        Assert.Throws<ArgumentException>("rows", () => BinaryPatterns.From(new int[][] { [1], null! }));
        Assert.Throws<ArgumentException>("rows", () => BinaryPatterns.From(new double[][] { [1, 2], [1] }, 0));
        Assert.Throws<ArgumentNullException>("rows", () => BinaryPatterns.From((float[,])null!, 0));
        Assert.Throws<ArgumentNullException>("rows", () => BinaryPatterns.From((IEnumerable<bool[]>)null!));
        Assert.Throws<ArgumentException>("words", () => BinaryPatterns.FromWords([], 3));
        Assert.Throws<ArgumentException>("words", () => BinaryPatterns.FromWords([1, 2, 3], 65));
        Assert.Contains("got 1 in pattern 1", Assert.Throws<ArgumentException>("words", () => BinaryPatterns.FromWords([7, 8], 3)).Message);
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => BinaryPatterns.FromWords([0], 0));
        Assert.Throws<ArgumentException>("text", () => BinaryPatterns.Parse("#?"));
        Assert.Throws<ArgumentException>("text", () => BinaryPatterns.Parse(" "));
        Assert.Throws<ArgumentException>("rows", () => BinaryPatterns.Parse());
        Assert.Throws<ArgumentOutOfRangeException>("patternCount", () => BinaryPatterns.Random(0, 3, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => BinaryPatterns.Random(1, 0, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>("activity", () => BinaryPatterns.Random(1, 3, seed: 1, activity: double.NaN));

        BinaryPatterns patterns = BinaryPatterns.Parse("#.#");
        Assert.Throws<ArgumentOutOfRangeException>("mu", () => patterns.Pattern(1));
        Assert.Throws<ArgumentOutOfRangeException>("unit", () => patterns[0, 3]);
        Assert.Throws<ArgumentException>("state", () => patterns.Overlap(0, [1, 1]));
        Assert.Throws<ArgumentException>("state", () => patterns.Similarities([1, 1, 0]));
        Assert.Throws<ArgumentException>("pattern", () => patterns.Add([1]));
        Assert.Throws<ArgumentException>("rows", () => patterns.Subset());
    }

    [Fact]
    public void Words_give_the_patterns_back_at_every_length()
    {
        for (int n = 1; n <= 130; n++)
        {
            BinaryPatterns patterns = BinaryPatterns.Random(3, n, seed: n);
            Assert.Equal(patterns.ToArray(), BinaryPatterns.FromWords([.. patterns.Words(0), .. patterns.Words(1), .. patterns.Words(2)], n).ToArray());
        }
    }

    [Fact]
    public void A_number_that_equals_the_threshold_is_not_above_it() =>
        Assert.Equal(new sbyte[,] { { -1, 1, -1 } }, BinaryPatterns.From(new[,] { { 0.5, double.PositiveInfinity, -0.5 } }, 0.5).ToArray());

    [Fact]
    public void The_message_names_what_was_expected_and_what_came()
    {
        var thrown = Assert.Throws<ArgumentException>(() => BinaryPatterns.From([1, -1], [1, 7]));

        Assert.Equal("Expected entries +1 or −1, got 7 at index 1. (Parameter 'rows')", thrown.Message);
    }
}

namespace Hopfield.Tests;

/// <summary>Dynamics decide by signs, which walks may find without the fields: they are the signs of the fields, one by one and all together.</summary>
public class FieldSignTests
{
    private static readonly InteractionFunction[] _functions =
    [
        InteractionFunction.Power(2), InteractionFunction.Power(3), InteractionFunction.RectifiedPower(4), InteractionFunction.RectifiedPower(45),
        InteractionFunction.Exponential(), InteractionFunction.Exponential(1e-10), InteractionFunction.Exponential(0.05),
        InteractionFunction.Exponential(50), InteractionFunction.Exponential(1e10),
        InteractionFunction.Custom("−z²", z => -z * z, z => -2 * z),
        InteractionFunction.CustomLogarithmic("exp(z²)", z => z * z, z => 2 * z),
    ];

    public static TheoryData<string> Names => [.. _functions.Select(f => f.Name)];

    // From a random state the walk goes to a pattern and away again: exponentials pass through all of their range, so tables are scaled anew.
    [Theory, MemberData(nameof(Names))]
    public void Signs_of_a_dense_memory_are_those_of_the_exact_fields(string function)
    {
        foreach ((int patternCount, int dimension) in new[] { (1, 1), (2, 2), (5, 63), (64, 40), (65, 129), (700, 64) })
        {
            var random = new SeededRandom(dimension);
            BinaryPatterns patterns = BinaryPatterns.Random(patternCount, dimension, random);
            BipolarState walk = new DenseAssociativeMemory(patterns, _functions.Single(f => f.Name == function)).Begin(Bipolar.Random(dimension, random));
            sbyte[] target = patterns.Pattern(0);
            for (int step = 0; step < 2 * dimension; step++)
            {
                int unit = step % dimension;
                for (int i = 0; i < dimension; i += 1 + dimension / 8) Assert.Equal(Math.Sign(walk.LocalField(i)), walk.FieldSign(i));
                if (step >= dimension ? random.Next(2) == 0 : walk.State[unit] != target[unit]) walk.Flip(unit);
            }
        }
    }

    [Fact]
    public void A_tie_of_a_dense_memory_has_the_sign_zero()
    {
        // A pattern and its mirror image, halfway between them: both pull equally, as in the tests of the exact field.
        sbyte[] x = Bipolar.Parse("####......#"), halfway = Bipolar.Parse("##..#.#.#..");
        int unit = Enumerable.Range(0, x.Length).First(i => Math.Sign(x.Zip(halfway, (a, b) => a * b).Sum()) == x[i] * halfway[i]);
        foreach (InteractionFunction f in _functions)
            Assert.Equal(0, new DenseAssociativeMemory(BinaryPatterns.From(x, Bipolar.Mirror(x)), f).Begin(halfway).FieldSign(unit));
    }

    // One network that moves on the patterns' similarities, one on its written weights, the same integers: equal in every bit.
    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 63)]
    [InlineData(8, 64)]
    [InlineData(9, 65)]
    [InlineData(64, 100)]
    [InlineData(130, 257)]
    public void A_network_of_patterns_equals_the_one_of_its_weights(int patternCount, int dimension)
    {
        var random = new SeededRandom(patternCount);
        BinaryPatterns patterns = BinaryPatterns.Random(patternCount, dimension, random);
        var integers = new int[dimension * dimension];
        Hebbian.WriteIntegers(patterns, integers);
        var square = new int[dimension, dimension];
        Buffer.BlockCopy(integers, 0, square, 0, integers.Length * sizeof(int));
        double[] thresholds = [.. Enumerable.Range(0, dimension).Select(_ => random.NextDouble() - 0.5)];
        foreach (double[] theta in new[] { [], thresholds })
        {
            HopfieldNetwork written = new(square, 1.0 / dimension, theta), implied = Hebbian.From(patterns).WithThresholds(theta);
            Assert.Equal(written.Weights(), implied.Weights());
            sbyte[] start = Bipolar.Random(dimension, random);
            BipolarState one = written.Begin(start), other = implied.Begin(start);
            double[] fields = new double[dimension], all = new double[dimension];
            sbyte[] signs = new sbyte[dimension];
            for (int step = 0; step < 50; step++)
            {
                one.LocalFields(fields);
                other.LocalFields(all);
                other.FieldSigns(signs);
                Assert.Equal(fields, all);
                Assert.Equal(fields, Enumerable.Range(0, dimension).Select(other.LocalField));
                Assert.Equal(fields.Select(Math.Sign), signs.Select(sign => (int)sign));
                Assert.Equal(one.Energy, other.Energy);
                int unit = random.Next(dimension);
                one.Flip(unit);
                other.Flip(unit);
            }
            foreach (UpdateOrder order in new[] { UpdateOrder.Sequential, UpdateOrder.Synchronous, UpdateOrder.Random(1), UpdateOrder.RandomUnits(2) })
            {
                RecallResult<sbyte[]> a = written.Recall(start, order), b = implied.Recall(start, order);
                Assert.Equal(a.State, b.State);
                Assert.Equal((a.Stopped, a.Steps, a.Changes), (b.Stopped, b.Steps, b.Changes));
            }
        }
    }

    [Theory]
    [InlineData(TieRule.Keep)]
    [InlineData(TieRule.Plus)]
    [InlineData(TieRule.Minus)]
    public void One_step_is_a_synchronous_recall_of_one_sweep(TieRule tie)
    {
        BinaryPatterns patterns = BinaryPatterns.Random(4, 24, seed: 3); // an even number of patterns: fields tie
        BipolarModel[] models =
        [
            Hebbian.From(patterns), Storkey.From(patterns), new DenseAssociativeMemory(patterns, InteractionFunction.Power(3)),
            Hebbian.From(patterns).WithInput([.. Enumerable.Repeat(0.25, 24)]), SimplicialNetwork.All(patterns, 3),
        ];
        foreach (BipolarModel model in models)
        {
            for (int seed = 0; seed < 20; seed++)
            {
                sbyte[] state = Bipolar.Random(24, seed);
                Assert.Equal(model.Recall(state, UpdateOrder.Synchronous, tie, maxSweeps: 1).State, model.Step(state, tie));
            }
        }
    }

    [Fact]
    public void Written_integers_need_room_for_all_pairs()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(4, 24, seed: 3);
        Assert.Throws<ArgumentException>("weights", () => Hebbian.WriteIntegers(patterns, new int[24 * 23]));
        Assert.Throws<ArgumentNullException>("patterns", () => Hebbian.WriteIntegers(null!, new int[4]));
    }
}

namespace Hopfield.Layers.Tests;

/// <summary>The three small tasks are what their descriptions say.</summary>
public class WordBagsTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    public void Half_of_the_bags_hold_exactly_one_signal_and_no_word_is_0(int seed, bool behindPlane)
    {
        WordBags bags = WordBags.Draw(seed, behindPlane);
        Assert.Equal(8, bags.Signals.Distinct().Count());
        for (int bag = 0; bag < 2048; bag++)
        {
            int[] words = bags.Words(bag).ToArray();
            Assert.Equal(16, words.Length);
            Assert.All(words, word => Assert.InRange(word, 1, 255));
            Assert.Equal(WordBags.HoldsSignal(bag) ? 1 : 0, words.Count(bags.Signals.Contains));
        }
        Assert.Equal(1024, Enumerable.Range(0, 2048).Count(WordBags.HoldsSignal));
    }

    [Fact]
    public void Equal_seeds_give_equal_bags_and_others_other_signals()
    {
        Assert.Equal(WordBags.Draw(3).Words(17), WordBags.Draw(3).Words(17));
        Assert.NotEqual(WordBags.Draw(3).Signals, WordBags.Draw(4).Signals);
        Assert.Equal([255, 254, 253, 252, 251, 250, 249, 248], WordBags.Draw(3, behindPlane: true).Signals);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void The_batches_hold_the_bits_of_the_words_and_the_losses_their_labels(int off)
    {
        WordBags bags = WordBags.Draw(1);
        foreach ((IReadOnlyList<int> numbers, TrainingData<BagBatch<float>, float> data) in new[] { (WordBags.Learned, bags.Learning(off)), (WordBags.Judged, bags.Judging(off)) })
        {
            Assert.Equal((numbers.Count, 16, 8), (data.Inputs.BagCount, data.Inputs.BagSize, data.Inputs.Dimension));
            for (int b = 0; b < numbers.Count; b++)
            {
                for (int s = 0; s < 16; s++)
                {
                    float[] bits = data.Inputs.Instance(b, s).ToArray();
                    Assert.All(bits, bit => Assert.True(bit == 1 || bit == off));
                    Assert.Equal(bags.Words(numbers[b])[s], Enumerable.Range(0, 8).Sum(i => bits[i] == 1 ? 1 << i : 0));
                }
            }
            // An output of +1 where a signal is and −1 elsewhere is right about all.
            float[] outputs = [.. numbers.Select(bag => WordBags.HoldsSignal(bag) ? 1f : -1f)];
            Assert.Equal(numbers.Count, data.Loss.Evaluate(new BagBatch<float>(outputs, numbers.Count, 1, 1), [.. Enumerable.Range(0, numbers.Count)], 0, default).Right);
        }
        Assert.Equal(2048, WordBags.Learned.Concat(WordBags.Judged).Distinct().Count());
        Assert.Equal(256, WordBags.Judged.Count(WordBags.HoldsSignal));
    }

    [Fact]
    public void The_list_gives_a_word_of_signs_the_weight_of_a_product_of_eight_factors()
    {
        const double Beta = 2;
        AssociationTrace<float> trace = WordBags.List(Beta, new SeededRandom(1), off: -1).Forward(Rows(WordBags.AllWords(-1)), new LayerContext<float>());
        // A bit that differs costs 2 of similarity, so the sum over all words is (1 + e^(−2β))⁸ times the word's own term. Single precision: 256 terms
        // add up to within 256 · 6e-8.
        double expected = Math.Pow(1 + Math.Exp(-2 * Beta), -8);
        for (int word = 0; word < 256; word++) Assert.Equal(expected, trace.Weights(word, 0, 0)[word], 2e-5);
    }

    [Fact]
    public void The_list_learns_its_vectors_and_not_its_words()
    {
        HopfieldLookup<float> list = WordBags.List(2, new SeededRandom(1));
        Assert.True(list.Patterns.Frozen);
        Assert.False(list.Targets.Frozen);
        Assert.Equal([256, 8], list.Targets.Shape);
    }

    [Fact]
    public void A_number_that_is_no_bag_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => WordBags.HoldsSignal(2048));

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_latch_sequence_is_labelled_by_its_first_letter_and_says_where_letters_stand_if_asked(bool repeats, bool placed)
    {
        TrainingData<BagBatch<float>, float> data = LatchSequences.Draw(300, 1, repeats, placed);
        BagBatch<float> inputs = data.Inputs;
        Assert.Equal((300, 32, placed ? 52 : 20), (inputs.BagCount, inputs.BagSize, inputs.Dimension));
        var first = new float[300];
        bool later = false;
        for (int n = 0; n < 300; n++)
        {
            for (int s = 0; s < 32; s++)
            {
                float[] units = inputs.Instance(n, s).ToArray();
                int letter = Array.IndexOf(units, 1f);
                Assert.Equal(placed ? 2 : 1, units.Count(u => u == 1));
                Assert.Equal(placed ? 2 : 1, units.Sum());
                if (placed) Assert.Equal(1, units[20 + s]);
                Assert.InRange(letter, 0, s == 0 ? 1 : 19);
                if (s == 0) first[n] = letter == 1 ? 1 : -1;
                else later |= letter < 2;
            }
        }
        Assert.Equal(repeats, later); // among 9,300 letters of 20 kinds, two in twenty
        Assert.Equal(300, data.Loss.Evaluate(new BagBatch<float>(first, 300, 1, 1), [.. Enumerable.Range(0, 300)], 0, default).Right);
        Assert.Throws<ArgumentOutOfRangeException>(() => LatchSequences.Draw(0, 1));
    }

    [Fact]
    public void Every_second_circle_bag_has_its_first_point_near_the_place_and_all_other_points_keep_away()
    {
        const double Place = 200;
        TrainingData<BagBatch<double>, double> data = CircleBags.Draw(51, 1, Place);
        for (int b = 0; b < 51; b++)
        {
            for (int s = 0; s < 10; s++)
            {
                (double x, double y) = (data.Inputs[b, s, 0], data.Inputs[b, s, 1]);
                Assert.Equal(1, (x * x) + (y * y), 1e-12);
                double off = Math.Abs(Math.IEEERemainder(double.RadiansToDegrees(Math.Atan2(y, x)) - Place, 360));
                Assert.True(b % 2 == 0 && s == 0 ? off <= 5 + 1e-9 : off >= 60 - 1e-9, $"bag {b}, point {s}: {off}");
            }
        }
        double[] outputs = [.. Enumerable.Range(0, 51).Select(b => b % 2 == 0 ? 1.0 : -1)];
        Assert.Equal(51, data.Loss.Evaluate(new BagBatch<double>(outputs, 51, 1, 1), [.. Enumerable.Range(0, 51)], 0, default).Right);
        Assert.Throws<ArgumentOutOfRangeException>(() => CircleBags.Draw(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CircleBags.Draw(1, 1, double.NaN));
    }

    private static BagBatch<float> Rows(float[,] rows) => BagBatch.FromRows(rows);
}

namespace Hopfield.Tests;

public class BlockPassTests
{
    // A number of the output passes four sums of at most 240 products, each rounded to 2⁻⁵³ of what it adds up. Magnitudes add up to less than 10³ in
    // every sum of these blocks, so two orders of summation differ by less than 4 · 240 · 2⁻⁵³ · 10³ ≈ 1.1e-10.
    private const double Rounding = 1.1e-10;

    private static readonly TransformerBlocks _model = DataSets.TransformerBlocks(DataFolder.Find(AppContext.BaseDirectory));

    private static readonly BlockPass _first = _model.Blocks[0].Pass(_model.Inputs[5]), _second = _model.Blocks[1].Pass(_first.Output);

    [Fact]
    public void A_pass_is_the_textbook_s_block()
    {
        Near(Loops(_model.Blocks[0], Rows(PatternSet.From(Doubles(_model.Inputs[5]))), Weights(_first)), _first.Output);
        Near(Loops(_model.Blocks[1], Rows(_first.Output), Weights(_second)), _second.Output);
    }

    [Fact]
    public void The_weights_of_a_head_are_those_of_a_memory_that_holds_its_keys()
    {
        foreach (int head in new[] { 0, 3, 7 })
        {
            var memory = ContinuousHopfield.Store(_second.Keys(head), (double)_model.Blocks[1].Beta);
            PatternSet<double> queries = _second.Queries(head);
            double[,] weights = _second.Weights(head);
            for (int s = 0; s < 60; s++)
            {
                double[] attention = memory.Attention(queries.Pattern(s));
                // Scores of magnitude below 100 are rounded to 15 · 2⁻⁵³ · 100, which a weight feels as a share of itself.
                for (int mu = 0; mu < 60; mu++) Assert.Equal(attention[mu], weights[s, mu], 4e-13);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_replaced_head_weighs_by_what_it_was_given_and_the_others_as_before(int head)
    {
        var random = new SeededRandom(head);
        var other = new double[60, 60];
        for (int s = 0; s < 60; s++)
        {
            for (int mu = 0; mu < 60; mu++) other[s, mu] = random.NextDouble() / 30;
        }
        double[][,] weights = Weights(_second);
        weights[head] = other;
        BlockPass replaced = _second.With(head, other);
        Near(Loops(_model.Blocks[1], Rows(_first.Output), weights), replaced.Output);
        Assert.Equal(other, replaced.Weights(head));
        Assert.Equal(_second.Weights((head + 1) % 8), replaced.Weights((head + 1) % 8));
    }

    [Fact]
    public void A_head_that_gets_its_own_weights_changes_nothing_and_the_order_of_replacements_is_no_matter()
    {
        Near(Rows(_second.Output), _second.With(2, _second.Weights(2)).Output);
        double[,] zero = new double[60, 60];
        Near(Rows(_second.With(1, zero).With(6, zero).Output), _second.With(6, zero).With(1, zero).Output);
        Assert.NotEqual(_second.Output.Values.ToArray(), _second.With(1, zero).Output.Values.ToArray());
    }

    [Fact]
    public void A_pass_keeps_what_entered_it_and_what_it_hands_out_may_be_written()
    {
        double[,] weights = _second.Weights(0);
        double before = weights[3, 4];
        weights[3, 4] = 2;
        Assert.Equal(before, _second.Weights(0)[3, 4]);
        Assert.Equal(_first.Output.Values.ToArray(), _second.Input.Values.ToArray());
        Assert.Equal((8, 60, 15), (_second.HeadCount, _second.Length, _second.Values(0).Dimension));
    }

    [Fact]
    public void Wrong_shapes_and_heads_are_named()
    {
        Assert.Equal("rows", Assert.Throws<ArgumentException>(() => _model.Blocks[0].Pass(PatternSet.From([new double[119]]))).ParamName);
        Assert.Equal("head", Assert.Throws<ArgumentOutOfRangeException>(() => _first.Weights(8)).ParamName);
        Assert.Equal("head", Assert.Throws<ArgumentOutOfRangeException>(() => _first.Keys(-1)).ParamName);
        Assert.Equal("head", Assert.Throws<ArgumentOutOfRangeException>(() => _first.With(8, new double[60, 60])).ParamName);
        Assert.Equal("weights", Assert.Throws<ArgumentException>(() => _first.With(0, new double[60, 59])).ParamName);
        var unknown = new double[60, 60];
        unknown[1, 1] = double.NaN;
        Assert.Equal("weights", Assert.Throws<ArgumentException>(() => _first.With(0, unknown)).ParamName);
    }

    private static double[][,] Weights(BlockPass pass) => [.. Enumerable.Range(0, pass.HeadCount).Select(pass.Weights)];

    private static void Near(double[][] expected, PatternSet<double> actual)
    {
        for (int s = 0; s < expected.Length; s++)
        {
            for (int i = 0; i < expected[s].Length; i++) Assert.Equal(expected[s][i], actual.Pattern(s)[i], Rounding);
        }
    }

    private static double[][] Rows(PatternSet<double> rows) => [.. rows];

    private static double[,] Doubles(float[,] rows)
    {
        var doubles = new double[rows.GetLength(0), rows.GetLength(1)];
        for (int s = 0; s < rows.GetLength(0); s++)
        {
            for (int i = 0; i < rows.GetLength(1); i++) doubles[s, i] = rows[s, i];
        }
        return doubles;
    }

    // The block in plain loops, with the weights of every head given.
    private static double[][] Loops(TransformerBlock block, double[][] rows, double[][,] weights)
    {
        const int Width = 120, Size = 15;
        double[][] qkv = [.. rows.Select(row => Map(Normalise(row, block.AttentionGain, block.AttentionBias), block.QueryKeyValue, block.QueryKeyValueBias))];
        return [.. rows.Select((row, t) =>
        {
            var joined = new double[Width];
            for (int i = 0; i < Width; i++)
            {
                for (int s = 0; s < rows.Length; s++) joined[i] += weights[i / Size][t, s] * qkv[s][(2 * Width) + i];
            }
            double[] attended = Add(row, Map(joined, block.Output, block.OutputBias));
            double[] inner = Map(Normalise(attended, block.FeedForwardGain, block.FeedForwardBias), block.Expand, block.ExpandBias);
            return Add(attended, Map([.. inner.Select(x => x / (1 + Math.Exp(-x)))], block.Contract, block.ContractBias));
        })];
    }

    private static double[] Normalise(double[] x, float[] gain, float[] bias)
    {
        double mean = x.Average(), scale = 1 / Math.Sqrt(x.Average(v => (v - mean) * (v - mean)) + 1e-5);
        return [.. x.Select((v, i) => ((v - mean) * scale * gain[i]) + bias[i])];
    }

    private static double[] Map(double[] x, float[,] w, float[] bias)
    {
        double[] y = Array.ConvertAll(bias, b => (double)b);
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < y.Length; j++) y[j] += x[i] * w[i, j];
        }
        return y;
    }

    private static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];
}

using System.Numerics;
using System.Numerics.Tensors;

namespace Hopfield.Tests;

public class TransformerBlocksTests
{
    private static readonly TransformerBlocks _model = DataSets.TransformerBlocks(DataFolder.Find(AppContext.BaseDirectory));

    [Fact]
    public void Two_blocks_of_eight_heads_over_sixty_four_lines()
    {
        Assert.Equal(2, _model.Blocks.Count);
        Assert.Equal((64, 64), (_model.Inputs.Count, _model.Lines.Count));
        Assert.All(_model.Lines, line => Assert.InRange(line.Length, 28, 30));
        Assert.All(_model.Inputs, h => Assert.Equal((60, 120), (h.GetLength(0), h.GetLength(1))));
        Assert.All(_model.Blocks, b => Assert.Equal((120, 360, 240), (b.QueryKeyValue.GetLength(0), b.QueryKeyValue.GetLength(1), b.Expand.GetLength(1))));
        Assert.All(_model.Blocks, b => Assert.Equal(1 / Math.Sqrt(15), b.Beta, 1e-6));
    }

    // k = the smallest number of positions that hold 90 % of a query's weight; median per head over 64 lines × 60 queries, by the engine's attention and
    // measure, beside the plain loops of tests/measurements/HeadSharpness.cs. Both compute in double precision: a median would move only where a sum of
    // weights lies within 1e-14 of 0.9.
    [Fact]
    [Trait("Kind", "Measured")]
    public void A_forward_pass_gives_the_measured_sharpness_of_every_head()
    {
        double[][] medians = [[44, 45, 44, 47, 44, 37, 38, 37], [38, 37, 46, 7, 42, 40, 45, 45]];
        List<int>[][] counts = [.. medians.Select(block => block.Select(_ => new List<int>()).ToArray())];
        foreach (float[,] input in _model.Inputs)
        {
            double[][] h = [.. Enumerable.Range(0, 60).Select(t => Row(input, t))];
            for (int b = 0; b < 2; b++) h = Forward(_model.Blocks[b], h, counts[b]);
        }
        for (int b = 0; b < 2; b++) Assert.Equal(medians[b], counts[b].Select(head => HeadMeasure.Of(head, 60).Median));
    }

    private static double[][] Forward(TransformerBlock block, double[][] h, List<int>[] counts)
    {
        double[][] qkv = Map([.. h.Select(row => Normalise(row, block.AttentionGain, block.AttentionBias))], block.QueryKeyValue, block.QueryKeyValueBias);
        PatternSet<double> Third(int k) => PatternSet.From([.. qkv.Select(row => row[(120 * k)..(120 * (k + 1))])]);
        HopfieldAttention<double> attention = HopfieldAttention.Store(
            Third(1), Third(2), new() { Heads = 8, Beta = [.. Enumerable.Repeat((double)block.Beta, 8)] });
        AttentionResult<double> answer = attention.Recall(Third(0));
        var weights = new double[60];
        for (int head = 0; head < 8; head++)
        {
            for (int t = 0; t < 60; t++)
            {
                for (int s = 0; s < 60; s++) weights[s] = answer.Weights[head, t, s];
                counts[head].Add(HeadMeasure.PatternsForMass<double>(weights));
            }
        }
        double[][] joined = Map([.. Enumerable.Range(0, 60).Select(t => Row(answer.Output, t))], block.Output, block.OutputBias);
        h = [.. h.Zip(joined, Add)];
        double[][] expanded = Map([.. h.Select(row => Normalise(row, block.FeedForwardGain, block.FeedForwardBias))], block.Expand, block.ExpandBias);
        double[][] contracted = Map([.. expanded.Select(row => Array.ConvertAll(row, x => x / (1 + Math.Exp(-x))))], block.Contract, block.ContractBias);
        return [.. h.Zip(contracted, Add)];
    }

    private static double[] Row<T>(T[,] matrix, int row)
        where T : INumberBase<T> => [.. Enumerable.Range(0, matrix.GetLength(1)).Select(i => double.CreateChecked(matrix[row, i]))];

    private static double[] Normalise(double[] x, float[] gain, float[] bias)
    {
        double mean = x.Average();
        double scale = 1 / Math.Sqrt(x.Average(v => (v - mean) * (v - mean)) + 1e-5);
        return [.. x.Select((v, i) => ((v - mean) * scale * gain[i]) + bias[i])];
    }

    private static double[][] Map(double[][] rows, float[,] w, float[] bias)
    {
        double[][] columns = [.. Enumerable.Range(0, w.GetLength(0)).Select(i => Row(w, i))];
        return [.. rows.Select(x =>
        {
            double[] y = Array.ConvertAll(bias, b => (double)b);
            for (int i = 0; i < x.Length; i++) TensorPrimitives.MultiplyAdd(columns[i], x[i], y, y);
            return y;
        })];
    }

    private static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];
}

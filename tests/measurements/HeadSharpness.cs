#:project ../../src/Hopfield/Hopfield.csproj

// How many of 60 positions hold 90 % of a query's attention, median per head over 64 lines, in two blocks of a text recogniser. An independent
// oracle: the forward pass as a textbook writes it, in plain loops of double precision. The engine only reads the weights.
//
//     dotnet run -c Release tests/measurements/HeadSharpness.cs

using Hopfield;

TransformerBlocks model = DataSets.TransformerBlocks();
int heads = model.Blocks[0].HeadCount, width = 120, size = width / heads;
var counts = new List<int>[model.Blocks.Count, heads];
for (int b = 0; b < model.Blocks.Count; b++)
{
    for (int head = 0; head < heads; head++) counts[b, head] = [];
}
foreach (float[,] input in model.Inputs)
{
    double[][] h = [.. Enumerable.Range(0, input.GetLength(0)).Select(t => Enumerable.Range(0, width).Select(i => (double)input[t, i]).ToArray())];
    for (int b = 0; b < model.Blocks.Count; b++) h = Forward(model.Blocks[b], b, h);
}
Console.WriteLine($"Exact, no randomness: {model.Inputs.Count} lines of {model.Inputs[0].GetLength(0)} positions; medians per head");
for (int b = 0; b < model.Blocks.Count; b++)
    Console.WriteLine($"block {b + 1}: {string.Join(", ", Enumerable.Range(0, heads).Select(head => Median(counts[b, head])))}");

double[][] Forward(TransformerBlock block, int b, double[][] h)
{
    double[][] qkv = [.. h.Select(row => Map(Normalise(row, block.AttentionGain, block.AttentionBias), block.QueryKeyValue, block.QueryKeyValueBias))];
    double[][] joined = [.. h.Select(_ => new double[width])];
    for (int head = 0; head < heads; head++)
    {
        for (int t = 0; t < h.Length; t++)
        {
            var p = new double[h.Length];
            for (int s = 0; s < h.Length; s++)
            {
                for (int i = head * size; i < (head + 1) * size; i++) p[s] += block.Beta * qkv[t][i] * qkv[s][width + i];
            }
            double max = p.Max(), sum = 0;
            for (int s = 0; s < h.Length; s++) sum += p[s] = Math.Exp(p[s] - max);
            for (int s = 0; s < h.Length; s++)
            {
                p[s] /= sum;
                for (int i = head * size; i < (head + 1) * size; i++) joined[t][i] += p[s] * qkv[s][2 * width + i];
            }
            counts[b, head].Add(Covering(p, 0.9));
        }
    }
    h = [.. h.Zip(joined, (row, a) => Add(row, Map(a, block.Output, block.OutputBias)))];
    return [.. h.Select(row => Add(row, Map(
        [.. Map(Normalise(row, block.FeedForwardGain, block.FeedForwardBias), block.Expand, block.ExpandBias).Select(x => x / (1 + Math.Exp(-x)))],
        block.Contract, block.ContractBias)))];
}

// The smallest number of positions that hold the mass.
static int Covering(double[] p, double mass)
{
    double total = 0;
    int k = 0;
    foreach (double weight in p.OrderDescending())
    {
        k++;
        total += weight;
        if (total >= mass) break;
    }
    return k;
}

static double Median(List<int> values)
{
    int[] sorted = [.. values.Order()];
    return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2.0;
}

static double[] Normalise(double[] x, float[] gain, float[] bias)
{
    double mean = x.Average(), scale = 1 / Math.Sqrt(x.Average(v => (v - mean) * (v - mean)) + 1e-5);
    return [.. x.Select((v, i) => (v - mean) * scale * gain[i] + bias[i])];
}

static double[] Map(double[] x, float[,] w, float[] bias)
{
    double[] y = Array.ConvertAll(bias, b => (double)b);
    for (int i = 0; i < x.Length; i++)
    {
        for (int j = 0; j < y.Length; j++) y[j] += x[i] * w[i, j];
    }
    return y;
}

static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

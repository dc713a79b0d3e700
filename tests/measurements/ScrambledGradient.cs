#:project ../../src/Hopfield.Layers/Hopfield.Layers.csproj

// Which of two programs has the right gradient through several updates: the reference layers under PyTorch 1.13, whose numbers lie in data/hflayers,
// or ours? Difference quotients are the judge. Then the fault of that PyTorch is acted out (pytorch#99638): the backward pass of a masked selection
// writes the numbers of a transposed tensor in the order of their addresses, and so under the wrong bag, head and key. The table of chapter 17.
//
//     dotnet run -c Release tests/measurements/ScrambledGradient.cs
//
// Two bags of five instances of width 6, two heads of width 4, β = 0.7. L is the sum of outputs times the random numbers g of the file.

using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Hopfield;
using Hopfield.Layers;

const int Bags = 2, Size = 5, Width = 6, Heads = 2, Hidden = 4, Updates = 4;
const double Beta = 0.7;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
JsonElement file = Read("hopfield-3updates");
double[] input = Numbers(file.GetProperty("inputs")[0]), g = Numbers(file.GetProperty("g"));
var layer = new HopfieldAssociation<double>(Width, new HopfieldLayerOptions { Heads = Heads, HiddenWidth = Hidden, MaxUpdates = Updates, Beta = Beta }, new SeededRandom(1));
foreach (Parameter<double> parameter in layer.Parameters) Of(parameter, "params").CopyTo(parameter.Value);

Trace<double> trace = layer.Forward(new BagBatch<double>(input, Bags, Size, Width));
Console.WriteLine($"outputs, ours − theirs: {Furthest(trace.Output.Values.ToArray(), Numbers(file.GetProperty("output"))):E1} at most");
var ours = new Gradients<double>(layer.Parameters);
layer.Backward(trace, new BagBatch<double>(g, Bags, Size, Width), ours);
Parameter<double> keyMap = layer.Parameters.Single(parameter => parameter.Name == "stored.weight");
double[] own = ours[keyMap].ToArray(), theirs = Of(keyMap, "param_grads"), judge = Quotients(keyMap);
Console.WriteLine($"gradient by the map of the keys: ours − theirs {Furthest(own, theirs):F2}, ours − quotients {Furthest(own, judge):E1}, theirs − quotients {Furthest(theirs, judge):F2}");
foreach (Parameter<double> parameter in layer.Parameters)
    Console.WriteLine($"    {parameter,-24} ours − theirs {Furthest(ours[parameter].ToArray(), Of(parameter, "param_grads")):E1}");
Console.WriteLine($"the fault acted out − theirs: {Furthest(ActedOut(scrambles: true), theirs):E1}; the same program without it − ours: {Furthest(ActedOut(scrambles: false), own):E1}");

double[] Quotients(Parameter<double> parameter)
{
    const double Step = 1e-3; // of the fourth-order stencil: its error is about Step⁴, and rounding 1e-16/Step
    var slopes = new double[parameter.Value.Length];
    for (int k = 0; k < slopes.Length; k++)
    {
        double start = parameter.Value[k];
        double At(double by)
        {
            parameter.Value[k] = start + by;
            return layer.Forward(new BagBatch<double>(input, Bags, Size, Width)).Output.Values.ToArray().Zip(g, (y, w) => y * w).Sum();
        }
        slopes[k] = ((8 * (At(Step) - At(-Step))) - (At(2 * Step) - At(-2 * Step))) / (12 * Step);
        parameter.Value[k] = start;
    }
    return slopes;
}

// ∂L/∂W_K by loops over bags and heads. K reaches the loss in two ways: through the scores of each update, and through the states that are made of it.
double[] ActedOut(bool scrambles)
{
    Parameter<double> Named(string name) => layer.Parameters.Single(parameter => parameter.Name == name);
    (double[] q, _) = Project("state");
    (double[] k, double[] normed) = Project("stored");
    (double[] v, _) = Project("projected");
    double[] total = new double[Bags * Size * Heads * Hidden], answers = new double[Bags * Size * Heads * Hidden];
    int At(int bag, int row, int head, int unit) => (((bag * Size) + row) * Heads * Hidden) + (head * Hidden) + unit;
    for (int r = 0; r < Bags * Size; r++) // what reaches the answers through the output projection
    {
        for (int i = 0; i < Heads * Hidden; i++)
            answers[(r * Heads * Hidden) + i] = Enumerable.Range(0, Width).Sum(e => g[(r * Width) + e] * Named("output.weight").Value[(i * Width) + e]);
    }

    var states = new List<double[]> { q };
    var weights = new List<double[]>();
    int Pair(int bag, int head, int s, int mu) => ((((bag * Heads) + head) * Size) + s) * Size + mu;
    for (int u = 0; u < Updates; u++)
    {
        var p = new double[Bags * Heads * Size * Size];
        var moved = new double[q.Length];
        Each((bag, head, s) =>
        {
            for (int mu = 0; mu < Size; mu++) p[Pair(bag, head, s, mu)] = Math.Exp(Beta * Over(unit => states[^1][At(bag, s, head, unit)] * k[At(bag, mu, head, unit)]));
            double sum = Enumerable.Range(0, Size).Sum(mu => p[Pair(bag, head, s, mu)]);
            for (int mu = 0; mu < Size; mu++)
            {
                p[Pair(bag, head, s, mu)] /= sum;
                for (int unit = 0; unit < Hidden; unit++) moved[At(bag, s, head, unit)] += p[Pair(bag, head, s, mu)] * k[At(bag, mu, head, unit)];
            }
        });
        weights.Add(p);
        states.Add(moved);
    }

    double[] a = new double[Bags * Heads * Size * Size], c = [];
    Each((bag, head, s) => { for (int mu = 0; mu < Size; mu++) a[Pair(bag, head, s, mu)] = Over(unit => answers[At(bag, s, head, unit)] * v[At(bag, mu, head, unit)]); });
    for (int u = Updates - 1; u >= 0; u--)
    {
        (double[] p, double[] xi, double[] next) = (weights[u], states[u], new double[q.Length]);
        Each((bag, head, s) =>
        {
            double mean = Enumerable.Range(0, Size).Sum(mu => p[Pair(bag, head, s, mu)] * a[Pair(bag, head, s, mu)]);
            for (int mu = 0; mu < Size; mu++)
            {
                double b = Beta * p[Pair(bag, head, s, mu)] * (a[Pair(bag, head, s, mu)] - mean);
                for (int unit = 0; unit < Hidden; unit++)
                {
                    total[At(bag, mu, head, unit)] += b * xi[At(bag, s, head, unit)];
                    next[At(bag, s, head, unit)] += b * k[At(bag, mu, head, unit)];
                }
            }
        });
        c = next;
        if (u == 0) break;
        var made = new double[Bags * Heads * Size * Hidden]; // ∂L/∂K through ξ = P K, in the order bag, head, key, unit
        Each((bag, head, s) =>
        {
            for (int mu = 0; mu < Size; mu++)
            {
                a[Pair(bag, head, s, mu)] = Over(unit => c[At(bag, s, head, unit)] * k[At(bag, mu, head, unit)]);
                for (int unit = 0; unit < Hidden; unit++)
                    made[((((bag * Heads) + head) * Size) + mu) * Hidden + unit] += weights[u - 1][Pair(bag, head, s, mu)] * c[At(bag, s, head, unit)];
            }
        });
        for (int n = 0; n < made.Length; n++)
        {
            // In memory the keys lie in the order key, bag, head, unit; number n of the list belongs to the n-th in the order bag, head, key, unit.
            int unit = n % Hidden, row = n / Hidden;
            (int block, int mu) = scrambles ? (row % (Bags * Heads), row / (Bags * Heads)) : (row / Size, row % Size);
            total[At(block / Heads, mu, block % Heads, unit)] += made[n];
        }
    }
    return [.. Enumerable.Range(0, Width * Heads * Hidden).Select(w =>
        Enumerable.Range(0, Bags * Size).Sum(r => normed[(r * Width) + (w / (Heads * Hidden))] * total[(r * Heads * Hidden) + (w % (Heads * Hidden))]))];

    double Over(Func<int, double> term) => Enumerable.Range(0, Hidden).Sum(term);

    (double[] Mapped, double[] Normed) Project(string name)
    {
        var norm = new LayerNorm<double>(Width);
        var map = new Linear<double>(Width, Heads * Hidden, new SeededRandom(1));
        foreach ((Parameter<double> to, string from) in norm.Parameters.Zip([$"{name}.norm.gain", $"{name}.norm.bias"]).Concat(map.Parameters.Zip([$"{name}.weight", $"{name}.bias"])))
            Named(from).Value.CopyTo(to.Value);
        BagBatch<double> rows = norm.Forward(new BagBatch<double>(input, Bags, Size, Width)).Output;
        return (map.Forward(rows).Output.Values.ToArray(), rows.Values.ToArray());
    }
}

static void Each(Action<int, int, int> work)
{
    for (int n = 0; n < Bags * Heads * Size; n++) work(n / Heads / Size, n / Size % Heads, n % Size);
}

static double Furthest(double[] x, double[] y) => x.Zip(y, (a, b) => Math.Abs(a - b)).Max();

static JsonElement Read(string name)
{
    using var packed = new GZipStream(File.OpenRead(DataFolder.PathOf(null, $"hflayers/{name}.json.gz")), CompressionMode.Decompress);
    return JsonDocument.Parse(packed).RootElement;
}

static double[] Numbers(JsonElement tensor) => [.. tensor[1].EnumerateArray().Select(value => value.GetDouble())];

// A parameter of ours among those of the reference, which keeps the transposes of its maps, and the three projections below each other.
double[] Of(Parameter<double> parameter, string kind)
{
    string[] parts = parameter.Name.Split('.');
    (string theirName, int third) = parts[0] switch { "state" => ("norm_state_pattern", 0), "stored" => ("norm_stored_pattern", 1), "projected" => ("norm_pattern_projection", 2), _ => ("", 0) };
    if (parts[^1] == "gain") return Numbers(file.GetProperty(kind).GetProperty($"{theirName}.weight"));
    if (parts.Length == 3) return Numbers(file.GetProperty(kind).GetProperty($"{theirName}.bias"));
    double[] all = Numbers(file.GetProperty(kind).GetProperty($"association_core.{(parts[0] == "output" ? "out_proj." : "in_proj_")}{parts[1]}"));
    int columns = parameter.Shape[^1], rows = parameter.Value.Length / columns;
    return [.. Enumerable.Range(0, all.Length / (parts[0] == "output" ? 1 : 3)).Select(n => all[(((third * columns) + (n % columns)) * rows) + (n / columns)])];
}

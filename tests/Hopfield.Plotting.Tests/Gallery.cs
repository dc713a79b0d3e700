namespace Hopfield.Plotting.Tests;

/// <summary>Every figure of the course once, from data that can be written down: what the tests measure and the browser draws.</summary>
public static class Gallery
{
    private static readonly double[] _betas = [0.5, 1, 2, 2.5, 2.8, 4, 6, 10, 20, 40, 80, 120, 140, 160, 240];

    private static readonly double[] _loads = [.. Enumerable.Range(1, 12).Select(i => 0.04 + 0.015 * i)];

    private static readonly double[] _sweeps = [.. Enumerable.Range(0, 13).Select(t => (double)t)];

    /// <summary>The figures by name; each is made once.</summary>
    public static IReadOnlyDictionary<string, Lazy<Figure>> All { get; } = new Dictionary<string, Func<Figure>>
    {
        ["patterns"] = () => Figures.Patterns(
            [Ring(16, 5), Ring(16, 3), Half(16), Stripes(16)], 16,
            "Four patterns of 16 × 16 units: a large ring, a small ring, a half plane and stripes.",
            ["large ring", "small ring", "half", "stripes"]),
        ["patterns-five-units"] = () => Figures.Patterns(
            [FiveUnits.State(24), FiveUnits.State(22), FiveUnits.State(9)], 5, "Three states of five units in a row each.",
            ["ξ(0)", "ξ(1)", "ξ(2)"]),
        ["patterns-slider"] = () => Figures.PatternsSlider(
            [.. Enumerable.Range(0, 4).Select(k => new PicturesStep<sbyte>($"{100 * k}", [Flipped(Ring(12, 4), 9 * k), Flipped(Half(12), 3 * k), Stripes(12)], ["ring", "half", $"{k} of 4"]))],
            12, "dreams", "Three patterns; a ring and a half plane lose units with every step, stripes stay."),
        ["images-slider-many"] = () => Figures.ImagesSlider(
            [.. Enumerable.Range(1, 4).Select(n => new PicturesStep<double>($"{n}", [.. Enumerable.Range(1, 12).Select(k => Wave(8, k + n))]))],
            8, "n", "Twelve pictures of waves that grow finer with n.", start: 1, columns: 6),
        ["tour-slider"] = () => Figures.TourSlider(
            DataSets.Cities("uscities10"),
            [.. new[] { ("random", TourSearch.Random(DataSets.Cities("uscities10"), 1)), ("nearest", TourSearch.NearestNeighbour(DataSets.Cities("uscities10"))) }
                .Select(step => (step.Item1, step.Item2.Tour)), ("best", HeldKarp.Solve(DataSets.Cities("uscities10")))],
            "search", "Three tours of ten cities: a tangle, one with a long way home, and one without a crossing.", start: 1),
        ["complex"] = () => Figures.Complex(
            ["a", "b", "c", "d", "e"],
            [.. SimplicialNetwork.From(BinaryPatterns.Parse("#.##.", "##..#"), [[0, 1, 2], [1, 3, 4], [0, 1], [3, 4]]).Weights()],
            "Five units, two triangles and two pairs.", Bipolar.Parse("#.##.")),
        ["images"] = () => Figures.Images(
            [.. Enumerable.Range(1, 6).Select(k => Wave(24, k))], 24, "Six pictures of 24 × 24 pixels with ever finer waves.",
            [.. Enumerable.Range(1, 6).Select(k => $"β = {k}")]),
        ["differences"] = () => Figures.Differences(
            [Ring(12, 4), Half(12), Stripes(12)], [Flipped(Ring(12, 4), 9), Flipped(Half(12), 3), Stripes(12)], 12,
            "Three patterns above, three recalls below; nine units of the first, three of the second and none of the third differ.",
            ["ring", "half", "stripes"]),
        ["bars"] = () => Figures.Bars(
            ["pairs", "triangles", "diluted pairs"], [0.78, 0.985, 0.921], "overlap m",
            "Recall with triangles is best, diluted pairs come close, full pairs are last.", [0.73, 0.98, 0.9], [0.83, 0.99, 0.94]),
        ["bars-panels-slider"] = () => Figures.BarsSlider([.. Enumerable.Range(1, 8).Select(mu => $"x{Subscript(mu)}")], [.. new[] { 1, 2, 4, 8, 16 }.Select(beta => new BarsStep($"{beta}", [
            new("Hebb", Weights(8, z => Math.Max(z, 0))), new("power n", Weights(8, z => Math.Pow(Math.Max(z, 0), beta))), new("softmax", Weights(8, z => Math.Exp(beta * z)))]))], "β", "weight", "Weights of eight memories in three models; with growing β the power and the softmax choose one memory.", start: 2, panels: true, xName: "stored pattern"),
        ["bars-grouped"] = () => Figures.Bars(
            ["k-NN", "logistic", "lookup"],
            [new BarSeries("set A", [0.91, 0.84, 0.9], [0.89, 0.8, 0.88], [0.93, 0.88, 0.92]), new BarSeries("set B", [0.7, 0.75, 0.72], [0.66, 0.7, 0.69], [0.74, 0.8, 0.75])],
            "accuracy", "Three methods on two data sets with intervals.", xName: "method"),
        ["energy-trace"] = () => Figures.EnergyTrace(
            [[-9, -11], [19, 5, -3, -7], [1, -5, -11]], "Three recalls; the energy falls at every step.", ["start A", "start B", "start C"]),
        ["energy-trace-many"] = () => Figures.EnergyTrace(
            [.. Enumerable.Range(0, 60).Select(run => Enumerable.Range(0, 12).Select(t => -20 - run % 7 + 15 * Math.Exp(-t / (1.0 + run % 5))).ToArray())],
            "Sixty recalls; no energy rises."),
        ["landscape"] = () => Figures.Landscape(
            Circle.Landscape(Circle.Axis(41), Circle.Axis(41), 8, 0).WithPath(Circle.Flow(0.6, 8)),
            "A bowl with three wells; a path leads from the rim into one of them."),
        ["landscape-slider"] = () => Figures.LandscapeSlider(
            "β", _betas, beta => Circle.Landscape(Circle.Axis(31), Circle.Axis(31), beta, 24),
            "A landscape over the plane with five stored patterns on a circle. At small β one valley holds their average; with growing β it deepens into wells at the patterns.",
            start: 7, ceiling: 1),
        ["basins"] = () => Figures.Basins(
            Circle.Landscape(Circle.Axis(61), Circle.Axis(61), 10, 12), Circle.Ends(Circle.Axis(61), 10), ["right", "top", "left"],
            "Three basins of a plane, about equally large, each with its minimum inside."),
        ["curves"] = () => Figures.Curves(
            [
                Series.Theory("erfc, one step", _loads, [.. _loads.Select(Gauss)], group: "one step"),
                Series.Measured("measured, one step", _loads, [.. _loads.Select(a => 1.03 * Gauss(a))], [.. _loads.Select(a => 0.6 * Gauss(a))], [.. _loads.Select(a => 1.6 * Gauss(a))], group: "one step"),
                Series.Theory("mean field, settled", _loads, [.. _loads.Select(a => Math.Min(0.5, 3 * Gauss(a)))]),
            ], "load α", "share of wrong bits", "Measured errors lie on the predicted curve; both rise steeply with the load.", logY: true, guides: [new Guide(0.138, "α_c")]),
        ["curves-slider"] = () => Figures.CurvesSlider([.. new[] { 0.10, 0.12, 0.14, 0.16, 0.18 }.Select(load => new CurvesStep($"{load:0.00}",
            [
                Series.Runs("40 runs", _sweeps, [.. Enumerable.Range(0, 40).Select(run => _sweeps.Select(t => t == 0 ? 0 : 0.004 + (load > 0.14 ? 0.3 * (1 - Math.Exp(-t * (0.05 + run * 0.01))) * (load - 0.12) / 0.06 : 0.002 * t)).ToArray())]),
                Series.Measured("one-step prediction", [1], [0.004]),
            ]))], "α", "sweep", "share of wrong bits", "Up to α = 0.14 errors stay few; above, they grow like an avalanche after a harmless first step.", start: 3),
        ["recall"] = () => Figures.Recall(
            [.. Enumerable.Range(0, 25).Select(t => Flipped(Ring(12, 4), 24 - t))], 12,
            "A damaged ring is repaired unit by unit while the energy falls.", [.. Enumerable.Range(0, 25).Select(t => -100.0 - 8 * t)]),
        ["images-slider"] = () => Figures.ImagesSlider(
            [.. Enumerable.Range(1, 7).Select(k => Wave(28, k))], 28, "β", [.. Enumerable.Range(-2, 7).Select(k => $"{Math.Pow(2, k)}")],
            "A picture whose waves become finer with β."),
        ["state-graph"] = () => Figures.StateGraph(
            FiveUnits.Space,
            [("one at a time, random order", FiveUnits.Space.Graph()), ("all at once", FiveUnits.Space.Graph(UpdateOrder.Synchronous))],
            "All 32 states of five units in rows by energy; pies show where each ends. Twenty-two of them have more than one possible end."),
        ["network"] = () => Figures.Network(
            FiveUnits.Names, FiveUnits.Edges, "Five units; T, L and M are on. Two edges are unhappy.", [1, -1, 1, 1, -1],
            [(-2, 1.6), (2, 1.6), (-2, -1.6), (0, -1.6), (2, -1.6)]),
        ["network-plain"] = () => Figures.Network(
            FiveUnits.Network, "Five units on a circle joined by seven weights between −4 and +4.", FiveUnits.Names),
        ["weights"] = () => Figures.Weights(
            FiveUnits.Network, "The five-by-five weight matrix, symmetric with a zero diagonal.", FiveUnits.Names),
        ["weights-large"] = () => Figures.Weights(Outer(64), "A weight matrix of 64 units with stripes."),
        ["histogram"] = () => Figures.Histogram(
            Normal(4000), "crosstalk", "A bell around zero, as predicted.",
            theory: Series.Theory("normal law", Circle.Axis(41, 4), [.. Circle.Axis(41, 4).Select(x => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI))])),
        ["overlaps"] = () => Figures.Overlaps(
            new[,] { { 1, -0.1, 0.3 }, { 0.5, 0.5, 0.5 }, { -1, 0.1, -0.3 } },
            "Three states against three patterns: a memory, a mixture and a mirror image.", ["memory", "mixture", "mirror"],
            ["x₁", "x₂", "x₃"]),
        ["attention"] = () => Figures.Attention(
            SoftRows(9, 9), "Each query looks mostly at its own pattern.", [.. "the cat sat on a mat by the door".Split(' ')],
            [.. "the cat sat on a mat by the door".Split(' ')]),
        ["attention-heads"] = () => Figures.AttentionHeads(
            [.. Enumerable.Range(1, 8).Select(h => SoftRows(30, h))], "Eight attention maps, from sharp to almost uniform.",
            [.. Enumerable.Range(1, 8).Select(h => $"head {h}")]),
        ["heat-map"] = () => Figures.HeatMap(
            Circle.Axis(31, 1), Circle.Axis(31, 1), Circle.Grid(Circle.Axis(31, 1), Circle.Axis(31, 1), 4), "load α", "temperature T",
            "overlap m", "Low in the middle, high at the rim.", [Series.Theory("predicted boundary", [-1, 0, 1], [-0.5, 0.2, 0.6])]),
        ["violins"] = () => Figures.Violins(
            ["n = 2", "n = 3", "n = 5"], [Normal(500), [.. Normal(300).Select(v => 2 + v / 2)], [.. Normal(80).Select(v => 1 + v / 4)]], "k",
            "Three samples that become narrower."),
        ["map"] = () => Figures.Map(
            [0, 1, 2, 3, 1.5, 2.5], [0, 1, 0.5, 2, 2.2, 1.4], ["energy", "memory", "attention", "capacity", "noise", "recall"],
            "Six words in a plane, in two groups, with a query between them.", ["physics", "mind", "mind", "physics", "physics", "mind"],
            [(1.6, 1.2, "query")]),
        ["map-slider"] = () => Figures.MapSlider(
            [.. Cloud(778).Select(p => p.X)], [.. Cloud(778).Select(p => p.Y)], [.. Enumerable.Range(0, 778).Select(i => $"document {i}")],
            [.. new[] { 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128 }.Select(CloudStep)], "β",
            "A map of 778 documents. With growing β the weight gathers at the one nearest to the query.", start: 6,
            queries: [(1, 0.5, "query")]),
        ["threads"] = () => Figures.ThreadsSlider(
            ["car", "van", "car", "bus"], [
                new("0", [0, 1, 2, 3], [0, 2, 1, 0], (1.5, 0.5), [0.3, 0.25, 0.25, 0.2]),
                new("4", [0, 1.5, 3, 4.5], [0, 3, 1.5, 0], (2.5, 1), [0.1, 0.1, 0.7, 0.1]), new("8", [0, 2, 4, 6], [0, 4, 2, 0], (3.5, 2), [0.005, 0.02, 0.935, 0.04]),
            ], "epoch", "At first a thread to each of four vehicles, later a thick one to a car and thin ones to a van and a bus."),
        ["cloud-slider"] = () => Figures.CloudSlider(
            [.. new[] { 0.0, 0.5, 1 }.Select((t, k) => new CloudStep(
                $"{k}", [.. Cloud(300).Select((p, i) => i < 2 ? p.X + (3 * t) : p.X)], [.. Cloud(300).Select(p => p.Y)],
                [.. Enumerable.Range(0, 300).Select(i => i < 2 ? 0.45 * t : (1 - (0.9 * t)) / 298)], (4 * t, 1), $"step {k}"))], "epoch",
            "A cloud of 300 points. Two of them, which glow, leave it while the slider moves.", [0, 1], "wanted", start: 1),
        ["tour"] = () => Figures.Tour(
            [0, 2, 3, 1, -1], [0, 0.4, 2, 3, 1.6], ["A", "B", "C", "D", "E"], [0, 1, 2, 3, 4],
            "A tour through five cities without a crossing."),
        ["bifurcation"] = () => Figures.Bifurcation(
            [new Branch(Betas2(0.1, 1), [.. Betas2(0.1, 1).Select(_ => 0.0)], true), new Branch(Betas2(1, 4), [.. Betas2(1, 4).Select(_ => 0.0)], false), new Branch(Betas2(1, 4), [.. Betas2(1, 4).Select(Tanh)], true), new Branch(Betas2(1, 4), [.. Betas2(1, 4).Select(b => -Tanh(b))], true)],
            "inverse temperature β", "fixed point m", "One stable branch at zero splits into two at β = 1 and becomes unstable.",
            [new Guide(1, "β = 1")]),
        ["critical-difference"] = () => Figures.CriticalDifference(
            ["lookup", "1-NN", "5-NN", "logistic", "linear SVM"], [2.1, 2.5, 2.9, 3.4, 4.1], 1.2,
            "The lookup has the best mean rank, but is told apart only from the last two."),
        ["roofline"] = () => Figures.Roofline(
            [new("dot, float", 0.25, 0.09), new("dot, bits", 8, 0.55), new("fused update", 2, 0.4)], [new("main memory", 4), new("cache", 0.8)],
            "Two kernels lie under the slope of the memory, one near the roof."),
    }.ToDictionary(pair => pair.Key, pair => new Lazy<Figure>(pair.Value));

    /// <summary>The folder of everything that a build and its tests make.</summary>
    public static string Artifacts()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (folder.Name == "artifacts") return folder.FullName;
        throw new DirectoryNotFoundException("The tests run outside the folder artifacts.");
    }

    /// <summary>For each figure its MIME types, its text and its HTML, as plain strings that any load context knows.</summary>
    public static IReadOnlyList<string[]> Describe() =>
        [.. All.Values.Select(made => made.Value).Select(figure => new[] { string.Join(", ", figure.ToMimeBundle().Keys), figure.ToString(), figure.ToHtml() })];

    private static double Gauss(double load) => Math.Exp(-1 / (2 * load)) * Math.Sqrt(load / (2 * Math.PI));

    private static double[] Betas2(double low, double high) => [.. Enumerable.Range(0, 31).Select(i => low + (high - low) * i / 30)];

    private static double Tanh(double beta)
    {
        double m = 1;
        for (int step = 0; step < 2000; step++) m = Math.Tanh(beta * m);
        return m < 0.03 ? 0 : m;
    }

    private static sbyte[] Picture(int width, Func<double, double, bool> on) =>
        [.. Enumerable.Range(0, width * width).Select(i => (sbyte)(on(i % width - (width - 1) / 2.0, i / width - (width - 1) / 2.0) ? 1 : -1))];

    private static sbyte[] Ring(int width, double radius) => Picture(width, (x, y) => Math.Abs(Math.Sqrt(x * x + y * y) - radius) < 1.1);

    private static sbyte[] Half(int width) => Picture(width, (x, y) => x > y);

    private static sbyte[] Stripes(int width) => Picture(width, (x, _) => ((int)(x + width) / 2) % 2 == 0);

    private static sbyte[] Flipped(sbyte[] pattern, int units)
    {
        sbyte[] copy = [.. pattern];
        for (int i = 0; i < units; i++) copy[(i * 37 + 11) % copy.Length] *= -1;
        return copy;
    }

    private static double[] Wave(int width, int k) => [.. Enumerable.Range(0, width * width).Select(i => 0.5 + 0.5 * Math.Sin(k * (i % width) * 0.3) * Math.Cos(k * (i / width) * 0.2))];

    private static double[] Weights(int count, Func<double, double> separate)
    {
        double[] w = [.. Enumerable.Range(0, count).Select(mu => separate(0.9 - 0.13 * ((mu * 5 + 3) % count)))];
        return [.. w.Select(value => value / w.Sum())];
    }

    private static string Subscript(int digit) => ((char)('₀' + digit)).ToString();

    private static double[,] Outer(int count)
    {
        var w = new double[count, count];
        for (int i = 0; i < count; i++)
            for (int j = 0; j < count; j++) w[i, j] = i == j ? 0 : Math.Sin(i * 0.4) * Math.Sin(j * 0.4);
        return w;
    }

    private static double[,] SoftRows(int count, double beta)
    {
        var p = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            double sum = Enumerable.Range(0, count).Sum(j => Math.Exp(-Math.Abs(i - j) / beta));
            for (int j = 0; j < count; j++) p[i, j] = Math.Exp(-Math.Abs(i - j) / beta) / sum;
        }
        return p;
    }

    private static double[] Normal(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6)];
    }

    private static (double X, double Y)[] Cloud(int count) =>
        [.. Enumerable.Range(0, count).Select(i => (2.4 * Math.Cos(i * 2.399) * Math.Sqrt(i / (double)count), 1.6 * Math.Sin(i * 2.399) * Math.Sqrt(i / (double)count)))];

    private static MapStep CloudStep(double beta)
    {
        double[] w = [.. Cloud(778).Select(p => Math.Exp(-beta * ((p.X - 1) * (p.X - 1) + (p.Y - 0.5) * (p.Y - 0.5))))];
        double[] p = [.. w.Select(value => value / w.Sum())];
        double effective = Math.Exp(-p.Sum(value => value > 0 ? value * Math.Log(value) : 0));
        return new MapStep($"{beta}", p, $"mixes {effective:0.0} of 778; best: document {Array.IndexOf(p, p.Max())}");
    }
}

namespace Hopfield.Tests;

/// <summary>A model that goes through a file.</summary>
public abstract record Specimen(string Name)
{
    public abstract object Model { get; }

    public abstract byte[] Save();

    public abstract object Load(byte[] bytes);

    public override string ToString() => Name;
}

/// <inheritdoc/>
public sealed record Specimen<TModel>(TModel Own, string Kind) : Specimen($"{TModel.ModelName}, {Kind}")
    where TModel : ISavable<TModel>
{
    public override object Model => Own;

    public override byte[] Save()
    {
        using var stream = new MemoryStream();
        ModelFile.Save(Own, stream);
        return stream.ToArray();
    }

    public override object Load(byte[] bytes) => ModelFile.Load<TModel>(FileBytes.Stream(bytes), "specimen");
}

/// <summary>Models of every kind that can be saved, in every form that they have, of sizes and magnitudes that a seed decides.</summary>
public static class Specimens
{
    public static IEnumerable<Specimen> Of(int seed)
    {
        var random = new SeededRandom(seed);
        int n = random.Next(2, 140), p = random.Next(1, 9), m = random.Next(1, 70);
        BinaryPatterns patterns = BinaryPatterns.Random(p, n, random), partners = BinaryPatterns.Random(p, m, random);
        yield return Of(patterns, "bits");

        yield return Of(Hebbian.From(patterns), "Hebb's rule");
        yield return Of(Hebbian.From(patterns, scale: Extreme(random, 1e-300, 1e100)).WithThresholds(Reals(n, random)), "Hebb's rule, scale and thresholds");
        yield return Of(Palimpsest.Bounded(patterns, bound: 2), "integers");
        yield return Of(Storkey.From(patterns), "real weights");
        yield return Of(new HopfieldNetwork(Symmetric(n, random, 1e-3, 1e3), Reals(n, random)), "real weights and thresholds");
        yield return Of(new HopfieldNetwork(Pair(n, 1e20, 1 + random.NextDouble())), "weights of all sizes");
        (int, int, double)[] ring = [.. Enumerable.Range(0, n - 1).Select(i => (i, i + 1, random.NextDouble() - 0.5))];
        yield return Of(HopfieldNetwork.FromEdges(n, ring, Reals(n, random)), "edges");
        yield return Of(HopfieldNetwork.FromEdges(n, []), "no edge");

        yield return Of(Sequences.From(patterns), "a sequence");
        yield return Of(new DirectedNetwork(Matrix(n, random), Reals(n, random)), "real weights and thresholds");
        yield return Of(DirectedNetwork.FromEdges(n, [.. ring, (n - 1, n - 1, -2)]), "arrows");
        yield return Of(DirectedNetwork.FromEdges(n, [(0, 0, 1e20), (0, 1, 1 + random.NextDouble())]), "arrows of all sizes");

        yield return Of(new BidirectionalMemory(patterns, partners), "pairs");
        yield return Of(SimplicialNetwork.All(patterns, 2), "all pairs");
        if (n > 3)
        {
            yield return Of(SimplicialNetwork.All(patterns, 3, 2), "all triangles and pairs");
            yield return Of(SimplicialNetwork.From(patterns, [.. Simplices.Random(n, 3, 4, seed), [0, n - 1]]), "some sets");
        }

        yield return Of(new DenseAssociativeMemory(patterns, InteractionFunction.Power(random.Next(2, 30))), "power");
        yield return Of(new DenseAssociativeMemory(patterns, InteractionFunction.RectifiedPower(random.Next(2, 30))), "rectified power");
        yield return Of(new DenseAssociativeMemory(patterns, InteractionFunction.Exponential(Extreme(random, 1e-10, 1e10))), "exponential");

        if (p > 1) yield return Of(new DenseSequence(patterns, InteractionFunction.Power(3), closed: random.Next(2) == 0), "a sequence");

        PatternSet<double> memories = PatternSet.From(Rows(p, n + 2, () => 2 * random.NextDouble() - 1));
        yield return Of(new DenseClassifier(memories, classCount: 2, degree: 3, temperature: 10), "given memories");
        yield return Of(DenseClassifier.Train(memories, [.. Enumerable.Range(0, p).Select(i => i == 0 ? 1 : 0)],
            new DenseClassifierOptions { Memories = 3, Degree = 3, LossPower = 2, Temperature = n + 5, Epochs = 4, BatchSize = 2 }, seed), "trained");

        if (p > 1) yield return Of(SoftmaxRegression.Train(memories, [.. Enumerable.Range(0, p).Select(i => i % 2)]), "regression");
        yield return Of(SoftmaxRegression.Zero(n, 3), "regression of zeros");

        var units = new GradedUnits((GradedRange)random.Next(2), Extreme(random, 1e-10, 1e10), Extreme(random, 1e-10, 1e10));
        yield return Of(new GradedResponseNetwork(Symmetric(n, random, 1e-300, 1e10, diagonal: true), Reals(n, random, 1e10), units), "graded units");

        foreach (Specimen real in OfReal<float>(p, n, random).Concat(OfReal<double>(p, n, random))) yield return real;
        yield return Of(new CompactHopfield(PatternSet.From(Rows(p, n, () => (float)Extreme(random, 1e-44, 1e10))), (float)Extreme(random, 1e-10, 1e10)), "16 bits");
    }

    private static IEnumerable<Specimen> OfReal<T>(int p, int n, SeededRandom random)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        string type = typeof(T).Name;
        T Entry() => random.Next(9) switch { 0 => T.NegativeZero, 1 => T.Epsilon, 2 => -T.CreateTruncating(1e10), _ => T.CreateTruncating(Extreme(random, 1e-300, 1e10)) };
        PatternSet<T> patterns = PatternSet.From(Rows(p, n, Entry)), values = PatternSet.From(Rows(p, 3, Entry));
        T beta = T.CreateTruncating(Extreme(random, 1e-10, 1e10));
        yield return Of(patterns, type);
        yield return Of(PatternSet.From(Rows(600, 70, Entry)), $"{type}, memory that begins with a cache line");
        FenchelYoungSeparation[] separations = [SeparationFunction.Softmax, SeparationFunction.Sparsemax, SeparationFunction.Entmax(1 + random.NextDouble())];
        foreach (FenchelYoungSeparation separation in separations) yield return Of(new ContinuousHopfield<T>(patterns, beta, separation), $"{type}, {separation}");

        yield return Of(new HopfieldAttention<T>(patterns), $"{type}, keys alone");
        yield return Of(new HopfieldAttention<T>(patterns, values, new() { Beta = [Extreme(random, 1e-10, 1e10)], MaxUpdates = 3, Tolerance = 1e-300 }), $"{type}, keys and values");
        foreach (SeparationFunction separation in (SeparationFunction[])[SeparationFunction.Identity, SeparationFunction.Maximum, SeparationFunction.Power(5)])
        {
            yield return Of(new HopfieldAttention<T>(values, PatternSet.From(Rows(p, 6, Entry)), new() { Heads = 3, Beta = [1, 1e-10, 3], Separation = separation }),
                $"{type}, three heads, {separation}");
        }
    }

    private static Specimen<TModel> Of<TModel>(TModel model, string kind)
        where TModel : ISavable<TModel> => new(model, kind);

    // Of any sign, its logarithm evenly drawn.
    private static double Signed(SeededRandom random, double low, double high) => (random.Next(2) == 0 ? -1 : 1) * Extreme(random, low, high);

    private static double Extreme(SeededRandom random, double low, double high) =>
        Math.Clamp(Math.Exp(Math.Log(low) + (Math.Log(high) - Math.Log(low)) * random.NextDouble()), low, high);

    private static double[] Reals(int n, SeededRandom random, double high = 1e300)
    {
        double[] values = [.. Enumerable.Range(0, n).Select(_ => Signed(random, 1e-300, high))];
        values[random.Next(n)] = double.NegativeZero;
        return values;
    }

    // One pair of units with a large weight, and another with a small one.
    private static double[,] Pair(int n, double large, double small)
    {
        var matrix = new double[n + 2, n + 2];
        (matrix[0, 1], matrix[1, 0], matrix[n, n + 1], matrix[n + 1, n]) = (large, large, small, small);
        return matrix;
    }

    private static double[,] Symmetric(int n, SeededRandom random, double low, double high, bool diagonal = false)
    {
        var matrix = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i + (diagonal ? 1 : 0); j++) matrix[i, j] = matrix[j, i] = Signed(random, low, high);
        }
        return matrix;
    }

    private static double[,] Matrix(int n, SeededRandom random)
    {
        var matrix = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++) matrix[i, j] = random.NextDouble() - 0.5;
        }
        return matrix;
    }

    private static T[][] Rows<T>(int count, int width, Func<T> entry) => [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, width).Select(_ => entry()).ToArray())];
}

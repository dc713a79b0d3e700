namespace Hopfield;

/// <summary>All states of a memory of two ±1 patterns on one map: how far a state agrees with both is all that its energy depends on.</summary>
/// <remarks>
/// <para>The two patterns agree in some units and differ in the others. A state is placed by in how many units it is as the first pattern is:
/// x among the units where both agree, y among those where they differ. With A units of the first kind and D of the second its
/// similarities are z₁ = (2x − A) + (2y − D) and z₂ = (2x − A) − (2y − D), so that a pairwise or dense network of these two patterns
/// has one energy for all states of a place.</para>
/// <para>The first pattern lies at (A, D), the second at (A, 0), their mirrors at (0, 0) and (0, D). Most states lie near the middle.</para>
/// </remarks>
public sealed class TwoPatternMap : BipolarLandscape<TwoPatternMap>
{
    private readonly BipolarModel _model;
    private readonly BinaryPatterns _patterns;

    private TwoPatternMap(BipolarModel model, BinaryPatterns patterns, double[] x, double[] y, double[,] energy)
        : base(x, y, energy, "as in the first, where both agree", "as in the first, where they differ")
    {
        (_model, _patterns) = (model, patterns);
    }

    /// <summary>Lays out the states of a memory. Cost: 2(A + 1)(D + 1) energies.</summary>
    /// <param name="model">A model with an energy that depends on the similarities to the two patterns alone, such as <c>Hebbian.From(patterns)</c>.</param>
    /// <param name="patterns">Two patterns that agree in some unit and differ in another.</param>
    /// <exception cref="ArgumentException">There are not two patterns, they are equal or opposite, they do not fit the model, or the
    /// model gives different energies to two states of one place.</exception>
    /// <exception cref="NotSupportedException">The model has no energy.</exception>
    public static TwoPatternMap Of(BipolarModel model, BinaryPatterns patterns)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(patterns);
        if (patterns.PatternCount != 2) throw new ArgumentException($"Expected two patterns, got {patterns.PatternCount}.", nameof(patterns));
        if (patterns.Dimension != model.Dimension) throw new ArgumentException($"Expected patterns of length {model.Dimension}, got {patterns.Dimension}.", nameof(patterns));
        sbyte[] first = patterns.Pattern(0), second = patterns.Pattern(1);
        int[] equal = [.. Units(first, second, product: 1)], different = [.. Units(first, second, product: -1)];
        if (equal.Length == 0 || different.Length == 0)
            throw new ArgumentException("Expected two patterns that agree in some unit and differ in another, got two that are equal or opposite.", nameof(patterns));

        double[,] energy = Heights(model, first, equal, different);
        // One other state of each place: with Array.Reverse the last units of a group are the first to be as in the first pattern.
        Array.Reverse(equal);
        Array.Reverse(different);
        double[,] again = Heights(model, first, equal, different);
        double size = energy.Cast<double>().Max(Math.Abs);
        for (int y = 0; y <= different.Length; y++)
        {
            for (int x = 0; x <= equal.Length; x++)
            {
                // Integers agree exactly; a sum of N terms in another order may round by N units in the last place of the largest.
                if (Math.Abs(energy[y, x] - again[y, x]) > model.Dimension * size * Math.ScaleB(1, -52))
                    throw new ArgumentException("Expected a model whose energy depends on the similarities to the two patterns alone; two states of one place differ.", nameof(model));
            }
        }

        return new(model, patterns, Counts(equal.Length), Counts(different.Length), energy);
    }

    /// <inheritdoc/>
    public override LandscapePoint Place(ReadOnlySpan<sbyte> state)
    {
        Bipolar.Require(state, _model.Dimension, nameof(state));
        int x = 0, y = 0;
        for (int i = 0; i < state.Length; i++)
        {
            if (state[i] != _patterns[0, i]) continue;
            if (_patterns[1, i] == state[i]) x++;
            else y++;
        }
        return new LandscapePoint(x, y, Height(_model.Energy(state)));
    }

    /// <summary>Marks the two patterns.</summary>
    /// <param name="first">A label for the first.</param>
    /// <param name="second">A label for the second.</param>
    public TwoPatternMap WithPatterns(string first = "first", string second = "second") =>
        WithPoint(_patterns.Pattern(0), PointKind.Stored, first).WithPoint(_patterns.Pattern(1), PointKind.Stored, second);

    /// <summary>Marks the mirrors of the two patterns, as minima where no single unit would change there.</summary>
    /// <param name="first">A label for the mirror of the first.</param>
    /// <param name="second">A label for the mirror of the second.</param>
    public TwoPatternMap WithMirrors(string first = "−first", string second = "−second") =>
        WithMirror(_patterns.Pattern(0), first).WithMirror(_patterns.Pattern(1), second);

    private TwoPatternMap WithMirror(sbyte[] pattern, string label)
    {
        sbyte[] mirror = Bipolar.Mirror(pattern);
        return WithPoint(mirror, _model.IsFixedPoint(mirror) ? PointKind.Minimum : PointKind.State, label);
    }

    private static IEnumerable<int> Units(sbyte[] first, sbyte[] second, int product) =>
        Enumerable.Range(0, first.Length).Where(i => first[i] * second[i] == product);

    // One true state for each place: from the first pattern's mirror, x units of one group and y of the other are turned.
    private static double[,] Heights(BipolarModel model, sbyte[] first, int[] equal, int[] different)
    {
        BipolarState moving = model.Begin(Bipolar.Mirror(first));
        var energy = new double[different.Length + 1, equal.Length + 1];
        for (int y = 0; y <= different.Length; y++)
        {
            if (y > 0) moving.Flip(different[y - 1]);
            energy[y, 0] = moving.Energy;
            for (int x = 1; x <= equal.Length; x++)
            {
                moving.Flip(equal[x - 1]);
                energy[y, x] = moving.Energy;
            }
            foreach (int unit in equal) moving.Flip(unit);
        }
        return energy;
    }

    private static double[] Counts(int last) => [.. Enumerable.Range(0, last + 1).Select(count => (double)count)];
}

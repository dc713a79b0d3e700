namespace Hopfield;

/// <summary>A memory of ±1 patterns whose wells are steeper than the classical ones, so that far more patterns than units fit.</summary>
/// <remarks>
/// <para>Energy: E(ξ) = −Σ_μ F(x_μ·ξ), or −ln Σ_μ F(x_μ·ξ) where F is given in log form (the logarithm grows with its argument, so the
/// two agree on which of two states is lower). A unit takes the value of lower energy: h_i = ½ (E(ξ_i = −1) − E(ξ_i = +1)), and
/// flipping unit i changes E by 2 ξ_i h_i. Asynchronous updates never raise E.</para>
/// <para>Overlaps are integers, so a field depends only on how many patterns have each overlap. Powers whose sums fit in 127 bits are
/// exact; other functions are added in the order of the overlaps, so the order in which patterns are stored does not matter either. Dynamics
/// ask for the sign of a field alone: it comes from sums in single precision wherever those prove it, and from the exact field elsewhere. Log
/// forms take their largest term out before every exponential: nothing overflows however large N or β.</para>
/// <para>Symbols: X has shape [P, N]; F is the interaction function; n its degree. Krotov and Hopfield write K for P and ξ^μ for x_μ.
/// Sources: Krotov and Hopfield (2016) for powers; Demircigil, Heusel, Löwe, Upgang and Vermet (2017) for the exponential.</para>
/// <para>With F(z) = z² the fields are twice those of Hebb's sum Σ_μ x_μ x_μᵀ with zero diagonal: the classical network.</para>
/// <para>Immutable and thread-safe. Recall, energies and fields are those of <see cref="BipolarModel"/>.</para>
/// </remarks>
public sealed partial class DenseAssociativeMemory : BipolarModel
{
    /// <summary>Stores the patterns.</summary>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="interaction">F, for example <see cref="InteractionFunction.RectifiedPower"/>(3).</param>
    /// <exception cref="ArgumentException">
    /// F is not finite at an overlap that can occur, or its sum over P patterns overflows; the message says to use the log form.
    /// </exception>
    public DenseAssociativeMemory(BinaryPatterns patterns, InteractionFunction interaction)
        : this(patterns, interaction, null) { }

    private DenseAssociativeMemory(BinaryPatterns patterns, InteractionFunction interaction, UnitBits? units)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(interaction);
        Patterns = patterns;
        Interaction = interaction;
        Table = DenseTable.For(interaction, Dimension, PatternCount);
        Units = units ?? new UnitBits(patterns);
    }

    /// <inheritdoc cref="DenseAssociativeMemory(BinaryPatterns, InteractionFunction)"/>
    public static DenseAssociativeMemory Store(BinaryPatterns patterns, InteractionFunction interaction) => new(patterns, interaction);

    /// <summary>X, the stored patterns.</summary>
    public BinaryPatterns Patterns { get; }

    /// <summary>F.</summary>
    public InteractionFunction Interaction { get; }

    /// <summary>N, the number of units.</summary>
    public override int Dimension => Patterns.Dimension;

    /// <summary>P, the number of stored patterns.</summary>
    public int PatternCount => Patterns.PatternCount;

    /// <summary>True: every interaction function gives an energy.</summary>
    public override bool HasEnergy => true;

    /// <summary>F at every overlap, in the arithmetic that suits it.</summary>
    internal DenseTable Table { get; }

    /// <inheritdoc/>
    public override BipolarState Begin(ReadOnlySpan<sbyte> state) => new DenseState(this, state);

    /// <summary>The patterns by units: one unit of all patterns lies in one row.</summary>
    internal UnitBits Units { get; }
}

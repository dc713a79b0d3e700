namespace Hopfield.Layers;

/// <summary>Settings of <see cref="HopfieldAssociation{T}"/>, <see cref="HopfieldPooling{T}"/> and <see cref="HopfieldLookup{T}"/>.</summary>
/// <remarks>The defaults are those of the reference layers (<c>ml-jku/hopfield-layers</c>), with names of this library.</remarks>
public sealed record HopfieldLayerOptions
{
    /// <summary>H ≥ 1, the number of heads.</summary>
    public int Heads { get; init => field = AtLeastOne(value, nameof(Heads)); } = 1;

    /// <summary>D_h ≥ 1, the width of states and stored patterns inside a head. The width of a state divided by H, where it is null.</summary>
    public int? HiddenWidth { get; init => field = value is null ? null : AtLeastOne(value.Value, nameof(HiddenWidth)); }

    /// <summary>D_v ≥ 1, the width of what a head answers. That of <see cref="HiddenWidth"/> where it is null.</summary>
    public int? ValueWidth { get; init => field = value is null ? null : AtLeastOne(value.Value, nameof(ValueWidth)); }

    /// <summary>The width of an output. That of a state where it is null. Without <see cref="OutputProjection"/> it is H·D_v.</summary>
    public int? OutputWidth { get; init => field = value is null ? null : AtLeastOne(value.Value, nameof(OutputWidth)); }

    /// <summary>β, one for all heads or one for each, 10⁻¹⁰ ≤ β ≤ 10¹⁰. 1/√D_h where it is null.</summary>
    public HeadBetas? Beta
    {
        get;
        init
        {
            foreach (double beta in value ?? []) Within(beta, 1e-10, 1e10, nameof(Beta));
            field = value;
        }
    }

    /// <summary>Whether each head learns a β of its own. The parameter is ln β, so that β stays above 0.</summary>
    public bool LearnsBeta { get; init; }

    /// <summary>The most softmaxes that a query goes through, at least 1. 1 is plain attention. (The reference counts those after the first.)</summary>
    public int MaxUpdates { get; init => field = AtLeastOne(value, nameof(MaxUpdates)); } = 1;

    /// <summary>
    /// A query has converged when an update moves its state by no more than this share of the largest key norm of its head. With 0, the
    /// default, only <see cref="MaxUpdates"/> ends the updates.
    /// </summary>
    public double Tolerance { get; init => field = Within(value, 0, double.MaxValue, nameof(Tolerance)); }

    /// <summary>How the gradient passes through several updates.</summary>
    public UpdateGradient Gradient { get; init; } = UpdateGradient.Unrolled;

    /// <summary>Which patterns answer: softmax unless set; sparsemax, α-entmax, or one of your own.</summary>
    public FenchelYoungSeparation Separation { get; init => field = value ?? throw new ArgumentNullException(nameof(Separation)); } = SeparationFunction.Softmax;

    /// <summary>Whether scores compare by distance, z = ξ·k − ½‖k‖² (which is −½‖ξ − k‖² but for a shift that cancels), and not by ξ·k.</summary>
    public bool ComparesByDistance { get; init; }

    /// <summary>Whether states are taken as they are, without a projection. Their width is then D_h, and every head sees all of it.</summary>
    public bool StaticState { get; init; }

    /// <summary>Whether stored patterns are taken as they are, without a projection. Their width is then D_h, and every head sees all of it.</summary>
    public bool StaticStored { get; init; }

    /// <summary>Whether projected patterns, the values, are taken as they are. Their width is then D_v, and every head sees all of it.</summary>
    public bool StaticProjected { get; init; }

    /// <summary>
    /// Whether states and stored patterns share one projection, a metric without bias. It begins as the identity, or, where D_h is not the
    /// width of a state, at random with the standard deviation 1/√D_h.
    /// </summary>
    public bool SharesProjection { get; init; }

    /// <summary>Whether states are normalised first, with a gain and a bias that are learned.</summary>
    public bool NormalisesState { get; init; } = true;

    /// <summary>Whether stored patterns are normalised first, with a gain and a bias that are learned.</summary>
    public bool NormalisesStored { get; init; } = true;

    /// <summary>Whether projected patterns are normalised first, with a gain and a bias that are learned.</summary>
    public bool NormalisesProjected { get; init; } = true;

    /// <summary>Whether the heads' answers go through a linear map at the end.</summary>
    public bool OutputProjection { get; init; } = true;

    /// <summary>
    /// Which stored patterns each query may read where no other mask is given with the inputs, for every bag: shape [S, P] or [H, S, P]. A
    /// layer in a <see cref="Chain{TInput, T}"/> has its mask here. All, where it is null.
    /// </summary>
    public AttentionMask? Mask { get; init; }

    /// <summary>The share of attention weights that is dropped while the layer is trained, 0 ≤ r &lt; 1; the others grow by 1/(1 − r).</summary>
    public double Dropout { get; init => field = Within(value, 0, Math.BitDecrement(1), nameof(Dropout)); }

    /// <summary>Whether a stored pattern of zeros with a value of zeros is appended: "none of them".</summary>
    public bool ZeroPattern { get; init; }

    /// <summary>Whether a stored pattern that is learned, with a value that is learned, is appended.</summary>
    public bool BiasPattern { get; init; }

    /// <summary>The standard deviation of the normal distribution that first weights and first learned patterns are drawn from.</summary>
    public double InitialDeviation { get; init => field = Within(value, 0, double.MaxValue, nameof(InitialDeviation)); } = ReferenceDeviation;

    /// <summary>0.02, the first spread of weights in the reference layers.</summary>
    public const double ReferenceDeviation = 0.02;

    /// <summary>0.1, a first spread with which attention is sharp enough to find rare instances.</summary>
    public const double SharpDeviation = 0.1;

    /// <summary>The retrieval of the theory: states, stored and projected patterns as they are, no norms, no projection at the end.</summary>
    public static HopfieldLayerOptions Retrieval { get; } = new()
    {
        StaticState = true, StaticStored = true, StaticProjected = true,
        NormalisesState = false, NormalisesStored = false, NormalisesProjected = false, OutputProjection = false,
    };

    /// <summary>
    /// For a <see cref="HopfieldLookup{T}"/>: one linear metric for inputs and patterns, scores by distance, a β that is learned, and targets
    /// that answer as they are. The similarity is −½ β ‖A(x − y)‖².
    /// </summary>
    public static HopfieldLayerOptions TiedMetric { get; } = new()
    {
        SharesProjection = true, ComparesByDistance = true, LearnsBeta = true, StaticProjected = true, OutputProjection = false,
        NormalisesState = false, NormalisesStored = false, NormalisesProjected = false,
    };

    private static int AtLeastOne(int value, string name) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "Expected at least 1.");

    private static double Within(double value, double least, double most, string name) =>
        value >= least && value <= most ? value : throw new ArgumentOutOfRangeException(name, value, $"Expected a value from {least} to {most}.");
}

/// <summary>How the gradient passes through several updates of a state.</summary>
public enum UpdateGradient
{
    /// <summary>Through each of them, from the last to the first. Exact; memory grows with the number of updates.</summary>
    Unrolled,

    /// <summary>
    /// As if the last state were the fixed point ξ = f(ξ): by the implicit function theorem the gradient is one linear solve a query,
    /// whatever the number of updates. Exact where the states have converged; the query then gets no gradient, since a settled memory has
    /// forgotten where it came from.
    /// </summary>
    Implicit,
}

using Hopfield.Kernels;

namespace Hopfield;

public sealed partial class ContinuousHopfield<T>
{
    private readonly PatternSketch? _sketch;

    private ContinuousHopfield(ContinuousHopfield<T> of, PatternSketch? sketch)
        : this(of.Patterns, of.Beta, of.Separation) => _sketch = sketch;

    /// <summary>Whether single states are updated with the help of a sketch.</summary>
    public bool HasSketch => _sketch is not null;

    /// <summary>
    /// The same memory with a sketch of its patterns, four bits an entry, that tells for one state which patterns can matter: the others are not
    /// read. Where retrieval is sharp, so that few have weight, and the patterns are many, that saves most of an update's time.
    /// </summary>
    /// <remarks>
    /// <para>The sketch bounds every similarity from both sides; patterns whose upper bound leaves them less than 2⁻²⁵ of the weight, all together,
    /// are left out. So the next state lies within 2⁻²⁴ M of the one without a sketch, besides the rounding of sums in another order. Where more than
    /// one in 32 patterns could matter, at small β, the update is that without a sketch, after looking in vain.</para>
    /// <para>It serves updates and recalls of one state at a time with <see cref="SeparationFunction.Softmax"/>, on processors with AVX2; in all other
    /// cases this very memory is returned, or the sketch is not asked. It is not saved, and memories that grow from this one have none.
    /// Cost: O(P·N) once, some hundred updates, and half a byte for each entry and 8 bytes for each pattern.</para>
    /// </remarks>
    public ContinuousHopfield<T> WithSketch() =>
        Separation is SoftmaxSeparation && NibbleBounds.IsSupported && PatternSketch.Of(Patterns) is { } sketch ? new ContinuousHopfield<T>(this, sketch) : this;
}

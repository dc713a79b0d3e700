using System.Numerics;

namespace Hopfield.Layers;

/// <summary>What a layer's forward pass leaves behind: its output, and whatever its backward pass needs.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// All caches live here and none in the layer, so one layer may serve twice in a model and on several threads at once. A trace is good
/// until its context begins a new pass; then its memory is used again.
/// </remarks>
public abstract class Trace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What the layer answered.</summary>
    public BagBatch<T> Output { get; protected internal set; }

    /// <summary>The layer that left it.</summary>
    internal object? Layer { get; set; }
}

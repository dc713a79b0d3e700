using System.Numerics;

namespace Hopfield.Layers;

/// <summary>What layers know beside their inputs: whether they are being trained, what dropout draws, and the traces they may use again.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>Not thread-safe: each thread has a context of its own.</remarks>
public sealed class LayerContext<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<Trace<T>> _traces = [];
    private int _used;
    private ulong _pass;

    /// <summary>Whether layers are being trained: only then dropout drops and a lookup hides a query from itself.</summary>
    public bool Training { get; init; }

    /// <summary>What dropout draws from. Equal seeds, passes and layers give equal draws.</summary>
    public int Seed { get; init; }

    /// <summary>Begins a new pass: all traces that came from this context may be overwritten, and dropout draws anew.</summary>
    /// <param name="pass">The number of the pass.</param>
    public void Begin(long pass = 0) => (_used, _pass) = (0, (ulong)pass);

    /// <summary>A trace for a layer: the one that it had at this place of an earlier pass, or a new one.</summary>
    /// <typeparam name="TTrace">The layer's kind of trace.</typeparam>
    /// <param name="layer">The layer.</param>
    public TTrace Rent<TTrace>(object layer)
        where TTrace : Trace<T>, new()
    {
        if (_used == _traces.Count) _traces.Add(new TTrace { Layer = layer });
        if (_traces[_used] is not TTrace trace || trace.Layer != layer) _traces[_used] = trace = new TTrace { Layer = layer };
        _used++;
        return trace;
    }

    /// <summary>What a layer's dropout draws from, different for each trace of each pass.</summary>
    internal ulong DropoutKey => Mix(Mix(((ulong)(uint)Seed << 32) | (uint)_used) ^ _pass);

    /// <summary>A number that looks random for each number (the last steps of SplitMix64).</summary>
    internal static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

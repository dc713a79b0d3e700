using System.Numerics;
using Hopfield.Layers;

namespace Hopfield.Benchmarks.Rows;

/// <summary>Our layer, its inputs, and everything that a step uses again.</summary>
internal sealed class LayerStep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BagBatch<T> _input, _outer;
    private readonly LayerContext<T> _context = new();
    private readonly Gradients<T> _gradients;
    private BagBatch<T> _output, _inputGradient;

    public LayerStep(HopfieldLayerOptions options, T[] values, T[] outer, int bags, int size, int width, bool pools)
    {
        (Bags, Size, Width, Pools) = (bags, size, width, pools);
        var random = new SeededRandom(3);
        HopfieldPooling<T>? pooling = pools ? new HopfieldPooling<T>(width, options, random) : null;
        Association = pooling?.Association ?? new HopfieldAssociation<T>(width, options, random);
        Layer = pooling is null ? Association : pooling;
        _input = new BagBatch<T>(values, bags, size, width);
        _outer = new BagBatch<T>(outer, bags, pools ? 1 : size, width);
        _gradients = new Gradients<T>(Layer.Parameters);
    }

    public int Bags { get; }

    public int Size { get; }

    public int Width { get; }

    public bool Pools { get; }

    public Layer<BagBatch<T>, T> Layer { get; }

    public HopfieldAssociation<T> Association { get; }

    /// <summary>The largest entry of all gradients of parameters.</summary>
    public double LargestGradient => Layer.Parameters.Max(parameter => _gradients[parameter].ToArray().Max(x => Math.Abs(double.CreateTruncating(x))));

    /// <summary>Both passes.</summary>
    public void Run()
    {
        _context.Begin();
        _gradients.Clear();
        Trace<T> trace = Layer.Forward(_input, _context);
        _output = trace.Output;
        _inputGradient = Layer.Backward(trace, _outer, _gradients);
    }

    /// <summary>The output, the gradient by the input, and those by the parameters, of the last run.</summary>
    public IEnumerable<T[]> Results() =>
        [_output.Values.ToArray(), _inputGradient.Values.ToArray(), .. Layer.Parameters.Select(parameter => _gradients[parameter].ToArray())];
}

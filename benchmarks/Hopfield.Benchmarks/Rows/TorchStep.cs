using Hopfield.Benchmarks.Peers;
using TorchSharp;
using static TorchSharp.torch;

namespace Hopfield.Benchmarks.Rows;

/// <summary>The same step by libtorch and its automatic differentiation.</summary>
internal sealed class TorchStep : IDisposable
{
    private readonly TorchHopfield _layer;
    private readonly Tensor _input, _outer;
    private float[] _output = [];
    private bool _keeps = true;

    public TorchStep(LayerStep<float> ours, float[] values, float[] outer)
    {
        _layer = new TorchHopfield(ours.Layer, ours.Association);
        _input = Torch.Copy(values, ours.Bags, ours.Size, ours.Width).clone().requires_grad_(true);
        _outer = ours.Pools ? Torch.Copy(outer, ours.Bags, ours.Width).clone() : Torch.Copy(outer, ours.Bags, ours.Size, ours.Width).clone();
    }

    /// <summary>Both passes.</summary>
    public void Run(bool fused)
    {
        using var learning = enable_grad();
        using var scope = NewDisposeScope();
        _layer.Clear();
        _input.grad = null;
        Tensor output = _layer.Forward(_input, fused);
        output.backward([_outer]);
        if (_keeps) _output = output.detach().contiguous().data<float>().ToArray();
    }

    /// <summary>The output, the gradient by the input, and those by the parameters in our order, of the last run; later runs keep no copies.</summary>
    public IEnumerable<float[]> Results(LayerStep<float> ours)
    {
        float[][] results = [_output, Values(_input), .. ours.Layer.Parameters.Select(parameter => Values(_layer.Parameters[parameter.Name]))];
        return results;
    }

    /// <summary>From now on runs keep no copy of the output.</summary>
    public void StopKeeping() => _keeps = false;

    public void Dispose()
    {
        _layer.Dispose();
        _input.Dispose();
        _outer.Dispose();
    }

    private static float[] Values(Tensor of) => of.grad!.contiguous().data<float>().ToArray();
}

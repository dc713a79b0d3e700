using Hopfield.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hopfield.Benchmarks.Peers;

/// <summary>A Hopfield layer of ours built of libtorch's operations, with copies of its parameters: an association of one input, or a pooling.</summary>
internal sealed class TorchHopfield : IDisposable
{
    private readonly Dictionary<string, TorchSharp.Modules.Parameter> _parameters = [];
    private readonly HopfieldLayerOptions _options;
    private readonly int _hidden;
    private readonly double _beta;

    public TorchHopfield(Layer<BagBatch<float>, float> layer, HopfieldAssociation<float> association)
    {
        _options = association.Options;
        _hidden = _options.HiddenWidth!.Value;
        _beta = association.Beta[0];
        foreach (Parameter<float> parameter in layer.Parameters)
        {
            using Tensor values = Torch.Copy(parameter.Value.ToArray(), [.. parameter.Shape.Select(size => (long)size)]);
            _parameters[parameter.Name] = new TorchSharp.Modules.Parameter(values.clone());
        }
    }

    /// <summary>All parameters by our names.</summary>
    public IReadOnlyDictionary<string, TorchSharp.Modules.Parameter> Parameters => _parameters;

    /// <summary>The outputs for a batch [B, S, D]: [B, S, E], or [B, n·E] of a pooling.</summary>
    /// <param name="input">The batch.</param>
    /// <param name="fused">Whether its fused attention is used, which knows one update only and keeps no weights.</param>
    public Tensor Forward(Tensor input, bool fused = false)
    {
        bool pools = _parameters.TryGetValue("queries", out TorchSharp.Modules.Parameter? queries);
        Tensor state = pools ? queries!.unsqueeze(0) : input;
        Tensor q = Heads(Through("state", state)), k = Heads(Through("stored", input)), v = Heads(Through("projected", input)), answers;
        if (fused)
        {
            if (pools) q = q.expand(input.shape[0], q.shape[1], q.shape[2], q.shape[3]);
            answers = nn.functional.scaled_dot_product_attention(q, k, v); // β is 1/√D_h here
        }
        else
        {
            Tensor keys = k.transpose(-2, -1), weights = (q * _beta).matmul(keys).softmax(-1);
            for (int update = 1; update < _options.MaxUpdates; update++) weights = (weights.matmul(k) * _beta).matmul(keys).softmax(-1);
            answers = weights.matmul(v);
        }
        Tensor joined = answers.transpose(1, 2).reshape(input.shape[0], -1, _options.Heads * _hidden);
        Tensor output = nn.functional.linear(joined, _parameters["output.weight"].t(), _parameters["output.bias"]);
        return pools ? output.reshape(input.shape[0], -1) : output;
    }

    /// <summary>Forgets the gradients, so that the next backward pass begins at zero.</summary>
    public void Clear()
    {
        foreach (TorchSharp.Modules.Parameter parameter in _parameters.Values) parameter.grad = null;
    }

    public void Dispose()
    {
        foreach (TorchSharp.Modules.Parameter parameter in _parameters.Values) parameter.Dispose();
    }

    private Tensor Through(string name, Tensor input)
    {
        Tensor normalised = nn.functional.layer_norm(input, [input.shape[^1]], _parameters[$"{name}.norm.gain"], _parameters[$"{name}.norm.bias"]);
        return nn.functional.linear(normalised, _parameters[$"{name}.weight"].t(), _parameters[$"{name}.bias"]);
    }

    private Tensor Heads(Tensor rows) => rows.reshape(rows.shape[0], -1, _options.Heads, _hidden).transpose(1, 2);
}

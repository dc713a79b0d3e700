using TorchSharp;
using static TorchSharp.torch;

namespace Hopfield.Benchmarks.Peers;

/// <summary>libtorch by TorchSharp: whether it is here, with how many threads, and arrays of ours as its tensors.</summary>
internal static class Torch
{
    private static readonly Lazy<string?> _whyMissing = new(() =>
    {
        try
        {
            TorchLoader.Load();
            set_grad_enabled(false);
            using Tensor probe = ones(1);
            return null;
        }
        catch (Exception e)
        {
            return e.GetBaseException().Message.Split('\n')[0];
        }
    });

    /// <summary>Null when libtorch runs here, else why not.</summary>
    public static string? Missing => _whyMissing.Value;

    /// <summary>TorchSharp's version; its native library is built for one version of libtorch.</summary>
    public static string Description =>
        Missing is null ? $"TorchSharp {typeof(torch).Assembly.GetName().Version?.ToString(3)}, libtorch {Version.Parse(__version__).ToString(3)}" : $"not here ({Missing})";

    /// <summary>A copy of the values in the shape given.</summary>
    public static Tensor Copy(float[] values, params long[] shape)
    {
        using Tensor flat = tensor(values);
        return flat.reshape(shape);
    }

    /// <summary>Scaled dot-product attention, softmax(Q Kᵀ / √D) V, for tensors [batch, heads, rows, D].</summary>
    public static float[] Attend(Tensor queries, Tensor keys, Tensor values, bool causal = false)
    {
        using Tensor answer = nn.functional.scaled_dot_product_attention(queries, keys, values, is_casual: causal);
        using Tensor rows = answer.transpose(1, 2).contiguous();
        return rows.data<float>().ToArray();
    }
}

using BenchmarkDotNet.Attributes;
using Hopfield.Kernels;

namespace Hopfield.Benchmarks.Micro;

/// <summary>Single kernels on data that fits into the caches, for work on one of them.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    private const int Dimension = 64;
    private float[] _patterns = [], _state = [], _similarities = [], _weights = [], _answer = [];

    /// <summary>P.</summary>
    [Params(100, 1_000, 10_000)]
    public int Patterns { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _patterns = Inputs.Normal(Patterns * Dimension, seed: 1);
        _state = Inputs.Normal(Dimension, seed: 2);
        _similarities = Inputs.Normal(Patterns, seed: 3);
        (_weights, _answer) = (new float[Patterns], new float[Dimension]);
    }

    [Benchmark]
    public void SimilaritiesOfAll() => Similarities.Apply<float>(_patterns, _state, _weights);

    [Benchmark]
    public float SoftmaxOfAll() => Softmax.Apply<float>(_similarities, 1, _weights);

    [Benchmark]
    public float LogSumExpOfAll() => LogSumExp.Of<float>(_similarities, 1);

    [Benchmark]
    public void ExponentialsOfAll() => Exp.Apply<float>(_similarities, _weights);

    [Benchmark]
    public void WeightedSumOfAll() => WeightedSum.Apply<float>(_patterns, _similarities, _answer);

    [Benchmark(Baseline = true)]
    public void OneUpdate() => Attend.Apply<float>(_state, _patterns, _patterns, Patterns, Dimension, 0.125f, _answer);
}

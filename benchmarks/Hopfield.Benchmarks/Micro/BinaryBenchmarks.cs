using BenchmarkDotNet.Attributes;

namespace Hopfield.Benchmarks.Micro;

/// <summary>The binary networks at sizes between a class exercise and the table's.</summary>
[MemoryDiagnoser]
public class BinaryBenchmarks
{
    private BinaryPatterns _patterns = BinaryPatterns.Random(1, 1, seed: 1);
    private HopfieldNetwork _network = Hebbian.From(BinaryPatterns.Random(1, 1, seed: 1));
    private sbyte[] _state = [];

    /// <summary>N, at load 0.1.</summary>
    [Params(100, 1_000, 4_000)]
    public int Dimension { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _patterns = BinaryPatterns.Random(Dimension / 10, Dimension, seed: 1);
        _network = Hebbian.From(_patterns);
        _state = Corruption.Flip(_patterns.Pattern(0), 0.2, seed: 2);
    }

    [Benchmark]
    public int[] OverlapsWithAll() => _patterns.Similarities(_state);

    [Benchmark]
    public double[] FieldsOfAll() => _network.LocalFields(_state);

    [Benchmark]
    public RecallResult<sbyte[]> OneSynchronousStep() => _network.Recall(_state, UpdateOrder.Synchronous, maxSweeps: 1);

    [Benchmark(Baseline = true)]
    public RecallResult<sbyte[]> RecallToTheEnd() => _network.Recall(_state);
}

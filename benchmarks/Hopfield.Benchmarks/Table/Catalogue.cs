using Hopfield.Benchmarks.Measurement;
using Hopfield.Benchmarks.Rows;

namespace Hopfield.Benchmarks.Table;

/// <summary>A contest that is prepared when its turn comes, since some take gigabytes.</summary>
/// <param name="Name">What a filter on the command line looks at.</param>
/// <param name="Prepare">Makes it; the argument says whether slow peers take part.</param>
internal sealed record Entry(string Name, Func<bool, Contest> Prepare);

/// <summary>All contests of the table, in its order.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("one-query 1 thread", slow => OneQuery.Prepare(1, slow)),
        new("one-query 2 threads", _ => OneQuery.Prepare(2, slow: false)),
        new("batch (64, 10000, 64) 1 thread", slow => Batches.Plain(64, 10_000, 64, 1, 1.3, 1.6, slow)),
        new("batch (512, 8192, 64) 1 thread", slow => Batches.Plain(512, 8192, 64, 1, 1.3, 1.6, slow)),
        new("batch (4096, 4096, 64) 1 thread", _ => Batches.Plain(4096, 4096, 64, 1, 1.1, 1.4, slow: false)),
        new("batch (4096, 4096, 64) 2 threads", _ => Batches.Plain(4096, 4096, 64, 2, 1.1, 1.4, slow: false)),
        new("heads 1 thread", _ => Batches.Heads(8, 1024, 1024, 64, 1, 1.1, 1.4)),
        new("heads 2 threads", _ => Batches.Heads(8, 1024, 1024, 64, 2, 1.1, 1.4)),
        new("batch (1024, 65536, 128) 1 thread", _ => Batches.Plain(1024, 65_536, 128, 1, 1, 1.2, slow: false)),
        new("batch (1024, 65536, 128) 2 threads", _ => Batches.Plain(1024, 65_536, 128, 2, 1, 1.2, slow: false)),
        new("masks (256, 4096, 64)", _ => MaskedBatches.Prepare(256, 4096, 64, causal: false)),
        new("masks (2048, 2048, 64)", _ => MaskedBatches.Prepare(2048, 2048, 64, causal: true)),
        new("sharp query 1 thread", _ => SharpQuery.Prepare()),
        new("sharp batch 1 thread", _ => Batches.Sharp(1)),
        new("step 1 thread", _ => SynchronousStep.Prepare(1)),
        new("relaxation", _ => Relaxation.Prepare()),
        new("dense z³", _ => DenseSweep.Prepare(exponential: false)),
        new("dense exp", _ => DenseSweep.Prepare(exponential: true)),
        new("build 1 thread", _ => HebbianBuild.Prepare(1)),
        new("build 2 threads", _ => HebbianBuild.Prepare(2)),
        new("exp", _ => Exponentials.Prepare()),
        new("layer (32, 16, 8) 8 heads, 4 softmaxes", _ => LayerSteps.Prepare(32, 16, 8, heads: 8, hidden: 8, updates: 4)),
        new("layer (32, 16, 8) 1 head", _ => LayerSteps.Prepare(32, 16, 8, heads: 1, hidden: 8)),
        new("layer (1, 10, 32)", _ => LayerSteps.Prepare(1, 10, 32, heads: 1, hidden: 32)),
        new("layer (32, 32, 20)", _ => LayerSteps.Prepare(32, 32, 20, heads: 1, hidden: 20)),
        new("layer (16, 20, 50) 4 heads", _ => LayerSteps.Prepare(16, 20, 50, heads: 4, hidden: 12)),
        new("layer (32, 1000, 32)", _ => LayerSteps.Prepare(32, 1000, 32, heads: 1, hidden: 32)),
        new("layer (32, 60, 120) 8 heads, 60 queries", _ => LayerSteps.Prepare(32, 60, 120, heads: 8, hidden: 15, pools: false)),
    ];

    /// <summary>The contests whose name holds the text.</summary>
    public static IEnumerable<Entry> Find(string text) => All.Where(entry => entry.Name.Contains(text, StringComparison.OrdinalIgnoreCase));
}

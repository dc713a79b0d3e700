// How fast the engine is beside its peers and the machine's limits, and whether its attention is theirs. From the root of the tree:
//   dotnet run -c Release --project benchmarks/Hopfield.Benchmarks -- table [TEXT]      every row, or those whose name holds TEXT
//   dotnet run -c Release --project benchmarks/Hopfield.Benchmarks -- agreement         our attention, libtorch's, ONNX Runtime's
//   dotnet run -c Release --project benchmarks/Hopfield.Benchmarks -- training          whether our layers learn as libtorch's do
//   dotnet run -c Release --project benchmarks/Hopfield.Benchmarks -- limits            what the machine allows
//   dotnet run -c Release --project benchmarks/Hopfield.Benchmarks -- laws              how costs grow with sizes
//   dotnet run -c Release --project benchmarks/Hopfield.Benchmarks -- micro --filter *  single kernels, by BenchmarkDotNet
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Hopfield.Benchmarks.Agreement;
using Hopfield.Benchmarks.Laws;
using Hopfield.Benchmarks.Limits;
using Hopfield.Benchmarks.Micro;
using Hopfield.Benchmarks.Table;

Console.OutputEncoding = Encoding.UTF8;
switch (args)
{
    case ["table", .. var filter] when Catalogue.Find(string.Join(' ', filter)).Any():
        Report.Print(string.Join(' ', filter), Console.Out);
        return 0;
    case ["table", .. var filter]:
        Console.Error.WriteLine($"No row's name holds '{string.Join(' ', filter)}'. The names are: {string.Join("; ", Catalogue.All.Select(entry => entry.Name))}.");
        return 2;
    case ["agreement"]:
        return AttentionAgreement.Print(Console.Out) ? 0 : 1;
    case ["training"]:
        return TrainingAgreement.Print(Console.Out) ? 0 : 1;
    case ["limits"]:
        PhysicalLimits.Print(Console.Out);
        return 0;
    case ["laws"]:
        EngineLaws.Print(Path.Combine("artifacts", "laws.html"), Console.Out);
        return 0;
    case [MappedLaws.Verb, var file]: // those of patterns in files, in a process whose heap is limited
        MappedLaws.Run(file, Console.Out);
        return 0;
    case ["micro", .. var options]:
        // In this process: BenchmarkDotNet's own projects would restore the heavy peers again.
        IConfig config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(new InProcessEmitToolchain(new())));
        BenchmarkSwitcher.FromTypes([typeof(KernelBenchmarks), typeof(BinaryBenchmarks)]).Run(options, config);
        return 0;
    case ["findings", var file, .. var filter]: // a setting of the table, in a process of its own
        File.WriteAllText(file, JsonSerializer.Serialize(Report.Find(string.Join(' ', filter), slow: false, Console.Out)));
        return 0;
    default:
        Console.Error.WriteLine("Expected a verb: table [TEXT], agreement, training, limits, laws, micro.");
        return 2;
}

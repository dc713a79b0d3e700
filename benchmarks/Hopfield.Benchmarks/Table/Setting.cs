using System.Diagnostics;
using System.Text.Json;
using Hopfield.Benchmarks.Measurement;

namespace Hopfield.Benchmarks.Table;

/// <summary>What the processor may use while the table is measured. Other than by default that needs a process of its own.</summary>
/// <param name="Name">The heading of its column.</param>
/// <param name="Variables">The environment that makes it so.</param>
internal sealed record Setting(string Name, params (string Name, string Value)[] Variables)
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("as the machine is"),
        new("AVX-512 off for us", ("DOTNET_EnableAVX512", "0")),
        new("AVX-512 off for us, AVX2 for libtorch", ("DOTNET_EnableAVX512", "0"), ("ATEN_CPU_CAPABILITY", "avx2")),
    ];

    /// <summary>Runs this program again with the verb `findings` and reads what it found.</summary>
    public IReadOnlyList<Finding> Measure(string filter)
    {
        string file = Path.GetTempFileName();
        try
        {
            // The program that the system started is dotnet where this one was started by it, and then it wants to be told which one.
            string program = Environment.ProcessPath!;
            string[] itself = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(Setting).Assembly.Location] : [];
            var start = new ProcessStartInfo(program, [.. itself, "findings", file, filter]);
            foreach ((string name, string value) in Variables) start.Environment[name] = value;
            using Process child = Process.Start(start) ?? throw new InvalidOperationException("The program could not be started again.");
            child.WaitForExit();
            return child.ExitCode == 0
                ? JsonSerializer.Deserialize<Finding[]>(File.ReadAllText(file)) ?? []
                : throw new InvalidOperationException($"The run with '{Name}' ended with code {child.ExitCode}.");
        }
        finally
        {
            File.Delete(file);
        }
    }
}

using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Hopfield.Benchmarks.Measurement;

/// <summary>The machine in words: a ratio without it says little.</summary>
internal static class Machine
{
    public static IEnumerable<string> Describe()
    {
        yield return $"{Processor()}, {Environment.ProcessorCount} logical processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB";
        yield return $"vectors: {Instructions()}; Vector<float> holds {Vector<float>.Count}";
        yield return $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}";
    }

    /// <summary>The vector instructions that this process may use, widest last.</summary>
    public static string Instructions()
    {
        (string Name, bool Here)[] all =
        [
            ("AdvSimd", AdvSimd.IsSupported), ("SSE4.2", Sse42.IsSupported), ("AVX2", Avx2.IsSupported), ("FMA", Fma.IsSupported),
            ("AVX-512 F", Avx512F.IsSupported), ("BW", Avx512BW.IsSupported), ("DQ", Avx512DQ.IsSupported), ("VL", Avx512F.VL.IsSupported),
        ];
        return all.Any(set => set.Here) ? string.Join(' ', all.Where(set => set.Here).Select(set => set.Name)) : "none";
    }

    private static string Processor()
    {
        if (OperatingSystem.IsLinux())
        {
            string? line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal));
            if (line is not null) return line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..];
        }
        if (OperatingSystem.IsMacOS())
        {
            var question = new ProcessStartInfo("sysctl", ["-n", "machdep.cpu.brand_string"]) { RedirectStandardOutput = true };
            using Process? answer = Process.Start(question);
            if (answer is not null) return answer.StandardOutput.ReadToEnd().Trim();
        }
        return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown processor";
    }
}

using System.Diagnostics;
using System.Globalization;

namespace Hopfield.Benchmarks.Measurement;

/// <summary>What else the machine did during a measurement.</summary>
/// <param name="Others">Processors that other programs kept busy, on average; null where the system does not tell.</param>
/// <param name="Steal">The share of time that the host of a virtual machine gave to others; null where unknown.</param>
internal sealed record Activity(double? Others, double? Steal)
{
    /// <summary>
    /// The load with one thread of ours: 1.5 means that others kept half a processor busy. Above that a comparison says more about
    /// them than about us.
    /// </summary>
    public double? Load => 1 + Others;

    public bool IsBusy => Load > 1.5;

    public override string ToString() => Load is null
        ? "load unknown on this system"
        : string.Create(CultureInfo.InvariantCulture, $"load {Load:F2} (others and one thread of ours), steal {100 * Steal:F1} %");

    /// <summary>Begins to watch the machine.</summary>
    /// <param name="elsewhere">The processor time so far of other processes that work for us.</param>
    public static Watch Start(Func<TimeSpan> elsewhere) => new(elsewhere);

    /// <summary>A measurement of the activity that has begun.</summary>
    internal sealed class Watch(Func<TimeSpan> elsewhere)
    {
        private readonly (double Busy, double Steal)? _start = Read();
        private readonly TimeSpan _own = Environment.CpuUsage.TotalTime + elsewhere();
        private readonly long _clock = Stopwatch.GetTimestamp();

        public Activity Stop()
        {
            if (Read() is not { } end || _start is not { } start) return new Activity(null, null);
            double seconds = Stopwatch.GetElapsedTime(_clock).TotalSeconds;
            double own = (Environment.CpuUsage.TotalTime + elsewhere() - _own).TotalSeconds;
            return new Activity(
                Math.Max(0, (end.Busy - start.Busy - own) / seconds), (end.Steal - start.Steal) / seconds / Environment.ProcessorCount);
        }

        // Linux: user, nice, system, idle, iowait, irq, softirq, steal, in hundredths of a second over all processors.
        private static (double Busy, double Steal)? Read()
        {
            if (!File.Exists("/proc/stat")) return null;
            double[] ticks = [.. File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)
                .Select(text => double.Parse(text, CultureInfo.InvariantCulture) / 100)];
            return (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6], ticks[7]);
        }
    }
}

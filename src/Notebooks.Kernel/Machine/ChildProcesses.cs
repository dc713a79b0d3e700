using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Notebooks.Kernel;

/// <summary>The processes that this one has started.</summary>
internal static class ChildProcesses
{
    private const string LinuxProcesses = "/proc";

    /// <summary>Ends those that still run, with all that they have started. On Windows, where no process knows its children, nothing is done.</summary>
    public static void End()
    {
        foreach (int id in Running())
        {
            try
            {
                using var child = Process.GetProcessById(id);
                child.Kill(entireProcessTree: true);
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception or AggregateException)
            {
                // It has just ended, or belongs to another user.
            }
        }
    }

    /// <summary>The parent of a process; null where it cannot be told.</summary>
    /// <param name="id">A process id, or <c>self</c>.</param>
    public static int? ParentOnLinux(string id)
    {
        try
        {
            // The fourth word of the line, counted after the name, which stands in parentheses and may hold spaces.
            string line = File.ReadAllText(Path.Combine(LinuxProcesses, id, "stat"));
            return int.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int[] Running() =>
        OperatingSystem.IsLinux()
            ? [.. Directory.GetDirectories(LinuxProcesses).Select(Path.GetFileName).Where(name => int.TryParse(name, out _) && ParentOnLinux(name!) == Environment.ProcessId).Select(int.Parse!)]
            : OperatingSystem.IsMacOS() ? OnMac() : [];

    private static int[] OnMac()
    {
        using var list = Process.Start(new ProcessStartInfo("ps", ["-A", "-o", "pid=,ppid="]) { RedirectStandardOutput = true })!;
        string[] lines = list.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToArray())
            .Where(ids => ids[1] == Environment.ProcessId && ids[0] != list.Id).Select(ids => ids[0])];
    }
}

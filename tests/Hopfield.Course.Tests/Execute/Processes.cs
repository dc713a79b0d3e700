using System.Diagnostics;

namespace Hopfield.Course.Tests;

/// <summary>Whether processes are still there.</summary>
internal static class Processes
{
    /// <summary>A piece of a cell that starts a process of ten minutes and prints its number and the cell's own.</summary>
    public const string StartOne = """
        var start = OperatingSystem.IsWindows()
            ? new System.Diagnostics.ProcessStartInfo("ping", "-n 600 127.0.0.1") { RedirectStandardOutput = true }
            : new System.Diagnostics.ProcessStartInfo("sleep", "600");
        Console.WriteLine($"{System.Diagnostics.Process.Start(start).Id} {Environment.ProcessId}");
        """;

    /// <summary>Waits until processes are gone.</summary>
    /// <param name="ids">Their numbers, separated by blanks.</param>
    public static async Task AssertGoneAsync(string ids)
    {
        int[] numbers = [.. ids.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(int.Parse)];
        Assert.NotEmpty(numbers);
        for (int wait = 0; wait < 100 && numbers.Any(Runs); wait++) await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(numbers, Runs);
    }

    private static bool Runs(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && !IsZombie(id);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // Ended, but not yet collected by the process that inherited it: only Linux shows such.
    private static bool IsZombie(int id)
    {
        string file = $"/proc/{id}/stat";
        try
        {
            return File.Exists(file) && File.ReadAllText(file).Split(") ")[^1].StartsWith('Z');
        }
        catch (IOException)
        {
            return true;
        }
    }
}

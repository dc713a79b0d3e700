using System.Diagnostics;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Notebooks.Kernel;

/// <summary>Notices that the process which started this one is gone, however it ended, so that no process is left behind.</summary>
public static class ParentWatch
{
    /// <summary>
    /// Watches the process of a front end. Jupyter says by <c>JPY_PARENT_PID</c> which one that is: a process id, on
    /// Windows a handle. Other front ends do not; on Linux the parent is then looked up.
    /// </summary>
    /// <param name="gone">Is called, perhaps more than once, when the process is gone.</param>
    /// <returns>What ends the watch.</returns>
    public static IDisposable OfProcess(Action gone)
    {
        string? named = Environment.GetEnvironmentVariable("JPY_PARENT_PID");
        if (OperatingSystem.IsWindows() && nint.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out nint handle))
        {
            var process = new ManualResetEvent(false) { SafeWaitHandle = new SafeWaitHandle(handle, ownsHandle: false) };
            ThreadPool.RegisterWaitForSingleObject(process, (_, _) => gone(), null, Timeout.Infinite, executeOnlyOnce: true);
            return process;
        }
        int parent = ParentOnLinux() ?? 0;
        int watched = int.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && id > 1 ? id : parent;
        return new Timer(
            _ =>
            {
                // A process that has ended but that nobody has collected yet still counts as running; its children have another parent.
                if (watched > 1 && (!IsRunning(watched) || (watched == parent && ParentOnLinux() != parent)))
                {
                    gone();
                }
            },
            null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>
    /// Watches standard input, whose other end the parent holds open as long as it lives (<see cref="ProcessRun"/> does,
    /// where it is given no input). From here on, <see cref="Console.In"/> is empty.
    /// </summary>
    /// <param name="gone">Is called, on a thread of its own, when standard input ends.</param>
    public static void OfInput(Action gone)
    {
        var input = Console.OpenStandardInput();
        Console.SetIn(TextReader.Null);
        new Thread(() =>
        {
            byte[] ignored = new byte[64];
            while (input.Read(ignored) > 0)
            {
            }
            gone();
        })
        { IsBackground = true, Name = "parent watch" }.Start();
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // The fourth word of the line, counted after the name, which stands in parentheses and may hold spaces.
    private static int? ParentOnLinux()
    {
        const string status = "/proc/self/stat";
        return File.Exists(status) && File.ReadAllText(status) is var line
            ? int.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) : null;
    }
}

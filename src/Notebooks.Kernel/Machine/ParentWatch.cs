using System.Diagnostics;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Notebooks.Kernel;

/// <summary>Notices that the process which started this one is gone, however it ended, so that no process is left behind.</summary>
public static class ParentWatch
{
    private const string Self = "self";

    /// <summary>
    /// Watches the process of a front end. Jupyter says by <c>JPY_PARENT_PID</c> which one that is: a process id, on
    /// Windows a handle. Other front ends do not; on Linux the parent is then looked up.
    /// </summary>
    /// <param name="gone">Is called, perhaps more than once, when the process is gone.</param>
    /// <returns>What ends the watch.</returns>
    public static IDisposable OfProcess(Action gone)
    {
        string? named = Environment.GetEnvironmentVariable("JPY_PARENT_PID");
        var ended = new ManualResetEvent(false);
        if (OperatingSystem.IsWindows() && nint.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out nint handle))
        {
            var process = new ManualResetEvent(false) { SafeWaitHandle = new SafeWaitHandle(handle, ownsHandle: false) };
            Begin(() =>
            {
                if (WaitHandle.WaitAny([process, ended]) == 0)
                {
                    gone();
                }
            });
            return new Watch(ended);
        }
        int parent = ChildProcesses.ParentOnLinux(Self) ?? 0;
        int watched = int.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && id > 1 ? id : parent;
        Begin(() =>
        {
            while (!ended.WaitOne(TimeSpan.FromSeconds(1)))
            {
                // A process that has ended but that nobody has collected yet still counts as running; its children have another parent.
                if (watched > 1 && (!IsRunning(watched) || (watched == parent && ChildProcesses.ParentOnLinux(Self) != parent)))
                {
                    gone();
                }
            }
        });
        return new Watch(ended);
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
        Begin(() =>
        {
            byte[] ignored = new byte[64];
            while (input.Read(ignored) > 0)
            {
            }
            gone();
        });
    }

    // A thread of its own: a cell may hold all those of the pool.
    private static void Begin(Action watch) => new Thread(() => watch()) { IsBackground = true, Name = "parent watch" }.Start();

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

    private sealed class Watch(ManualResetEvent ended) : IDisposable
    {
        public void Dispose() => ended.Set();
    }
}

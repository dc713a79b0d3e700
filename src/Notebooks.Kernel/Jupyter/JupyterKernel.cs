using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Notebooks.Session;

namespace Notebooks.Kernel;

/// <summary>
/// A session behind the Jupyter protocol. Code runs one cell after the other; questions about code are answered
/// while it runs, and so are interrupt and shutdown. Nothing is bound but what the connection file names, and nothing
/// is sent anywhere else.
/// </summary>
public static class JupyterKernel
{
    /// <summary>The version of the protocol that the kernel announces.</summary>
    public const string ProtocolVersion = "5.3";

    private const int Failed = 1, Faulty = 70;
    private static readonly TimeSpan _lastPatience = TimeSpan.FromSeconds(3);

    /// <summary>Runs a kernel until it is told to shut down or its front end is gone. The calling thread waits: it takes none from the pool.</summary>
    /// <param name="options">What the host hands in.</param>
    /// <param name="connection">Where to listen.</param>
    /// <param name="stop">Ends the kernel.</param>
    /// <exception cref="SocketException">A port is taken.</exception>
    public static void Run(SessionOptions options, ConnectionFile connection, CancellationToken stop = default)
    {
        RunningKernel? started = null;
        // Ctrl-C in the terminal of a front end reaches its kernels too. It stops the running cell, not the kernel.
        // Registered before the sockets are bound: a kernel that can be connected to can be interrupted.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            started?.Interrupt();
        });
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            started?.ShutDown();
        });
        using var kernel = started = new RunningKernel(options, connection);
        using var stopping = stop.Register(kernel.ShutDown);
        using var parent = ParentWatch.OfProcess(kernel.ShutDown);
        kernel.Run();
    }

    /// <summary>
    /// Runs a kernel as the only work of this process, and ends the process: with code 0 after a shutdown, 1 where the kernel
    /// could not start, 70 where it could not go on. What was wrong is said on standard error. Processes that cells have left running end too.
    /// </summary>
    /// <param name="options">What the host hands in.</param>
    /// <param name="connectionFile">The file that the front end wrote.</param>
    public static void RunProcess(SessionOptions options, string connectionFile)
    {
        ExceptionHandling.SetUnhandledExceptionHandler(IsSaid);
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        int code = Served(options, connectionFile);
        // Code that a cell left behind can hold up the end of a process: a thread that is no background thread, a handler of ProcessExit.
        new Thread(() =>
        {
            Thread.Sleep(_lastPatience);
            using var self = Process.GetCurrentProcess();
            self.Kill();
        })
        { IsBackground = true, Name = "end" }.Start();
        ChildProcesses.End();
        Environment.Exit(code);
    }

    private static int Served(SessionOptions options, string connectionFile)
    {
        try
        {
            Run(options with { OwnsConsole = true }, ConnectionFile.Read(connectionFile));
            return 0;
        }
        catch (Exception e)
        {
            // A kernel that lived on without one of its threads would answer nothing; front ends restart one that has ended.
            var (code, message) = e switch
            {
                SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => (Failed, $"A port that {connectionFile} names is taken by another program."),
                FormatException or IOException or UnauthorizedAccessException or SocketException => (Failed, e.Message),
                _ => (Faulty, $"The kernel cannot go on: {e}"),
            };
            Console.Error.WriteLine(message);
            return code;
        }
    }

    // An exception that nobody can catch, on a thread that a cell started or of an async void method, does not end the kernel.
    // The console finds the cell that it belongs to. Nothing is said about what an interrupt has ended.
    private static bool IsSaid(Exception error)
    {
        try
        {
            if (error is not OperationCanceledException)
            {
                Console.Error.WriteLine($"Nobody could catch this, on a thread of its own or from an async void method: {error.GetType().Name}: {error.Message}");
            }
        }
        catch (OperationCanceledException)
        {
            // The cell was interrupted and shows nothing any more.
        }
        return true;
    }
}

using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using NetMQ;
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

    /// <summary>Runs a kernel until it is told to shut down or its front end is gone.</summary>
    /// <param name="options">What the host hands in.</param>
    /// <param name="connection">Where to listen.</param>
    /// <param name="stop">Ends the kernel.</param>
    /// <returns>A task that ends with the kernel.</returns>
    /// <exception cref="NetMQException">A port is taken.</exception>
    public static async Task RunAsync(SessionOptions options, ConnectionFile connection, CancellationToken stop = default)
    {
        RunningKernel? started = null;
        // Ctrl-C in the terminal of a front end reaches its kernels too. It stops the running cell, not the kernel.
        // Registered before the sockets are bound: a kernel that can be connected to can be interrupted.
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            started?.Interrupt();
        });
        using var kernel = started = new RunningKernel(options, connection);
        using var stopping = stop.Register(kernel.ShutDown);
        using var parent = ParentWatch.OfProcess(kernel.ShutDown);
        await kernel.RunAsync();
    }

    /// <summary>Runs a kernel as the only work of this process: reads the connection file, reports on stderr what is wrong with it, and sends the last messages before it returns.</summary>
    /// <param name="options">What the host hands in.</param>
    /// <param name="connectionFile">The file that the front end wrote.</param>
    /// <param name="stop">Ends the kernel.</param>
    /// <returns>The exit code: 0 after a shutdown, 1 where the kernel could not start.</returns>
    public static async Task<int> RunProcessAsync(SessionOptions options, string connectionFile, CancellationToken stop = default)
    {
        ExceptionHandling.SetUnhandledExceptionHandler(IsSaid);
        // Without this, on Linux and macOS, what arrives at a socket waits for a thread of the pool; a parallel loop may hold all of them.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        try
        {
            await RunAsync(options, ConnectionFile.Read(connectionFile), stop);
            NetMQConfig.Cleanup(block: true);
            return 0;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException or NetMQException)
        {
            await Console.Error.WriteLineAsync(e is AddressAlreadyInUseException ? $"A port that {connectionFile} names is taken by another program." : e.Message);
            return 1;
        }
    }

    // An exception that nobody can catch, on a thread that a cell started or of an async void method, does not end the kernel.
    // The console finds the cell that it belongs to. Nothing is said about what an interrupt has ended.
    private static bool IsSaid(Exception error)
    {
        if (error is not OperationCanceledException)
        {
            Console.Error.WriteLine($"Nobody could catch this, on a thread of its own or from an async void method: {error.GetType().Name}: {error.Message}");
        }
        return true;
    }
}

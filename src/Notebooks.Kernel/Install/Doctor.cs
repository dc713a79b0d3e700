using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using NetMQ;
using NetMQ.Sockets;

namespace Notebooks.Kernel;

/// <summary>Looks, on one screen, at everything that has to be right for a notebook to find its kernel.</summary>
/// <param name="options">What is installed.</param>
/// <param name="log">Takes the findings.</param>
public sealed class Doctor(InstallOptions options, TextWriter log)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    /// <summary>Looks at the runtime, the SDK, the registered kernels, and starts the one that notebooks will get.</summary>
    /// <param name="prefix">A folder such as that of a virtual environment; null for all that Jupyter looks into.</param>
    /// <returns>True where all is well. What is wrong is reported with what to do about it.</returns>
    public bool Examine(string? prefix = null)
    {
        bool well = Say(true, $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}", "");
        well &= Say(true, $"kernels are registered in {KernelSpecs.Folder(prefix)}", "");
        var specs = KernelSpecs.All(prefix).ToList();
        var own = specs.FirstOrDefault(spec => spec.Name == options.Name && spec.IsOf(options.Id));
        var dropIn = specs.FirstOrDefault(spec => spec.Name == KernelSpecs.DropIn);
        well &= Say(own is not null, $"{options.Name} is installed", "run `kernel install`");
        well &= Say(dropIn is not null, $"{KernelSpecs.DropIn}, for which the chapters ask, is installed", "run `kernel install`");
        if (dropIn is not null && !dropIn.IsOf(options.Id))
        {
            Say(true, $"{KernelSpecs.DropIn} belongs to another program: choose \"{options.DisplayName}\" by hand, or run `kernel install --force`", "");
        }
        foreach (var spec in specs.Where(spec => spec.IsOf(options.Id)))
        {
            bool sound = Say(KernelInstaller.IsSound(spec), $"{spec.Name}: its program exists", "run `kernel install` again");
            well &= sound && Say(Answers(spec, out string time), $"{spec.Name}: it starts and answers{time}", "start it by hand to see why: " + string.Join(' ', spec.Command));
        }
        return well;
    }

    private bool Say(bool well, string what, string remedy)
    {
        log.WriteLine(well ? $"  ok   {what}" : $"  NO   {what}: {remedy}");
        return well;
    }

    private static bool Answers(KernelSpecs.Spec spec, out string time)
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        int[] ports = FreePorts(5);
        File.WriteAllText(file, JsonSerializer.Serialize(new
        {
            transport = "tcp", ip = "127.0.0.1", key = Guid.NewGuid().ToString(), signature_scheme = "hmac-sha256",
            shell_port = ports[0], control_port = ports[1], stdin_port = ports[2], iopub_port = ports[3], hb_port = ports[4],
        }));
        using var end = new CancellationTokenSource();
        var clock = Stopwatch.StartNew();
        var kernel = ProcessRun.RunAsync(spec.Command[0], spec.Command[1..].Select(word => word == "{connection_file}" ? file : word), token: end.Token);
        try
        {
            using var heart = new RequestSocket();
            heart.Options.Linger = TimeSpan.Zero;
            heart.Connect($"tcp://127.0.0.1:{ports[4]}");
            heart.SendFrame("doctor");
            bool answered = false;
            while (!answered && !kernel.IsCompleted && clock.Elapsed < _patience)
            {
                answered = heart.TryReceiveFrameString(TimeSpan.FromMilliseconds(20), out _);
            }
            time = answered ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" after {clock.Elapsed.TotalSeconds:F1} s") : "";
            return answered;
        }
        finally
        {
            end.Cancel();
            // It was told to end, so how it ended says nothing.
            Task.WaitAny(kernel);
            File.Delete(file);
        }
    }

    private static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        Array.ForEach(listeners, listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        Array.ForEach(listeners, listener => listener.Dispose());
        return ports;
    }
}

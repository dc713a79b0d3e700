using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;

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
        int[] ports = FreePorts.Find(5);
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
            bool answered = false;
            while (!answered && !kernel.IsCompleted && clock.Elapsed < _patience)
            {
                answered = BeatsBack(ports[4]);
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

    // What the heartbeat of a kernel is sent, it sends back.
    private static bool BeatsBack(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            using var heart = new ZmtpConnection(socket);
            heart.Greet("REQ");
            heart.Send(ZmtpConnection.Encode([[], "doctor"u8.ToArray()]));
            return heart.ReadMessage(_ => { })[^1].AsSpan().SequenceEqual("doctor"u8);
        }
        catch (Exception e) when (e is SocketException or IOException or InvalidDataException)
        {
            socket.Dispose();
            Thread.Sleep(20);
            return false;
        }
    }
}

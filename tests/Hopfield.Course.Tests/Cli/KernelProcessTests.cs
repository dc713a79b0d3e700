using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using NetMQ;
using NetMQ.Sockets;
using Notebooks.Kernel;

namespace Hopfield.Course.Tests;

/// <summary>The kernel as a process of its own, as front ends start it.</summary>
public sealed class KernelProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hopfield-kernel-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_kernel_outlives_an_interrupt_of_its_terminal_but_not_its_front_end()
    {
        using Process frontEnd = Process.Start(OperatingSystem.IsWindows()
            ? new ProcessStartInfo("ping", "-n 600 127.0.0.1") { RedirectStandardOutput = true }
            : new ProcessStartInfo("sleep", "600"))!;
        int[] ports = FreePorts.Find(5);
        // On Windows the variable holds a handle that the kernel inherits, which this test does not make.
        using Process kernel = Start(["kernel", "start", Connection(ports)], OperatingSystem.IsWindows() ? null : frontEnd.Id);
        try
        {
            await ListensAsync(ports[4]);
            if (OperatingSystem.IsWindows())
            {
                return;
            }
            await Process.Start("kill", ["-INT", kernel.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExitAsync(TestContext.Current.CancellationToken);
            await Task.Delay(500, TestContext.Current.CancellationToken);
            Assert.False(kernel.HasExited);
            frontEnd.Kill();
            await kernel.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            Assert.Equal(0, kernel.ExitCode);
        }
        finally
        {
            End(kernel);
            End(frontEnd);
        }
    }

    [Theory]
    [InlineData("new System.Threading.Thread(() => throw new Exception(\"lost\")).Start();")]
    [InlineData("async void Lost() { await Task.Yield(); throw new Exception(\"lost\"); }\nLost();")]
    [InlineData("new System.Threading.Thread(() => { while (true) ; }).Start();\nwhile (true) ;")]
    public async Task An_exception_that_nobody_can_catch_does_not_end_the_kernel(string code)
    {
        int[] ports = FreePorts.Find(5);
        using Process kernel = Start(["kernel", "start", Connection(ports, key: "")], null);
        try
        {
            await ListensAsync(ports[4]);
            using var shell = new DealerSocket($">tcp://127.0.0.1:{ports[0]}");
            using var control = new DealerSocket($">tcp://127.0.0.1:{ports[1]}");
            Send(shell, "execute_request", new { code });
            if (!code.Contains("lost", StringComparison.Ordinal))
            {
                await Task.Delay(2000, TestContext.Current.CancellationToken);
                Send(control, "interrupt_request", new { });
            }
            Assert.NotNull(Reply(shell));
            await Task.Delay(500, TestContext.Current.CancellationToken);
            Send(shell, "execute_request", new { code = "1" });
            Assert.Contains("\"ok\"", Reply(shell), StringComparison.Ordinal);
            Assert.False(kernel.HasExited);
        }
        finally
        {
            End(kernel);
        }
    }

    [Fact]
    public async Task A_program_that_a_cell_has_started_ends_with_the_kernel()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows no process knows its children.");
        int[] ports = FreePorts.Find(5);
        using Process kernel = Start(["kernel", "start", Connection(ports, key: "")], null);
        try
        {
            await ListensAsync(ports[4]);
            using var shell = new DealerSocket($">tcp://127.0.0.1:{ports[0]}");
            using var control = new DealerSocket($">tcp://127.0.0.1:{ports[1]}");
            string file = Path.Combine(_folder, "child");
            Send(shell, "execute_request", new { code = $"System.IO.File.WriteAllText(\"{file}\", System.Diagnostics.Process.Start(\"sleep\", \"600\").Id.ToString());" });
            Assert.Contains("\"ok\"", Reply(shell), StringComparison.Ordinal);
            using Process child = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture));
            Send(control, "shutdown_request", new { restart = false });
            await kernel.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            await child.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
        finally
        {
            End(kernel);
        }
    }

    [Fact]
    public async Task Install_knows_the_word_of_other_installers_and_says_where_it_does_not_fit()
    {
        using StringWriter output = new(), errors = new();
        int exitCode = await CourseCommand.InvokeAsync(
            ["kernel", "install", "--user", "--prefix", _folder], new System.CommandLine.InvocationConfiguration { Output = output, Error = errors }, TestContext.Current.CancellationToken);
        Assert.Equal(1, exitCode);
        Assert.Contains("--user and --prefix exclude one another", errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Unrecognized", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_connection_file_it_says_so_in_one_line()
    {
        using Process kernel = Start(["kernel", "start", Path.Combine(_folder, "nowhere.json")], null);
        string errors = await kernel.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await kernel.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, kernel.ExitCode);
        Assert.Contains("nowhere.json", Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_as_the_reason()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int[] ports = FreePorts.Find(5);
        ports[1] = ((IPEndPoint)taken.LocalEndpoint).Port;
        using Process kernel = Start(["kernel", "start", Connection(ports)], null);
        string errors = await kernel.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await kernel.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, kernel.ExitCode);
        Assert.Contains("taken", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jupyters_own_test_of_kernels_passes()
    {
        string? python = await PythonWithAsync("import jupyter_client, jupyter_kernel_test");
        if (python is null)
        {
            Assert.Skip("Left out: Jupyter's own test of kernels. It needs Python with the packages jupyter_client and jupyter_kernel_test.");
        }
        string spec = Path.Combine(_folder, "kernels", ".net-csharp");
        Directory.CreateDirectory(spec);
        await File.WriteAllTextAsync(
            Path.Combine(spec, "kernel.json"),
            JsonSerializer.Serialize(new { argv = new[] { Dotnet, Program, "kernel", "start", "{connection_file}" }, display_name = ".NET (C#)", language = "C#", interrupt_mode = "message" }),
            TestContext.Current.CancellationToken);
        string test = Path.Combine(CourseTree.Find(AppContext.BaseDirectory).Root, ".ci", "kernel", "conformance.py");
        var info = new ProcessStartInfo(python, [test]) { RedirectStandardError = true, RedirectStandardOutput = true };
        info.Environment["JUPYTER_DATA_DIR"] = _folder;
        using Process run = Process.Start(info)!;
        Task<string> output = run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string report = await run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken) + await output;
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, report);
    }

    private static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static string Program => typeof(CourseTree).Assembly.Location;

    private static Process Start(string[] words, int? frontEnd)
    {
        var info = new ProcessStartInfo(Dotnet, [Program, .. words]) { RedirectStandardError = true, RedirectStandardOutput = true };
        info.Environment.Remove("JPY_PARENT_PID");
        if (frontEnd is { } id)
        {
            info.Environment["JPY_PARENT_PID"] = id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        return Process.Start(info)!;
    }

    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static void Send(DealerSocket socket, string type, object content) => socket.SendMultipartMessage(new NetMQMessage(
        ((string[])["<IDS|MSG>", "", JsonSerializer.Serialize(new { msg_id = Guid.NewGuid().ToString(), msg_type = type, session = "test", username = "", version = "5.3" }), "{}", "{}", JsonSerializer.Serialize(content)])
            .Select(part => new NetMQFrame(part))));

    // The content of the next reply; null where none comes.
    private static string? Reply(DealerSocket socket)
    {
        var message = new NetMQMessage();
        return socket.TryReceiveMultipartMessage(TimeSpan.FromSeconds(60), ref message!) ? message.Last.ConvertToString() : null;
    }

    private string Connection(int[] ports, string key = "key")
    {
        string file = Path.Combine(_folder, "connection.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new
        {
            transport = "tcp", ip = "127.0.0.1", key, signature_scheme = "hmac-sha256",
            shell_port = ports[0], control_port = ports[1], stdin_port = ports[2], iopub_port = ports[3], hb_port = ports[4],
        }));
        return file;
    }

    private static async Task ListensAsync(int port)
    {
        for (int tries = 0; ; tries++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
                return;
            }
            catch (SocketException) when (tries < 600)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }

    // A distribution's packages belong to its own interpreter, which need not be the first on the path.
    private static async Task<string?> PythonWithAsync(string imports)
    {
        foreach (string python in (string[])["python3", "/usr/bin/python3", "python"])
        {
            try
            {
                using Process process = Process.Start(new ProcessStartInfo(python, ["-c", imports]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
                if (process.ExitCode == 0)
                {
                    return python;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // Not on this machine.
            }
        }
        return null;
    }
}

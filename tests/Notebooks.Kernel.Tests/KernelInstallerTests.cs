using System.Text.Json.Nodes;
using Notebooks.Session.Tests;

namespace Notebooks.Kernel.Tests;

public sealed class KernelInstallerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _log = new();
    private readonly string? _before = Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR"), _pathBefore = Environment.GetEnvironmentVariable("JUPYTER_PATH");

    public KernelInstallerTests()
    {
        Environment.SetEnvironmentVariable("JUPYTER_DATA_DIR", _folder.File("jupyter"));
        Environment.SetEnvironmentVariable("JUPYTER_PATH", null);
        Directory.CreateDirectory(_folder.File("build"));
        Build("1");
    }

    private InstallOptions Options => new()
    {
        Id = "tested", Name = "tested-csharp", DisplayName = "C# (tested)", Program = "Program.dll", Libraries = ["Program.dll"],
        Project = _folder.File("nowhere.csproj"), Build = _folder.File("build"), Home = _folder.File("home"),
        Files = new Dictionary<string, byte[]> { ["logo-32x32.png"] = [1] },
        LabExtension = new Dictionary<string, byte[]> { ["package.json"] = [2], ["static/remoteEntry.js"] = [3] },
    };

    private KernelInstaller Installer => new(Options, _log);

    private string Registered => _folder.File("jupyter/kernels");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("JUPYTER_DATA_DIR", _before);
        Environment.SetEnvironmentVariable("JUPYTER_PATH", _pathBefore);
        _folder.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task It_copies_the_program_and_registers_both_names_with_whole_paths()
    {
        await Installer.InstallAsync(readyToRun: false, force: false, cancel: CancellationToken.None);
        foreach (string name in (string[])[".net-csharp", "tested-csharp"])
        {
            var spec = JsonNode.Parse(File.ReadAllText(Path.Combine(Registered, name, "kernel.json")))!;
            string[] command = [.. spec["argv"]!.AsArray().Select(word => (string)word!)];
            Assert.True(Path.IsPathRooted(command[0]) && File.Exists(command[0]), command[0]);
            Assert.True(File.Exists(command[1]) && command[1].StartsWith(Path.GetFullPath(_folder.File("home")), StringComparison.Ordinal), command[1]);
            Assert.Equal(["kernel", "start", "{connection_file}"], command[2..]);
            Assert.Equal("message", (string?)spec["interrupt_mode"]);
            Assert.Equal("C#", (string?)spec["language"]);
            Assert.True(File.Exists(Path.Combine(Registered, name, "logo-32x32.png")));
        }
    }

    [Fact]
    public async Task An_extension_of_JupyterLab_comes_and_goes_with_it()
    {
        string folder = _folder.File("jupyter/labextensions/tested");
        await Installer.InstallAsync(readyToRun: false, force: false, cancel: CancellationToken.None);
        Assert.Equal([2], File.ReadAllBytes(Path.Combine(folder, "package.json")));
        Assert.Equal([3], File.ReadAllBytes(Path.Combine(folder, "static", "remoteEntry.js")));
        Installer.Uninstall();
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_description_names_what_an_installation_then_writes_and_writes_nothing()
    {
        Installer.Describe(readyToRun: false, force: false);
        Assert.False(Directory.Exists(_folder.File("jupyter")) || Directory.Exists(_folder.File("home")));
        string[] would = [.. Lines().Where(line => line.StartsWith("would ", StringComparison.Ordinal)).Select(line => line["would ".Length..])];
        _log.GetStringBuilder().Clear();
        await Installer.InstallAsync(readyToRun: false, force: false, cancel: CancellationToken.None);
        Assert.Equal(would, Lines().Where(line => !line.StartsWith("In a notebook", StringComparison.Ordinal)).Select(line => line.Replace("copied to", "copy to", StringComparison.Ordinal).Replace("registered", "register", StringComparison.Ordinal)));

        _log.GetStringBuilder().Clear();
        Installer.Describe(readyToRun: false, force: false);
        Assert.StartsWith("would use the copy ", Lines()[0], StringComparison.Ordinal);

        string[] Lines() => _log.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public async Task A_description_says_what_becomes_of_another_programs_kernel()
    {
        string folder = Path.Combine(Registered, ".net-csharp");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "kernel.json"), """{"argv": ["other"], "display_name": ".NET (C#)", "language": "C#"}""");
        Installer.Describe(readyToRun: false, force: false);
        Assert.Contains($"would leave .net-csharp alone: it belongs to another program ({folder})", _log.ToString(), StringComparison.Ordinal);
        Installer.Describe(readyToRun: false, force: true);
        Assert.Contains("would keep the .net-csharp that is there: ", _log.ToString(), StringComparison.Ordinal);
        await Installer.InstallAsync(readyToRun: false, force: true, cancel: CancellationToken.None);
        Assert.Contains("kept the .net-csharp that was there: ", _log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_build_after_the_installation_does_not_touch_the_copy()
    {
        await Installer.InstallAsync(readyToRun: false, force: false, cancel: CancellationToken.None);
        byte[] installed = File.ReadAllBytes(Program());
        Build("2");
        Assert.Equal(installed, File.ReadAllBytes(Program()));
        string first = Program();
        await Installer.InstallAsync(readyToRun: false, force: false, cancel: CancellationToken.None);
        Assert.NotEqual(first, Program());
        Assert.True(File.Exists(first), "A kernel that runs keeps its files.");
        Build("3");
        await Installer.InstallAsync(readyToRun: false, force: false, cancel: CancellationToken.None);
        Assert.False(File.Exists(first), "Copies do not pile up.");
    }

    [Fact]
    public async Task A_build_that_differs_in_one_library_is_copied_anew()
    {
        TestLibrary.Build(_folder.File("build/Other.dll"), "public static class Other { public const int Version = 1; }");
        await Installer.InstallAsync(readyToRun: false, force: false, cancel: CancellationToken.None);
        string first = Program();
        await Installer.InstallAsync(readyToRun: false, force: false, cancel: CancellationToken.None);
        Assert.Equal(first, Program());
        TestLibrary.Build(_folder.File("build/Other.dll"), "public static class Other { public const int Version = 2; }");
        await Installer.InstallAsync(readyToRun: false, force: false, cancel: CancellationToken.None);
        Assert.NotEqual(first, Program());
    }

    [Fact]
    public async Task Another_programs_kernel_is_left_alone_without_force()
    {
        Foreign(Registered);
        await Installer.InstallAsync(readyToRun: false, force: false, cancel: CancellationToken.None);
        Assert.Contains("other", File.ReadAllText(Path.Combine(Registered, ".net-csharp", "kernel.json")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Registered, "tested-csharp", "kernel.json")));
        Assert.Contains("--force", _log.ToString(), StringComparison.Ordinal);
        Assert.Contains("choose the kernel \"C# (tested)\"", _log.ToString(), StringComparison.Ordinal);
        Installer.Uninstall();
        Assert.Contains("other", File.ReadAllText(Path.Combine(Registered, ".net-csharp", "kernel.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_force_it_is_kept_and_comes_back()
    {
        Foreign(Registered);
        for (int twice = 0; twice < 2; twice++)
        {
            await Installer.InstallAsync(readyToRun: false, force: true, cancel: CancellationToken.None);
            Assert.Contains("tested", File.ReadAllText(Path.Combine(Registered, ".net-csharp", "kernel.json")), StringComparison.Ordinal);
        }
        Installer.Uninstall();
        Assert.Contains("other", File.ReadAllText(Path.Combine(Registered, ".net-csharp", "kernel.json")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Registered, "tested-csharp")));
    }

    [Fact]
    public async Task Another_programs_kernel_elsewhere_is_not_hidden_either()
    {
        Environment.SetEnvironmentVariable("JUPYTER_PATH", _folder.File("elsewhere"));
        Foreign(_folder.File("elsewhere/kernels"));
        await Installer.InstallAsync(readyToRun: false, force: false, cancel: CancellationToken.None);
        Assert.False(Directory.Exists(Path.Combine(Registered, ".net-csharp")));
    }

    [Fact]
    public async Task Removing_it_leaves_nothing()
    {
        await Installer.InstallAsync(readyToRun: false, force: false, cancel: CancellationToken.None);
        Installer.Uninstall();
        Assert.Empty(Directory.GetFileSystemEntries(Registered));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.File("home")));
    }

    [Fact]
    public async Task A_prefix_takes_the_place_of_the_users_folder()
    {
        await Installer.InstallAsync(readyToRun: false, force: false, _folder.File("environment"), CancellationToken.None);
        Assert.True(File.Exists(_folder.File("environment/share/jupyter/kernels/.net-csharp/kernel.json")));
        Assert.False(Directory.Exists(Registered));
        Installer.Uninstall(_folder.File("environment"));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.File("environment/share/jupyter/kernels")));
    }

    [Fact]
    public async Task Removing_it_from_a_prefix_keeps_the_copy_that_the_users_own_runs()
    {
        await Installer.InstallAsync(readyToRun: false, force: false, cancel: CancellationToken.None);
        await Installer.InstallAsync(readyToRun: false, force: false, _folder.File("environment"), CancellationToken.None);
        Installer.Uninstall(_folder.File("environment"));
        Assert.True(File.Exists(Program()));
    }

    [Fact]
    public async Task The_list_says_whose_a_kernel_is_and_whether_its_program_is_there()
    {
        Installer.List();
        Assert.Contains("not installed", _log.ToString(), StringComparison.Ordinal);
        Foreign(Registered);
        await Installer.InstallAsync(readyToRun: false, force: false, cancel: CancellationToken.None);
        _log.GetStringBuilder().Clear();
        Installer.List();
        Assert.Matches(@"\.net-csharp +another PROGRAM MISSING", _log.ToString());
        Assert.Matches(@"tested-csharp +ours +/|tested-csharp +ours +[A-Z]:", _log.ToString());
    }

    [Fact]
    public async Task A_damaged_kernel_file_of_another_program_does_no_harm()
    {
        Directory.CreateDirectory(Path.Combine(Registered, "damaged"));
        File.WriteAllText(Path.Combine(Registered, "damaged", "kernel.json"), "{");
        await Installer.InstallAsync(readyToRun: false, force: false, cancel: CancellationToken.None);
        Installer.List();
        Assert.Contains("damaged", _log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_sources_nothing_is_compiled_ahead_of_time_and_nothing_registered()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Installer.InstallAsync(readyToRun: true, force: false, cancel: CancellationToken.None));
        Assert.Contains("--no-r2r", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Registered));
    }

    [Fact]
    public async Task The_doctor_says_what_is_missing_and_what_to_do()
    {
        var doctor = new Doctor(Options, _log);
        Assert.False(doctor.Examine());
        Assert.Contains("run `kernel install`", _log.ToString(), StringComparison.Ordinal);
        await Installer.InstallAsync(readyToRun: false, force: false, cancel: CancellationToken.None);
        File.Delete(Program());
        _log.GetStringBuilder().Clear();
        Assert.False(doctor.Examine());
        Assert.Contains("NO   tested-csharp: its program exists: run `kernel install` again", _log.ToString(), StringComparison.Ordinal);
    }

    private string Program() => (string)JsonNode.Parse(File.ReadAllText(Path.Combine(Registered, "tested-csharp", "kernel.json")))!["argv"]![1]!;

    private void Build(string version) => TestLibrary.Build(_folder.File("build/Program.dll"), $"public static class Program {{ public const string Version = \"{version}\"; }}");

    private static void Foreign(string kernels)
    {
        Directory.CreateDirectory(Path.Combine(kernels, ".net-csharp"));
        File.WriteAllText(Path.Combine(kernels, ".net-csharp", "kernel.json"), """{"argv":["/other/program","{connection_file}"],"display_name":".NET (C#)","language":"C#"}""");
    }
}

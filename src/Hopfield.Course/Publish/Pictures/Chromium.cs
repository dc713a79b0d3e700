using System.Diagnostics;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>A Chromium, Chrome or Edge of this machine, started without a window and driven by the DevTools protocol.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    /// <summary>The variable that names the program where it is found neither on the path nor in its usual place.</summary>
    public const string Variable = "HOPFIELD_CHROMIUM";

    private static readonly TimeSpan _startLimit = TimeSpan.FromSeconds(60);

    private readonly Task _run;
    private readonly CancellationTokenSource _end;
    private readonly TemporaryFolder _profile;

    private Chromium(Task run, CancellationTokenSource end, TemporaryFolder profile, DevTools tools)
    {
        _run = run;
        _end = end;
        _profile = profile;
        Tools = tools;
    }

    /// <summary>The connection.</summary>
    public DevTools Tools { get; }

    /// <summary>The program's path, or null where there is none.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return File.Exists(named) ? named : null;
        return OnPath().Concat(UsualPlaces()).FirstOrDefault(File.Exists);
    }

    /// <summary>Starts the program.</summary>
    /// <param name="path">The program.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">It did not start in a minute.</exception>
    public static async Task<Chromium> StartAsync(string path, CancellationToken cancellationToken)
    {
        var profile = new TemporaryFolder();
        var end = new CancellationTokenSource();
        Task run = ProcessRun.RunAsync(path, [.. _flags, $"--user-data-dir={profile.Path}", "about:blank"], _ => { }, token: end.Token);
        try
        {
            Uri address = await AddressAsync(run, path, profile.Path, cancellationToken);
            return new Chromium(run, end, profile, await DevTools.ConnectAsync(address, cancellationToken));
        }
        catch
        {
            await EndAsync(run, end, profile);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Tools.DisposeAsync();
        await EndAsync(_run, _end, _profile);
    }

    private static async Task EndAsync(Task run, CancellationTokenSource end, TemporaryFolder profile)
    {
        await end.CancelAsync();
        await run.ContinueWith(_ => { }, TaskScheduler.Default); // however it ended, nobody asks any more
        end.Dispose();
        profile.Dispose();
    }

    // The program writes its port into its profile as soon as it listens.
    private static async Task<Uri> AddressAsync(Task run, string program, string profile, CancellationToken cancellationToken)
    {
        string file = Path.Combine(profile, "DevToolsActivePort");
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < _startLimit && !run.IsCompleted)
        {
            string[] lines = File.Exists(file) ? await File.ReadAllLinesAsync(file, cancellationToken) : [];
            if (lines is [var port, var path, ..]) return new Uri($"ws://127.0.0.1:{port}{path}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }

        throw new IOException($"{program} did not start.");
    }

    private static readonly string[] _flags =
    [
        "--headless", "--remote-debugging-port=0", "--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-quic",
        "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-device-scale-factor=1",
        "--font-render-hinting=none",
    ];

    private static IEnumerable<string> OnPath()
    {
        string[] names = OperatingSystem.IsWindows()
            ? ["chrome.exe", "chromium.exe", "msedge.exe"]
            : ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name)));
    }

    private static IEnumerable<string> UsualPlaces()
    {
        if (OperatingSystem.IsMacOS())
        {
            return ((string[])["Google Chrome", "Chromium", "Microsoft Edge"]).Select(name => $"/Applications/{name}.app/Contents/MacOS/{name}");
        }

        Environment.SpecialFolder[] roots =
            [Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86, Environment.SpecialFolder.LocalApplicationData];
        string[] programs = [@"Google\Chrome\Application\chrome.exe", @"Chromium\Application\chrome.exe", @"Microsoft\Edge\Application\msedge.exe"];
        return OperatingSystem.IsWindows()
            ? roots.SelectMany(root => programs.Select(program => Path.Combine(Environment.GetFolderPath(root), program)))
            : [];
    }
}

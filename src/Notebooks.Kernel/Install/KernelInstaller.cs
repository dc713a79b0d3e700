using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Notebooks.Kernel;

/// <summary>Makes a program a kernel of Jupyter's: a copy of it that builds do not touch, and the files by which front ends find it.</summary>
/// <param name="options">What is installed.</param>
/// <param name="log">Where it is said what was done.</param>
public sealed class KernelInstaller(InstallOptions options, TextWriter log)
{
    /// <summary>Installs the kernel for this user.</summary>
    /// <param name="readyToRun">True to compile the copy ahead of time, which takes minutes once and halves the wait for every first cell.</param>
    /// <param name="force">True to take the place of another program's <c>.net-csharp</c>, which is then kept and comes back when this one is removed.</param>
    /// <param name="prefix">A folder such as that of a virtual environment; null for the user's own.</param>
    /// <param name="cancel">Stops the work; nothing is registered then.</param>
    /// <returns>A task that ends when the kernel can be chosen.</returns>
    /// <exception cref="InvalidOperationException">The copy could not be made; the message says why.</exception>
    public async Task InstallAsync(bool readyToRun, bool force, string? prefix = null, CancellationToken cancel = default)
    {
        string copy = Path.Combine(options.Folder, VersionName(readyToRun));
        if (!Directory.Exists(copy))
        {
            await CopyAsync(copy, readyToRun, cancel);
        }
        // The newest by this time are kept.
        Directory.SetLastWriteTimeUtc(copy, DateTime.UtcNow);
        string program = Path.Combine(copy, options.Program);
        Register(options.Name, options.DisplayName, program, prefix);
        var foreign = KernelSpecs.All(prefix).FirstOrDefault(spec => spec.Name == KernelSpecs.DropIn && !spec.IsOf(options.Id));
        if (foreign is not null && !force)
        {
            log.WriteLine($"{KernelSpecs.DropIn} belongs to another program ({foreign.Folder}) and was left alone; --force replaces it and keeps a copy.");
            log.WriteLine($"In a notebook choose the kernel \"{options.DisplayName}\".");
        }
        else
        {
            Backup(prefix);
            Register(KernelSpecs.DropIn, ".NET (C#)", program, prefix);
            log.WriteLine("In a notebook choose the kernel \".NET (C#)\"; the chapters ask for it by themselves.");
        }
        RemoveCopies(keep: 2);
    }

    /// <summary>Removes the kernel's files and copies, and brings back a <c>.net-csharp</c> that it had replaced.</summary>
    /// <param name="prefix">The folder that was given to the installation; null for the user's own.</param>
    public void Uninstall(string? prefix = null)
    {
        foreach (var spec in KernelSpecs.All(prefix).Where(spec => spec.IsOf(options.Id)))
        {
            Directory.Delete(spec.Folder, recursive: true);
            log.WriteLine($"removed {spec.Folder}");
        }
        string kept = BackupFolder(prefix), dropIn = Path.Combine(KernelSpecs.Folder(prefix), KernelSpecs.DropIn);
        if (Directory.Exists(kept) && !Directory.Exists(dropIn))
        {
            Copy(kept, dropIn);
            Directory.Delete(kept, recursive: true);
            log.WriteLine($"brought back {dropIn}");
        }
        RemoveCopies(keep: 0);
    }

    /// <summary>Lists the kernels that Jupyter finds, with whose they are and whether their program exists.</summary>
    /// <param name="prefix">A folder such as that of a virtual environment; null for all that Jupyter looks into.</param>
    public void List(string? prefix = null)
    {
        var specs = KernelSpecs.All(prefix).ToList();
        foreach (var spec in specs)
        {
            log.WriteLine($"{spec.Name,-20} {(spec.IsOf(options.Id) ? "ours   " : "another")} {(IsSound(spec) ? "" : "PROGRAM MISSING ")}{spec.Folder}");
        }
        if (!specs.Any(spec => spec.IsOf(options.Id)))
        {
            log.WriteLine("This kernel is not installed: run `kernel install`.");
        }
    }

    internal static bool IsSound(KernelSpecs.Spec spec) => spec.Command is [var host, ..] words
        && (!Path.IsPathRooted(host) || File.Exists(host)) && words.Where(word => word.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)).All(File.Exists);

    private void Register(string name, string displayName, string program, string? prefix)
    {
        string folder = Path.Combine(KernelSpecs.Folder(prefix), name);
        KernelSpecs.Write(folder, options, displayName, program);
        log.WriteLine($"registered {name}: {folder}");
    }

    // Kept outside Jupyter's folders, where it would be listed as a kernel of its own.
    private string BackupFolder(string? prefix) => Path.Combine(options.Folder, "replaced-" + ShortHash(KernelSpecs.Folder(prefix)));

    private void Backup(string? prefix)
    {
        string folder = Path.Combine(KernelSpecs.Folder(prefix), KernelSpecs.DropIn), kept = BackupFolder(prefix);
        if (Directory.Exists(folder) && !KernelSpecs.All(prefix).Any(spec => spec.Folder == folder && spec.IsOf(options.Id)))
        {
            if (Directory.Exists(kept))
            {
                Directory.Delete(kept, recursive: true);
            }
            Copy(folder, kept);
            Directory.Delete(folder, recursive: true);
            log.WriteLine($"kept the {KernelSpecs.DropIn} that was there: {kept}");
        }
    }

    // One folder for each build, so that kernels that run keep theirs.
    private string VersionName(bool readyToRun)
    {
        var ids = options.Libraries.Append(options.Program).Select(file => LibraryFile.ReadVersionId(Path.Combine(options.Build, file)).ToString());
        return ShortHash(string.Join(';', ids)) + (readyToRun ? "-r2r" : "");
    }

    private async Task CopyAsync(string copy, bool readyToRun, CancellationToken cancel)
    {
        string half = $"{copy}.{Environment.ProcessId}.new";
        try
        {
            if (readyToRun)
            {
                log.WriteLine("Compiling a copy of the kernel ahead of time. This takes some minutes, once; --no-r2r does without, and the first cell of a session then takes about a second longer.");
                await PublishAsync(half, cancel);
            }
            else
            {
                Copy(options.Build, half);
            }
            foreach (string file in options.Libraries)
            {
                if (LibraryFile.ReadVersionId(Path.Combine(half, file)) != LibraryFile.ReadVersionId(Path.Combine(options.Build, file)))
                {
                    throw new InvalidOperationException($"The sources have changed since {file} was built: build again, then install.");
                }
            }
            File.WriteAllText(Path.Combine(half, InstallOptions.Mark), options.Id);
            Directory.Move(half, copy);
            log.WriteLine($"copied to {copy}");
        }
        finally
        {
            if (Directory.Exists(half))
            {
                Directory.Delete(half, recursive: true);
            }
        }
    }

    private async Task PublishAsync(string folder, CancellationToken cancel)
    {
        if (!File.Exists(options.Project))
        {
            throw new InvalidOperationException($"{options.Project} was not found: install from a build of the sources, or with --no-r2r.");
        }
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "linux-musl" : "linux";
        string[] words = ["publish", options.Project, "-c", "Release", "-r", $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}",
            "--self-contained", "false", "-p:PublishReadyToRun=true", "-o", folder, "-nologo", "-v:quiet", "-tl:off"];
        using var process = Process.Start(new ProcessStartInfo("dotnet", words) { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false })!;
        using var ending = cancel.Register(() => process.Kill(entireProcessTree: true));
        string output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        cancel.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The copy could not be compiled ahead of time; --no-r2r does without.\n{output.Trim()}");
        }
    }

    private void RemoveCopies(int keep)
    {
        if (!Directory.Exists(options.Folder))
        {
            return;
        }
        foreach (string copy in Directory.GetDirectories(options.Folder).Where(folder => File.Exists(Path.Combine(folder, InstallOptions.Mark)))
            .OrderByDescending(Directory.GetLastWriteTimeUtc).Skip(keep))
        {
            try
            {
                Directory.Delete(copy, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                log.WriteLine($"{copy} is in use and stays until the next time.");
            }
        }
    }

    private static string ShortHash(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..12];

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}

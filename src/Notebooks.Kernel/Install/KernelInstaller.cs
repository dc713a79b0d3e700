namespace Notebooks.Kernel;

/// <summary>Makes a program a kernel of Jupyter: a copy of it that builds do not touch, and the files by which front ends find it.</summary>
/// <param name="options">What is installed.</param>
/// <param name="log">Takes the report of what was done.</param>
public sealed class KernelInstaller(InstallOptions options, TextWriter log)
{
    private readonly InstalledCopies _copies = new(options, log);

    /// <summary>Installs the kernel for this user.</summary>
    /// <param name="readyToRun">True to compile the copy ahead of time, which takes minutes once and halves the wait for every first cell.</param>
    /// <param name="force">True to take the place of another program's <c>.net-csharp</c>, which is then kept and comes back when this one is removed.</param>
    /// <param name="prefix">A folder such as that of a virtual environment; null for the user's own.</param>
    /// <param name="cancel">Stops the work; nothing is registered then.</param>
    /// <returns>A task that ends when the kernel can be chosen.</returns>
    /// <exception cref="InvalidOperationException">The copy could not be made; the message says why.</exception>
    public async Task InstallAsync(bool readyToRun, bool force, string? prefix = null, CancellationToken cancel = default)
    {
        string program = await _copies.MakeAsync(readyToRun, cancel);
        WriteLabExtension(prefix);
        Register(options.Name, options.DisplayName, program, prefix);
        if (Foreign(prefix) is { } foreign && !force)
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
        _copies.Remove(keep: 2);
    }

    /// <summary>Says what <see cref="InstallAsync"/> would do, and touches nothing.</summary>
    /// <param name="readyToRun">As there.</param>
    /// <param name="force">As there.</param>
    /// <param name="prefix">As there.</param>
    public void Describe(bool readyToRun, bool force, string? prefix = null)
    {
        (string copy, bool exists) = _copies.Place(readyToRun);
        log.WriteLine(exists ? $"would use the copy {copy}" : $"would copy to {copy}{(readyToRun ? ", compiled ahead of time" : "")}");
        if (options.LabExtension.Count > 0) log.WriteLine($"would register an extension of JupyterLab: {KernelSpecs.LabFolder(prefix, options.Id)}");
        WouldRegister(options.Name);
        KernelSpecs.Spec? foreign = Foreign(prefix);
        if (foreign is not null && !force)
        {
            log.WriteLine($"would leave {KernelSpecs.DropIn} alone: it belongs to another program ({foreign.Folder})");
            return;
        }
        if (foreign is not null) log.WriteLine($"would keep the {KernelSpecs.DropIn} that is there: {BackupFolder(prefix)}");
        WouldRegister(KernelSpecs.DropIn);

        void WouldRegister(string name) => log.WriteLine($"would register {name}: {Path.Combine(KernelSpecs.Folder(prefix), name)}");
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
        if (KernelSpecs.LabFolder(prefix, options.Id) is var extension && Directory.Exists(extension))
        {
            Directory.Delete(extension, recursive: true);
            log.WriteLine($"removed {extension}");
        }
        string kept = BackupFolder(prefix), dropIn = Path.Combine(KernelSpecs.Folder(prefix), KernelSpecs.DropIn);
        if (Directory.Exists(kept) && !Directory.Exists(dropIn))
        {
            InstalledCopies.Copy(kept, dropIn);
            Directory.Delete(kept, recursive: true);
            log.WriteLine($"brought back {dropIn}");
        }
        if (!KernelSpecs.All(null).Any(spec => spec.IsOf(options.Id)))
        {
            _copies.Remove(keep: 0);
        }
    }

    /// <summary>Lists the kernels that Jupyter finds, who installed them and whether their program exists.</summary>
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

    // Another program's kernel of the name that the chapters ask for.
    private KernelSpecs.Spec? Foreign(string? prefix) => KernelSpecs.All(prefix).FirstOrDefault(spec => spec.Name == KernelSpecs.DropIn && !spec.IsOf(options.Id));

    private void Register(string name, string displayName, string program, string? prefix)
    {
        string folder = Path.Combine(KernelSpecs.Folder(prefix), name);
        KernelSpecs.Write(folder, options, displayName, program);
        log.WriteLine($"registered {name}: {folder}");
    }

    // JupyterLab takes a folder with a package.json for an extension, so that comes last.
    private void WriteLabExtension(string? prefix)
    {
        if (options.LabExtension.Count == 0)
        {
            return;
        }
        string folder = KernelSpecs.LabFolder(prefix, options.Id);
        foreach (var (name, content) in options.LabExtension.OrderBy(file => file.Key == "package.json"))
        {
            AtomicFile.Write(Path.Combine(folder, name), content);
        }
        log.WriteLine($"registered an extension of JupyterLab: {folder}");
    }

    // Kept outside Jupyter's folders, where it would be listed as a kernel of its own.
    private string BackupFolder(string? prefix) => Path.Combine(options.Folder, "replaced-" + InstalledCopies.ShortHash(KernelSpecs.Folder(prefix)));

    private void Backup(string? prefix)
    {
        string folder = Path.Combine(KernelSpecs.Folder(prefix), KernelSpecs.DropIn), kept = BackupFolder(prefix);
        if (Directory.Exists(folder) && !KernelSpecs.All(prefix).Any(spec => spec.Folder == folder && spec.IsOf(options.Id)))
        {
            if (Directory.Exists(kept))
            {
                Directory.Delete(kept, recursive: true);
            }
            InstalledCopies.Copy(folder, kept);
            Directory.Delete(folder, recursive: true);
            log.WriteLine($"kept the {KernelSpecs.DropIn} that was there: {kept}");
        }
    }
}

namespace Notebooks.Kernel;

/// <summary>What is to be installed as a kernel, and under which names.</summary>
public sealed record InstallOptions
{
    /// <summary>The name of the folder that holds the installed copies, and the mark by which specs are known as ours.</summary>
    public required string Id { get; init; }

    /// <summary>The name that the kernel always gets, beside the one that C# notebooks ask for.</summary>
    public required string Name { get; init; }

    /// <summary>What front ends show in their list of kernels.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The file name of the program; it is started with <c>kernel start FILE</c>.</summary>
    public required string Program { get; init; }

    /// <summary>The project file of the program.</summary>
    public required string Project { get; init; }

    /// <summary>The folder of the program's build, which is what runs when this is called.</summary>
    public string Build { get; init; } = AppContext.BaseDirectory;

    /// <summary>Libraries that notebooks name by <c>#r</c>: the installed copy must be of the same build.</summary>
    public IReadOnlyList<string> Libraries { get; init; } = [];

    /// <summary>
    /// What lies beside the registration, by file name, and is served from there: pictures for the list of kernels
    /// (<c>logo-32x32.png</c>, <c>logo-64x64.png</c>, <c>logo-svg.svg</c>), and what the classic Notebook loads with the kernel (<c>kernel.js</c>).
    /// </summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>An extension of JupyterLab that comes with the kernel, built before: its files by their paths in its folder, which is named <see cref="Id"/>. None where it is empty.</summary>
    public IReadOnlyDictionary<string, byte[]> LabExtension { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>The folder that holds the installed copies, under the user's own data.</summary>
    public string Home { get; init; } = "";

    /// <summary>True in a process that runs from an installed copy.</summary>
    public static bool RunsInstalled => File.Exists(Path.Combine(AppContext.BaseDirectory, Mark));

    internal const string Mark = "installed-kernel";

    internal string Folder => Home.Length > 0 ? Home
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), Id, "kernel");
}

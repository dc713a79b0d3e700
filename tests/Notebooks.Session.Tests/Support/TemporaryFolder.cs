namespace Notebooks.Session.Tests;

/// <summary>A folder of its own for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("notebooks-kernel-");

    /// <summary>The path of a file in it, with slashes that stand in a C# string as they are.</summary>
    public string File(string name) => Path.Combine(_folder.FullName, name).Replace('\\', '/');

    public void Dispose() => _folder.Delete(recursive: true);
}

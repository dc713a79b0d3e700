using Notebooks.Tests;

[assembly: AssemblyFixture(typeof(OwnProgress))]

namespace Notebooks.Tests;

/// <summary>Keeps the checks that these tests run away from the progress of whoever runs the tests.</summary>
public sealed class OwnProgress : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"hopfield-progress-{Guid.NewGuid():N}");

    public OwnProgress() => Environment.SetEnvironmentVariable("HOPFIELD_PROGRESS", folder);

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}

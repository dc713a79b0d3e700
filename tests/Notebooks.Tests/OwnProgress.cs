using Notebooks.Tests;

[assembly: AssemblyFixture(typeof(OwnProgress))]

namespace Notebooks.Tests;

/// <summary>Keeps the checks that these tests run away from the progress of whoever runs the tests.</summary>
public sealed class OwnProgress : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"hopfield-progress-{Guid.NewGuid():N}");

    public OwnProgress() => Environment.SetEnvironmentVariable("HOPFIELD_PROGRESS", _folder);

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }
}

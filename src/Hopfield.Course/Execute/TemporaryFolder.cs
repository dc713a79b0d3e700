namespace Hopfield.Course;

/// <summary>An empty folder that goes away with its owner.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hopfield-");

    /// <summary>The full path.</summary>
    public string Path => _folder.FullName;

    /// <summary>Removes the folder and what is in it; a file that another process still holds is left to the system.</summary>
    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}

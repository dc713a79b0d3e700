namespace Hopfield.Tests;

/// <summary>Files of the working tree, found from where the tests were built.</summary>
internal static class Repository
{
    public static string PathOf(string relativePath) => Path.Combine(Root(), relativePath);

    private static string Root()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Hopfield.Notebooks.sln"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException($"Found no Hopfield.Notebooks.sln above {AppContext.BaseDirectory}.");
    }
}

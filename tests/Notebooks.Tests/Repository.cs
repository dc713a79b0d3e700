using Hopfield.Course;

namespace Notebooks.Tests;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Repository
{
    public static CourseTree Tree { get; } = new(Root(AppContext.BaseDirectory));

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "Hopfield.Notebooks.sln")) ? folder : Root(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder))!);
}

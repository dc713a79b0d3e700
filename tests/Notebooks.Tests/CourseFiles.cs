using Hopfield.Course;
using Notebooks.Tests.Lint;

namespace Notebooks.Tests;

/// <summary>The course that these tests were built from.</summary>
internal static class CourseFiles
{
    public static CourseTree Tree { get; } = CourseTree.Find(AppContext.BaseDirectory);

    public static LintedCourse Read() => LintedCourse.Read(Tree);
}

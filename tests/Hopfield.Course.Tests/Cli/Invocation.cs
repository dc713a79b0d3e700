using System.CommandLine;

namespace Hopfield.Course.Tests;

/// <summary>One use of the command line, with what it wrote.</summary>
internal sealed record Invocation(int ExitCode, string Output, string Errors)
{
    public static async Task<Invocation> OfAsync(TrialCourse course, CancellationToken cancellationToken, params string[] args)
    {
        using StringWriter output = new(), errors = new();
        var configuration = new InvocationConfiguration { Output = output, Error = errors };
        int exitCode = await CourseCommand.InvokeAsync([.. args, "--course", course.Tree.Root], configuration, cancellationToken);
        return new(exitCode, output.ToString(), errors.ToString());
    }

    public static Task<Invocation> OfAsync(TrialCourse course, params string[] args) => OfAsync(course, TestContext.Current.CancellationToken, args);
}

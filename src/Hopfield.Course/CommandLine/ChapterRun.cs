using System.CommandLine;
using Hopfield.Course.Execution;
using Spectre.Console;

namespace Hopfield.Course.CommandLine;

/// <summary>What <c>run</c>, <c>publish</c> and <c>verify</c> have in common: which chapters, for how long, and the run itself with its progress.</summary>
internal sealed class ChapterRun
{
    private readonly Argument<string[]> chapters = new("NN")
    {
        Description = "Numbers of chapters; all where none is named.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<double> timeout = new("--timeout")
    {
        Description = "Seconds that one chapter may run.",
        DefaultValueFactory = _ => ExecutionLimits.Default.Timeout.TotalSeconds,
    };

    private readonly Option<DirectoryInfo?> course = new("--course")
    {
        Description = "The course's folder; found by walking up from the working directory where it is not named.",
    };

    /// <summary>Adds the arguments to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        timeout.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and < 1e6)) result.AddError("--timeout must be a number of seconds above 0.");
        });
        command.Add(chapters);
        command.Add(timeout);
        command.Add(course);
    }

    /// <summary>The course's folders.</summary>
    /// <param name="parsed">The command line.</param>
    public CourseTree Tree(ParseResult parsed) =>
        CourseTree.Find(parsed.GetValue(course)?.FullName ?? Directory.GetCurrentDirectory());

    /// <summary>Runs the chapters that were named and says at the end which failed, and where.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="tree">The course's folders.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task<IReadOnlyList<ExecutedChapter>> ExecuteAsync(ParseResult parsed, CourseTree tree, CancellationToken cancellationToken)
    {
        IReadOnlyList<Chapter> wanted = Chapter.Select(tree.Chapters, parsed.GetValue(chapters)!);
        TextWriter output = parsed.InvocationConfiguration.Output;
        IReadOnlyList<ExecutedChapter> results = await ExecuteAsync(wanted, Limits(parsed), output, cancellationToken).ConfigureAwait(false);
        foreach (ExecutedChapter result in results)
        {
            if (result.Failure is { } failure) await output.WriteLineAsync($"{result.Chapter.Name}, {failure}").ConfigureAwait(false);
        }

        return results;
    }

    /// <summary>Runs notebooks under a progress that suits the output.</summary>
    /// <param name="wanted">The notebooks.</param>
    /// <param name="limits">Time and number at once.</param>
    /// <param name="output">Where plain progress goes.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static Task<IReadOnlyList<ExecutedChapter>> ExecuteAsync(
        IReadOnlyList<Chapter> wanted, ExecutionLimits limits, TextWriter output, CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<ExecutedChapter>> Work(IRunProgress progress) =>
            new ChapterExecution(limits, progress).RunAsync(wanted, cancellationToken);

        bool terminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;
        return terminal ? LiveProgress.ShowAsync(AnsiConsole.Console, wanted, Work) : Work(new PlainProgress(output));
    }

    /// <summary>The limits that the command line sets.</summary>
    /// <param name="parsed">The command line.</param>
    public ExecutionLimits Limits(ParseResult parsed) =>
        ExecutionLimits.Default with { Timeout = TimeSpan.FromSeconds(parsed.GetValue(timeout)) };
}

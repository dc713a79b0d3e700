using System.CommandLine;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary><c>grade DIR</c>: runs the checks of submitted notebooks and writes a table of scores.</summary>
internal static class GradeCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "Submissions: DIR/student/chapter.ipynb, or DIR/student_chapter.ipynb." };
        var to = new Option<FileInfo?>("--to") { Description = "The table; scores.csv in DIR where it is not named.", HelpName = "FILE" };
        Option<double> seconds = ChapterRun.Timeout("exercise", TimeSpan.FromMinutes(1));
        var megabytes = new Option<int>("--memory") { Description = "Megabytes that one exercise may take.", DefaultValueFactory = _ => 1024 };
        var pages = new Option<DirectoryInfo?>("--feedback") { Description = "The folder of a page for each student; feedback beside the table where it is not named.", HelpName = "FOLDER" };
        var open = new Option<bool>("--unsafe") { Description = "Run submissions with your rights, your files and your network, where this system cannot shut them in." };
        Option<DirectoryInfo?> course = ChapterRun.Course();
        megabytes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is not (>= 64 and <= 1 << 20)) result.AddError("--memory must be a number of megabytes from 64 on.");
        });
        var command = new Command("grade", "Run the checks of submitted notebooks, each answer shut in a process of its own, and write a table of scores and a page for each student. What a person entered into the table stays.") { folder, to, pages, seconds, megabytes, open, course };
        command.SetAction((parsed, token) => CourseCommand.GuardAsync(parsed, async () =>
        {
            string submitted = parsed.GetValue(folder)!.FullName;
            TextWriter output = parsed.InvocationConfiguration.Output;
            IReadOnlyList<Submission> submissions = Submission.In(submitted);
            string? whyNot = parsed.GetValue(open) ? null : await Confinement.WhyNotAsync(submitted, token);
            if (whyNot is not null) throw new NotebookException($"Submissions cannot be shut in here ({whyNot}). --unsafe runs them with your rights all the same.");
            CourseTree tree = ChapterRun.Tree(parsed, course);
            var grading = new Grading(
                tree,
                ExecutionLimits.Default with { Timeout = TimeSpan.FromSeconds(parsed.GetValue(seconds)) },
                new Confinement(parsed.GetValue(megabytes) * 1024L * 1024, Sealed: !parsed.GetValue(open)));
            var rows = new List<GradedSubmission>();
            foreach (Submission submission in submissions)
            {
                GradedSubmission row = submission.Trouble is not null ? new(submission, [], []) : new(submission, grading.ExercisesOf(submission.Number!), await grading.GradeAsync(submission, token));
                rows.Add(row);
                await output.WriteLineAsync($"{submission.Student}, {submission.Number ?? "?"}: {submission.Trouble ?? $"{row.Grades.Sum(grade => grade.Points ?? 0)} of {row.Grades.Count(grade => grade.Points is not null)}"}");
            }

            string file = Table(parsed.GetValue(to), submitted);
            ScoreTable before = Read(file);
            (string Words, bool Lost)[] doubts = [.. before.Doubts(rows)];
            foreach ((string words, _) in doubts) await output.WriteLineAsync(words);
            if (doubts.Any(doubt => doubt.Lost)) await output.WriteLineAsync($"The table before: {EarlierFile.Keep(file, await File.ReadAllBytesAsync(file, token))}");
            Write(file, before.With(rows));
            await output.WriteLineAsync(file);
            await output.WriteLineAsync(WritePages(parsed.GetValue(pages), file, tree, rows, before));
            return 0;
        }));
        return command;
    }

    /// <summary>The table's file.</summary>
    /// <param name="named">What was named.</param>
    /// <param name="submitted">The folder of submissions.</param>
    public static string Table(FileInfo? named, string submitted) => named?.FullName ?? Path.Combine(submitted, "scores.csv");

    /// <summary>Reads the table; an empty one where there is none.</summary>
    /// <param name="file">The table's file.</param>
    public static ScoreTable Read(string file) => File.Exists(file) ? ScoreTable.Read(File.ReadAllText(file)) : ScoreTable.Empty;

    /// <summary>Writes the students' pages.</summary>
    /// <param name="named">The folder that was named.</param>
    /// <param name="file">The table's file, beside which they lie otherwise.</param>
    /// <param name="tree">The course's folders.</param>
    /// <param name="rows">The submissions with their grades.</param>
    /// <param name="table">The table with what a person entered.</param>
    /// <returns>Their folder.</returns>
    public static string WritePages(DirectoryInfo? named, string file, CourseTree tree, IReadOnlyList<GradedSubmission> rows, ScoreTable table)
    {
        string folder = named?.FullName ?? Path.Combine(Path.GetDirectoryName(file)!, "feedback");
        new Feedback(tree).WriteAll(folder, rows, table);
        return folder;
    }

    /// <summary>Writes the table.</summary>
    /// <param name="file">The table's file.</param>
    /// <param name="text">Its text.</param>
    public static void Write(string file, string text)
    {
        try
        {
            AtomicFile.Write(file, text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"{file} cannot be written ({error.Message}). Close it in the spreadsheet and grade again.", error);
        }
    }
}

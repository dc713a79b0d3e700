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
        var open = new Option<bool>("--unsafe") { Description = "Run submissions with your rights, your files and your network, where this system cannot shut them in." };
        Option<DirectoryInfo?> course = ChapterRun.Course();
        megabytes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is not (>= 64 and <= 1 << 20)) result.AddError("--memory must be a number of megabytes from 64 on.");
        });
        var command = new Command("grade", "Run the checks of submitted notebooks, each answer shut in a process of its own, and write a table of scores.") { folder, to, seconds, megabytes, open, course };
        command.SetAction((parsed, token) => CourseCommand.GuardAsync(parsed, async () =>
        {
            string submitted = parsed.GetValue(folder)!.FullName;
            TextWriter output = parsed.InvocationConfiguration.Output;
            IReadOnlyList<Submission> submissions = Submission.In(submitted);
            string? whyNot = parsed.GetValue(open) ? null : await Confinement.WhyNotAsync(submitted, token);
            if (whyNot is not null) throw new NotebookException($"Submissions cannot be shut in here ({whyNot}). --unsafe runs them with your rights all the same.");
            var grading = new Grading(
                ChapterRun.Tree(parsed, course),
                ExecutionLimits.Default with { Timeout = TimeSpan.FromSeconds(parsed.GetValue(seconds)) },
                new Confinement(parsed.GetValue(megabytes) * 1024L * 1024, Sealed: !parsed.GetValue(open)));
            var rows = new List<(Submission, IReadOnlyList<Exercise>, IReadOnlyList<Grade>)>();
            foreach (Submission submission in submissions)
            {
                IReadOnlyList<Exercise> exercises = submission.Trouble is null ? grading.ExercisesOf(submission.Number!) : [];
                IReadOnlyList<Grade> grades = submission.Trouble is null ? await grading.GradeAsync(submission, token) : [];
                rows.Add((submission, exercises, grades));
                await output.WriteLineAsync($"{submission.Student}, {submission.Number ?? "?"}: {submission.Trouble ?? $"{grades.Sum(grade => grade.Points ?? 0)} of {grades.Count(grade => grade.Points is not null)}"}");
            }

            string file = parsed.GetValue(to)?.FullName ?? Path.Combine(submitted, "scores.csv");
            AtomicFile.Write(file, ScoreTable.Write(rows));
            await output.WriteLineAsync(file);
            return 0;
        }));
        return command;
    }
}

using System.CommandLine;

namespace Hopfield.Course;

/// <summary><c>feedback DIR</c>: the sums and the students' pages anew from the table of scores, with the marks that a person entered; no check runs.</summary>
internal static class FeedbackCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "Submissions that were graded." };
        var scores = new Option<FileInfo?>("--scores") { Description = "The table; scores.csv in DIR where it is not named.", HelpName = "FILE" };
        var to = new Option<DirectoryInfo?>("--to") { Description = "The folder of the pages; feedback beside the table where it is not named.", HelpName = "FOLDER" };
        Option<DirectoryInfo?> course = ChapterRun.Course();
        var command = new Command("feedback", "Sum up the marks that a person entered into the table of scores, and write the page for each student anew. Runs nothing.") { folder, scores, to, course };
        command.SetAction((parsed, token) => CourseCommand.GuardAsync(parsed, async () =>
        {
            string submitted = parsed.GetValue(folder)!.FullName, file = GradeCommand.Table(parsed.GetValue(scores), submitted);
            if (!File.Exists(file)) throw new NotebookException($"{file}: there is no such table. grade writes it.");
            CourseTree tree = ChapterRun.Tree(parsed, course);
            TextWriter output = parsed.InvocationConfiguration.Output;
            ScoreTable table = GradeCommand.Read(file);
            var rows = new List<GradedSubmission>();
            foreach (Submission submission in Submission.In(submitted))
            {
                IReadOnlyList<Exercise> exercises = submission.Trouble is null ? ExerciseSource.Load(tree.ExercisesOf(Chapter.Select(tree.Chapters, [submission.Number!])[0])).Exercises : [];
                int nth = rows.Count(row => row.Submission.Student == submission.Student && row.Submission.Number == submission.Number);
                if (table.GradesOf(submission, exercises, nth) is { } grades) rows.Add(new(submission, exercises, grades));
                else await output.WriteLineAsync($"{submission.Student}, {submission.Number ?? "?"}: not graded yet");
            }

            foreach ((string words, _) in table.Doubts(rows)) await output.WriteLineAsync(words);
            GradeCommand.Write(file, table.With(rows));
            await output.WriteLineAsync(GradeCommand.WritePages(parsed.GetValue(to), file, tree, rows, table));
            return 0;
        }));
        return command;
    }
}

using System.Text.Json;

namespace Hopfield.Exercises.Tests;

public sealed class ProgressTests : Notes
{
    private string FileOf(string id) => Path.Combine(Store.Folder, $"{id}.json");

    [Fact]
    public void Progress_outlives_the_process_that_made_it()
    {
        Exercise().Value(1, 7);
        Exercise().Value(7, 7);
        Assert.Equal((true, 1), (new ProgressStore(Store.Folder).All()[0].Solved, new ProgressStore(Store.Folder).All()[0].Tries));
    }

    [Fact]
    public void What_was_solved_stays_solved_when_a_later_try_is_wrong()
    {
        Exercise().Value(7, 7);
        Exercise().Value(8, 7);
        Assert.True(Assert.Single(Store.All()).Solved);
    }

    [Fact]
    public void The_report_counts_by_chapter()
    {
        new ExerciseCheck("01.1", [], Store).Value(7, 7);
        new ExerciseCheck("02.1", [], Store).Value(1, 7);
        new ExerciseCheck("02.1", [], Store).Value(2, 7);
        new ExerciseCheck("02.2", [], Store).Value(double.NaN, 7);
        var report = new ProgressReport(Store);
        Assert.Equal("1 solved of 2 begun.\nChapter 01: ✓ 01.1 solved\nChapter 02: ✗ 02.1 open, 2 wrong tries", report.ToString());
        Assert.Contains("02.1 open, 2 wrong tries", report.ToHtml());
    }

    [Fact]
    public void An_empty_store_reports_nothing_and_makes_no_folder()
    {
        Assert.Equal("Nothing solved yet.", new ProgressReport(Store).ToString());
        Exercise().Value(double.NaN, 7);
        Assert.False(Directory.Exists(Store.Folder));
    }

    [Theory, InlineData(""), InlineData("{"), InlineData("null"), InlineData("[1]"), InlineData("{\"Exercise\":\"02.9\",\"Tries\":1}"), InlineData("{\"Exercise\":\"02.1\",\"Tries\":-1}"), InlineData("{\"Exercise\":\"02.1\",\"Last\":null}")]
    public void A_damaged_record_is_set_aside_and_never_lost(string damage)
    {
        Directory.CreateDirectory(Store.Folder);
        File.WriteAllText(FileOf("02.1") + ".damaged-1", "older damage");
        File.WriteAllText(FileOf("02.1"), damage);

        Assert.Equal(Outcome.Solved, Exercise().Value(7, 7).Outcome);

        Assert.Equal(damage, File.ReadAllText(FileOf("02.1") + ".damaged-2"));
        Assert.Equal("older damage", File.ReadAllText(FileOf("02.1") + ".damaged-1"));
        Assert.True(Assert.Single(Store.All()).Solved);
        Assert.EndsWith($"Damaged records, set aside in {Store.Folder}: 2.", new ProgressReport(Store).ToString());
    }

    [Fact]
    public void Resetting_forgets_the_records_and_leaves_other_files_alone()
    {
        Exercise().Value(7, 7);
        File.WriteAllText(Path.Combine(Store.Folder, "02.1.json.damaged-1"), "kept");
        Store.Clear();
        Assert.Empty(Store.All());
        Assert.Equal("kept", File.ReadAllText(Path.Combine(Store.Folder, "02.1.json.damaged-1")));
    }

    [Fact]
    public void A_disk_that_refuses_is_named_and_stops_no_check()
    {
        File.WriteAllText(Store.Folder, "a file where the folder should be");
        try
        {
            CheckResult result = Exercise("First hint.").Value(1, 7);
            Assert.Equal(["First hint."], result.Hints);
            Assert.Contains("Progress could not be kept: ", result.ToString());
            Assert.Equal(Outcome.Solved, Exercise().Value(7, 7).Outcome);
        }
        finally
        {
            File.Delete(Store.Folder);
        }
    }

    [Fact]
    public void Many_notebooks_at_once_leave_whole_records_and_nothing_else()
    {
        Parallel.For(0, 64, i => new ExerciseCheck($"02.{i % 4}", [], Store).Value(i, -1));
        string[] files = Directory.GetFiles(Store.Folder);
        Assert.Equal(4, files.Length);
        Assert.All(files, file => Assert.NotNull(JsonSerializer.Deserialize<Record>(File.ReadAllText(file))));
        Assert.Equal(0, Store.SetAsideCount);
    }

    [Fact]
    public void The_folder_is_the_one_that_the_environment_names_or_lies_in_the_users_data()
    {
        string? before = Environment.GetEnvironmentVariable("HOPFIELD_PROGRESS");
        try
        {
            Environment.SetEnvironmentVariable("HOPFIELD_PROGRESS", Store.Folder);
            Assert.Equal(Store.Folder, Progress.Folder);
            Check.Exercise("02.1").Value(7, 7);
            Assert.Equal(1, Progress.Show().Solved);
            Assert.Equal(0, Progress.Reset().Begun);

            Environment.SetEnvironmentVariable("HOPFIELD_PROGRESS", null);
            Assert.EndsWith(Path.Combine("Hopfield.Notebooks", "progress"), Progress.Folder);
            Assert.True(Path.IsPathRooted(Progress.Folder));
        }
        finally
        {
            Environment.SetEnvironmentVariable("HOPFIELD_PROGRESS", before);
        }
    }
}

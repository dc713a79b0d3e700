using Hopfield;
using Hopfield.Course;
using Hopfield.Exercises;
using Hopfield.Plotting;
using Notebooks.Session;

namespace Notebooks.Tests;

/// <summary>A figure that grows while its cell runs: every state goes out by itself, and the last one is what the notebook keeps.</summary>
public class LiveFigureTests
{
    [Fact]
    public async Task The_recalls_of_chapter_03_fall_step_by_step()
    {
        string[] needed = ["setup", "price-code", "thousand", "thousand-figure"];
        Notebook chapter = Notebook.Read(CourseFiles.Tree.Chapters.Single(one => one.Number == "03").Path);
        using var session = new NotebookSession(new SessionOptions { CarriedAssemblies = [typeof(HopfieldNetwork).Assembly, typeof(Figures).Assembly, typeof(Check).Assembly] });
        var shown = new Arrivals();
        foreach (NotebookCell cell in chapter.CodeCells.Where(cell => needed.Contains(cell.Id)))
        {
            CellResult end = await session.ExecuteAsync(cell.Source, shown, TestContext.Current.CancellationToken);
            Assert.True(end.Status == CellStatus.Ok, $"cell {cell.Number}: {end.Error?.Message}");
        }

        var first = Assert.IsType<DisplayData>(shown.All[0]);
        UpdateDisplayData[] updates = [.. shown.All.OfType<UpdateDisplayData>()];
        Assert.True(updates.Length >= 5);
        Assert.All(updates, update => Assert.Equal(first.DisplayId, update.DisplayId));
        // What has grown makes room, without a gap, for the value that the notebook keeps.
        Assert.True(Assert.IsType<ClearOutput>(shown.All[^2]).Wait);
        string kept = (string)Assert.IsType<ExecuteResult>(shown.All[^1]).Data["text/plain"];
        int[] steps = [Changes((string)first.Data["text/plain"]), .. updates.Select(update => Changes((string)update.Data["text/plain"])), Changes(kept)];
        Assert.Equal(steps.Distinct().Order(), steps);
        Assert.Equal(MultilineText.Join(chapter.CodeCells.Single(cell => cell.Id == "thousand-figure").Outputs[0]!["data"]!["text/plain"]), kept);
    }

    // "changes: 0 to 36"
    private static int Changes(string text) => int.Parse(text.Split('\n')[1].Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);

    private sealed class Arrivals : IOutputSink
    {
        public List<CellOutput> All { get; } = [];

        public void Publish(CellOutput output) => All.Add(output);
    }
}

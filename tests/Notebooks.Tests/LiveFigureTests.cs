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
        UpdateDisplayData[] updates = [.. shown.All.Skip(1).Cast<UpdateDisplayData>()];
        Assert.True(updates.Length >= 5);
        Assert.All(updates, update => Assert.Equal(first.DisplayId, update.DisplayId));
        int[] steps = [.. updates.Select(update => Changes((string)update.Data["text/plain"])).Prepend(Changes((string)first.Data["text/plain"]))];
        Assert.Equal(steps.Distinct().Order(), steps);
        Assert.Equal(Changes(MultilineText.Join(chapter.CodeCells.Single(cell => cell.Id == "thousand-figure").Outputs[0]!["data"]!["text/plain"])), steps[^1]);
    }

    // "changes: 0 to 36"
    private static int Changes(string text) => int.Parse(text.Split('\n')[1].Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);

    private sealed class Arrivals : IOutputSink
    {
        public List<CellOutput> All { get; } = [];

        public void Publish(CellOutput output) => All.Add(output);
    }
}

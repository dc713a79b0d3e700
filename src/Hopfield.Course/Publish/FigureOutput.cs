using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>Outputs that are figures: which they are, and the picture that goes with each.</summary>
internal static class FigureOutput
{
    private const string Picture = PlotlyFigure.PictureType;

    /// <summary>The figures among a notebook's outputs that have no picture yet, with the cell they are in.</summary>
    /// <param name="notebook">The notebook.</param>
    public static IReadOnlyList<(NotebookCell Cell, JsonObject Output, JsonObject Figure)> WithoutPicture(Notebook notebook) =>
    [
        .. from cell in notebook.CodeCells
           from output in cell.Outputs
           let figure = PlotlyFigure.Of(output)
           where figure is not null && output["data"]![Picture] is null
           select (cell, (JsonObject)output, figure),
    ];

    /// <summary>Takes the pictures of equal figures over from the committed notebook, wherever in it they stand.</summary>
    /// <param name="notebook">The new notebook.</param>
    /// <param name="committed">The one kept so far.</param>
    public static void TakePictures(Notebook notebook, Notebook committed)
    {
        Dictionary<string, JsonNode> known = [];
        foreach (JsonNode? output in committed.CodeCells.SelectMany(cell => cell.Outputs))
        {
            if (PlotlyFigure.Of(output) is { } figure && output!["data"]![Picture] is not null) known[JupyterJson.Write(figure)] = output;
        }

        foreach ((_, JsonObject output, JsonObject figure) in WithoutPicture(notebook))
        {
            if (!known.TryGetValue(JupyterJson.Write(figure), out JsonNode? same)) continue;
            output["data"]![Picture] = same["data"]![Picture]!.DeepClone();
            output["metadata"] = same["metadata"]?.DeepClone();
        }
    }

    /// <summary>Adds a picture to an output.</summary>
    /// <param name="output">The output of a figure.</param>
    /// <param name="figure">The figure.</param>
    /// <param name="png">The picture.</param>
    public static void Add(JsonObject output, JsonObject figure, byte[] png)
    {
        output["data"]![Picture] = Convert.ToBase64String(png);
        output["metadata"] = new JsonObject
        {
            [Picture] = new JsonObject { ["height"] = PlotlyFigure.Height(figure), ["width"] = PlotlyFigure.Width(figure) },
        };
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>A folder to give to students: notebooks, what to do with them, and a manifest of what was given.</summary>
/// <param name="Name">The assignment's name, which is its folder's.</param>
/// <param name="Chapters">The chapters with their exercises.</param>
internal sealed record Assignment(string Name, IReadOnlyList<(Chapter Chapter, ExerciseSource Exercises)> Chapters)
{
    /// <summary>The manifest's file.</summary>
    public const string Manifest = "manifest.json";

    /// <summary>Writes the folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="hosting">Where the course lies, for links to files that are not given.</param>
    /// <param name="nbgrader">Whether to mark the cells for nbgrader.</param>
    /// <returns>The files, in the order in which they were written.</returns>
    public IEnumerable<string> Write(string folder, Hosting hosting, bool nbgrader)
    {
        var notebooks = new JsonArray();
        foreach (var (chapter, exercises) in Chapters)
        {
            var stamp = new ReleaseStamp(Name, chapter.Number, Hosting.Version, exercises.Exercises.Where(exercise => exercise.Kind != ExerciseKind.Open).ToDictionary(exercise => exercise.Id, exercise => exercise.Version));
            Notebook released = ReleasedNotebook.Of(Notebook.Read(chapter.Path), exercises, stamp, target => Link(target, hosting));
            if (nbgrader) NbgraderCells.Mark(released, exercises);
            string file = $"{chapter.Name}.ipynb", text = released.ToJson();
            AtomicFile.Write(Path.Combine(folder, file), text);
            notebooks.Add(Entry(file, text, chapter, exercises));
            yield return Path.Combine(folder, file);
        }

        string readme = Path.Combine(folder, "README.md"), manifest = Path.Combine(folder, Manifest);
        AtomicFile.Write(readme, Readme(hosting));
        yield return readme;
        AtomicFile.Write(manifest, JupyterJson.Write(new JsonObject
        {
            ["format"] = 1, ["assignment"] = Name, ["course"] = Page.Course, ["version"] = Hosting.Version, ["commit"] = hosting.Commit, ["nbgrader"] = nbgrader, ["notebooks"] = notebooks,
        }));
        yield return manifest;
    }

    // A notebook that is given, too, lies beside the one that names it; everything else is in the repository.
    private string? Link(string target, Hosting hosting)
    {
        if (Chapters.Any(given => target.Split('#')[0] == $"{given.Chapter.Name}.ipynb")) return target;
        string path = Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/notebooks", target.Split('#')[0]))).Replace('\\', '/');
        return hosting.Source(path, isFolder: target.EndsWith('/'));
    }

    private static JsonObject Entry(string file, string text, Chapter chapter, ExerciseSource source) => new()
    {
        ["file"] = file,
        ["chapter"] = chapter.Number,
        ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
        ["exercises"] = new JsonObject(source.Exercises.Select(exercise => KeyValuePair.Create(exercise.Id, (JsonNode?)new JsonObject
        {
            ["kind"] = exercise.Kind.ToString().ToLowerInvariant(),
            ["points"] = (exercise.Kind == ExerciseKind.Open ? 0 : 1) + exercise.Rubric.Sum(criterion => criterion.Points),
            ["version"] = exercise.Version,
        }))),
    };

    private string Readme(Hosting hosting) => $"""
        # Assignment {Name}

        {string.Join('\n', Chapters.Select(given => $"- [{given.Chapter.Name}.ipynb]({given.Chapter.Name}.ipynb): {Count(given.Exercises)}"))}

        **To run them** put this folder into a clone of {hosting.Repository ?? "the course"}, beside `notebooks`: some chapters read pictures or tables that lie there. The C# kernel is installed once, in the clone, with the .NET 10 SDK:

            dotnet run -c Release --project src/Hopfield.Course -- kernel install

        Then open a notebook in VS Code (*Select Kernel → Jupyter Kernel → .NET (C#)*) or in Jupyter. Whoever has the kernel of Polyglot Notebooks builds the clone (`dotnet build -c Release`) and uses that.

        **What to do.** Write each answer in the cell that begins with `// Exercise`, run it, and run the check below it as often as you like. Only that cell is judged: what an answer needs has to stand in it. An open exercise has a cell of its own for your words; cells that you add below it are read, too.

        **To hand in**, save the notebooks with their outputs under the names that they have.

        """.ReplaceLineEndings("\n");

    private static string Count(ExerciseSource source)
    {
        int judged = source.Exercises.Count(exercise => exercise.Kind != ExerciseKind.Open);
        string open = string.Join(", ", source.Exercises.Where(exercise => exercise.Rubric.Count > 0).Select(exercise => $"{exercise.Id} ({exercise.Rubric.Sum(criterion => criterion.Points)} points)"));
        return $"{judged} exercises that a check judges, a point each{(open.Length > 0 ? $"; read by a person: {open}" : "")}";
    }
}

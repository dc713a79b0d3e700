using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>What a notebook that was given to students says of where it comes from, in its metadata: it comes back with the submission.</summary>
/// <param name="Assignment">The assignment's name.</param>
/// <param name="Chapter">The chapter's two digits.</param>
/// <param name="Course">The version of the course.</param>
/// <param name="Exercises">The version of each exercise, by its number.</param>
internal sealed record ReleaseStamp(string Assignment, string Chapter, string Course, IReadOnlyDictionary<string, string> Exercises)
{
    /// <summary>The stamp of a notebook; null where it has none, or one that cannot be read: what students send is not to be trusted.</summary>
    /// <param name="notebook">The notebook.</param>
    public static ReleaseStamp? Of(Notebook notebook)
    {
        if (notebook.Metadata[CourseEntries.Key] is not JsonObject stamp || stamp["exercises"] is not JsonObject exercises) return null;
        string? Text(string name) => stamp[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        if (Text("assignment") is not { } assignment || Text("chapter") is not { } chapter) return null;
        return new ReleaseStamp(assignment, chapter, Text("version") ?? "", exercises.ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? ""));
    }

    /// <summary>Writes the stamp into a notebook.</summary>
    /// <param name="notebook">The notebook.</param>
    public void Write(Notebook notebook) => notebook.Metadata[CourseEntries.Key] = new JsonObject
    {
        ["assignment"] = Assignment,
        ["chapter"] = Chapter,
        ["version"] = Course,
        ["exercises"] = new JsonObject(Exercises.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
    };
}

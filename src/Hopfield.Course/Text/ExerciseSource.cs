using System.Security.Cryptography;
using System.Text;

namespace Hopfield.Course;

/// <summary>What an exercise asks of the reader: the rungs of the ladder.</summary>
public enum ExerciseKind
{
    /// <summary>Change a value, or predict one.</summary>
    Do,

    /// <summary>Write a function or build something.</summary>
    Make,

    /// <summary>Choose or write an explanation.</summary>
    Explain,

    /// <summary>No single answer; it comes with a discussion in place of a check.</summary>
    Open,
}

/// <summary>A mistake that a reader may plausibly make; the check has to reject it.</summary>
/// <param name="Mistake">What went wrong, in words.</param>
/// <param name="Code">The exercise's cell with the mistake in it.</param>
public sealed record WrongAnswer(string Mistake, string Code);

/// <summary>One exercise, complete. An open one has no code and no check.</summary>
/// <param name="Id">As the chapter numbers it, "02.1".</param>
/// <param name="Kind">The rung of the ladder.</param>
/// <param name="Stub">The cell that the reader fills in.</param>
/// <param name="Answer">The same cell, filled in.</param>
/// <param name="Wrong">The same cell with a mistake, at least once.</param>
/// <param name="Check">The cell that judges the answer.</param>
/// <param name="Why">The reasons for the answer, or the discussion of an open exercise, in Markdown.</param>
public sealed record Exercise(string Id, ExerciseKind Kind, string Stub, string Answer, IReadOnlyList<WrongAnswer> Wrong, string Check, string Why)
{
    /// <summary>By what a person judges the answer; empty where the check says all.</summary>
    public IReadOnlyList<Criterion> Rubric { get; init; } = [];

    /// <summary>Changes with the stub and with the check; an open exercise has neither.</summary>
    public string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Stub}\n{Check}")))[..12];
}

/// <summary>
/// The exercises of one chapter, from the one file that holds them: the stub, the answer and the wrong answers of an exercise share every
/// line that is not marked as belonging to one of them, so they cannot drift apart.
/// </summary>
/// <param name="Usings">The <c>using</c> lines that the code needs.</param>
/// <param name="Given">What the chapter has built before its exercises.</param>
/// <param name="Exercises">In the order of the file.</param>
public sealed record ExerciseSource(string Usings, string Given, IReadOnlyList<Exercise> Exercises)
{
    /// <summary>Reads the file of a chapter.</summary>
    /// <param name="path">For example notebooks/exercises/02.csx.</param>
    /// <exception cref="NotebookException">There is no such file, or it breaks a rule of the format; the message names file, line and rule.</exception>
    public static ExerciseSource Load(string path) => File.Exists(path)
        ? Parse(File.ReadAllText(path), Path.GetFileName(path))
        : throw new NotebookException($"{path}: there is no such file.");

    /// <summary>Reads the text of such a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="NotebookException">The text breaks a rule of the format.</exception>
    public static ExerciseSource Parse(string text, string name) => new ExerciseSourceParser(name).Parse(text);

    /// <summary>The cell that the reader fills in.</summary>
    /// <param name="id">The exercise.</param>
    /// <exception cref="KeyNotFoundException">There is no such exercise.</exception>
    public string StubFor(string id) => Find(id).Stub;

    /// <summary>The cell that judges the answer.</summary>
    /// <param name="id">The exercise.</param>
    /// <exception cref="KeyNotFoundException">There is no such exercise.</exception>
    public string CheckFor(string id) => Find(id).Check;

    /// <summary>The exercise of that number.</summary>
    /// <param name="id">As the chapter numbers it, "02.1".</param>
    /// <exception cref="KeyNotFoundException">There is no such exercise.</exception>
    public Exercise Find(string id) => Exercises.FirstOrDefault(exercise => exercise.Id == id)
        ?? throw new KeyNotFoundException($"There is no exercise {id}; there are {string.Join(", ", Exercises.Select(exercise => exercise.Id))}.");
}

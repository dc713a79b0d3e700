namespace Hopfield.Course;

/// <summary>One of the course's four parts.</summary>
/// <param name="Name">Number and subject.</param>
/// <param name="Sentence">The part in one sentence.</param>
/// <param name="First">Number of its first chapter; it ends where the next part begins.</param>
public sealed record CoursePart(string Name, string Sentence, int First)
{
    /// <summary>The parts in order.</summary>
    public static IReadOnlyList<CoursePart> All { get; } =
    [
        new("I · Classical networks", "Memory can be a valley.", 1),
        new("II · Dense associative memory", "Sharper valleys hold more memories.", 9),
        new("III · Continuous states and attention", "Soft valleys are attention.", 13),
        new("IV · Layers and what they are for", "Valleys can be trained.", 17),
    ];

    /// <summary>The part that a chapter belongs to.</summary>
    /// <param name="number">The chapter's number.</param>
    public static CoursePart Of(int number) => All.Last(part => part.First <= Math.Max(number, 1));
}

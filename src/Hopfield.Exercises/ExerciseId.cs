using System.Text.RegularExpressions;

namespace Hopfield.Exercises;

/// <summary>The numbering of exercises and quizzes: two digits of the chapter, a full stop, a name. Safe as a file name everywhere.</summary>
internal static partial class ExerciseId
{
    public static string Require(string id) => Form().IsMatch(id)
        ? id
        : throw new ArgumentException($"Expected two digits of the chapter, a full stop and a name of letters and digits, such as \"02.1\"; got \"{id}\".", nameof(id));

    [GeneratedRegex(@"^[0-9]{2}\.[a-z0-9]{1,12}\z")]
    private static partial Regex Form();
}

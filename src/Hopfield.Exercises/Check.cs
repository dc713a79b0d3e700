using System.Runtime.CompilerServices;

namespace Hopfield.Exercises;

/// <summary>Holds a chapter's claims, and a reader's answers, to account.</summary>
/// <remarks>
/// A claim that fails stops the notebook, so every notebook is its own test.
/// An exercise never stops it: an answer that is missing or wrong is told so, and the next cell runs.
/// </remarks>
public static class Check
{
    /// <summary>States a claim of the chapter. It shows as one line; it throws when the claim is false.</summary>
    /// <param name="holds">The condition that makes the claim true.</param>
    /// <param name="claim">The claim in words, a whole sentence.</param>
    /// <param name="condition">Filled in by the compiler: the text of <paramref name="holds"/>, for the message of a failure.</param>
    /// <returns>A line to show. Further claims of the same cell follow with <see cref="Claim.And"/>.</returns>
    /// <exception cref="ClaimException">The claim is false.</exception>
    /// <exception cref="ArgumentException">The claim has no words.</exception>
    public static Claim That(bool holds, string claim, [CallerArgumentExpression(nameof(holds))] string condition = "") =>
        new Claim().And(holds, claim, condition);

    /// <summary>States that the energy never rises along a recall, and looks at every step of it.</summary>
    /// <typeparam name="TState">The model's state.</typeparam>
    /// <param name="recall">A recall that recorded its path, of a model with an energy.</param>
    /// <param name="slack">
    /// By how much an energy may come out higher because numbers are rounded. Left out: 0 for ±1 units, whose energies are integers times a
    /// scale (give a slack where thresholds or interactions are real numbers and the energy is large); for real-valued units what summing
    /// the terms of an energy can lose, (N + 1,000) roundings of its largest term.
    /// </param>
    /// <returns>A line that says how many steps were looked at.</returns>
    /// <exception cref="ClaimException">The energy rises; the message says where and by how much.</exception>
    /// <exception cref="ArgumentException">The recall has no path, no energies, or not a single step, so that nothing could rise.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The slack is negative or not a number.</exception>
    public static Claim EnergyNeverRises<TState>(RecallResult<TState> recall, double? slack = null)
    {
        ArgumentNullException.ThrowIfNull(recall);
        return Descent.Claim([recall], slack, nameof(recall));
    }

    /// <summary>States that the energy never rises along any of several recalls.</summary>
    /// <inheritdoc cref="EnergyNeverRises{TState}(RecallResult{TState}, double?)"/>
    /// <param name="recalls">Recalls that recorded their paths, of models with an energy.</param>
    /// <param name="slack">As for one recall.</param>
    public static Claim EnergyNeverRises<TState>(IEnumerable<RecallResult<TState>> recalls, double? slack = null)
    {
        ArgumentNullException.ThrowIfNull(recalls);
        return Descent.Claim([.. recalls], slack, nameof(recalls));
    }

    /// <summary>Begins the check of an exercise; the next call says what the answer must be.</summary>
    /// <param name="id">The exercise, as the chapter numbers it: two digits of the chapter, a full stop, a name ("02.1").</param>
    /// <param name="hints">At most two hints. The first shows after one wrong try, the second after another.</param>
    /// <exception cref="ArgumentException">The id has another form, or there are more than two hints.</exception>
    public static ExerciseCheck Exercise(string id, params string[] hints) => new(id, hints, ProgressStore.Default);
}

using System.Runtime.CompilerServices;

namespace Hopfield.Exercises;

/// <summary>Holds a chapter's claims, and a reader's answers, to account.</summary>
/// <remarks>
/// Neither stops a notebook: a claim that is false, an answer that is missing or wrong is told so, and the next cell runs. What executes
/// a chapter to publish or to test it hears of every claim by a <see cref="ClaimLog"/>, so that every notebook is its own test.
/// </remarks>
public static class Check
{
    /// <summary>States a claim of the chapter. It shows as one line: with a tick, or with a cross and the condition that is false.</summary>
    /// <param name="holds">The condition that makes the claim true.</param>
    /// <param name="claim">The claim in words, a whole sentence.</param>
    /// <param name="condition">Filled in by the compiler: the text of <paramref name="holds"/>, shown where it is false.</param>
    /// <param name="part">Filled in by the course's kernel: which part of the condition is false, and with which values.</param>
    /// <returns>A line to show. Further claims of the same cell follow with <see cref="Claim.And"/>.</returns>
    /// <exception cref="ArgumentException">The claim has no words.</exception>
    public static Claim That(bool holds, string claim, [CallerArgumentExpression(nameof(holds))] string condition = "", Func<FalsePart>? part = null) =>
        new Claim().And(holds, claim, condition, part);

    /// <summary>States that the energy never rises along a recall, and looks at every step of it.</summary>
    /// <typeparam name="TState">The model's state.</typeparam>
    /// <param name="recall">A recall that recorded its path, of a model with an energy.</param>
    /// <param name="slack">
    /// By how much an energy may come out higher because numbers are rounded. Left out: 0 for ±1 units, whose energies are integers times a
    /// scale (give a slack where thresholds or interactions are real numbers and the energy is large); for real-valued units what summing
    /// the terms of an energy can lose, (N + 1,000) roundings of its largest term.
    /// </param>
    /// <returns>A line that says how many steps were looked at, or where the energy rises and by how much. Where there is not a single step
    /// nothing could rise, and the claim does not hold.</returns>
    /// <exception cref="ArgumentException">There is no recall, or one without path or energies.</exception>
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

using System.Numerics;

namespace Hopfield;

/// <summary>What a stable state is, beside the patterns that were stored.</summary>
public enum StateKind
{
    /// <summary>A stored pattern.</summary>
    Stored,

    /// <summary>The mirror image −x_μ of a stored pattern.</summary>
    Mirror,

    /// <summary>The sign of a sum of three, five, … stored patterns, each with its sign or the opposite one.</summary>
    Mixture,

    /// <summary>None of these: a state that no small number of patterns explains, as in a spin glass.</summary>
    Other,
}

/// <summary>One stable state of a census.</summary>
/// <param name="State">ξ, shape [N].</param>
/// <param name="Kind">What it is.</param>
/// <param name="Parts">
/// The patterns it is made of: the index μ of a stored pattern or a mirror, the indices of a mixture, nothing for other states.
/// </param>
/// <param name="Energy">E(ξ); NaN for a model without an energy.</param>
/// <param name="Share">The share of random starts that end in it.</param>
public sealed record CensusState(sbyte[] State, StateKind Kind, IReadOnlyList<int> Parts, double Energy, double Share);

/// <summary>The stable states of a ±1 model with stored patterns: how many of each kind, and how large their share of random starts.</summary>
/// <param name="States">The states, those with the largest share first.</param>
/// <param name="IsComplete">True when every state of the model was looked at, false when only the ends of a sample are known.</param>
/// <param name="Undecided">The share of starts that never end in a stable state (cycles, or no end within the allowed sweeps).</param>
public sealed record StateCensus(IReadOnlyList<CensusState> States, bool IsComplete, double Undecided)
{
    /// <summary>The number of stable states of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public int Count(StateKind kind) => States.Count(s => s.Kind == kind);

    /// <summary>The share of random starts that end in states of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public double Share(StateKind kind) => States.Where(s => s.Kind == kind).Sum(s => s.Share);

    /// <summary>The number of stable states that no one stored, mirrors not counted among them: mixtures and others.</summary>
    public int Spurious => Count(StateKind.Mixture) + Count(StateKind.Other);

    /// <summary>Looks at all 2^N states.</summary>
    /// <remarks>
    /// Shares are exact for a uniformly random start and single units updated in random order (a random unit at each step): the mass of all
    /// starts is pushed along the moves. Cost: O(2^N·N).
    /// </remarks>
    /// <param name="model">A model of at most <see cref="StateSpace.MaxDimension"/> units.</param>
    /// <param name="patterns">The stored patterns, of the same length.</param>
    /// <param name="tie">What a unit does when its field is exactly zero.</param>
    /// <param name="tolerance">The number of units by which a state may differ from a pattern or its mirror and still count as that.</param>
    /// <param name="maxParts">The largest number of patterns in a mixture that is looked for, odd; 1 looks for none.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="ArgumentException">The model is too large, the lengths differ, or there are too many mixtures to list.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative, or the number of parts is not odd and positive.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static StateCensus Enumerate(
        BipolarModel model, BinaryPatterns patterns, TieRule tie = TieRule.Keep, int tolerance = 0, int maxParts = 5, CancellationToken cancellationToken = default)
    {
        var namer = new StateNamer(model, patterns, tolerance, maxParts);
        var space = StateSpace.Of(model, tie, cancellationToken);
        double[] shares = EndShares(space);
        return Collect([.. space.FixedPoints.Select(s => namer.Name(space.State(s), model.HasEnergy ? space.Energies[s] : double.NaN, shares[s]))], true);
    }

    /// <summary>Relaxes random starts and looks at where they end: for models too large to enumerate.</summary>
    /// <param name="model">The model.</param>
    /// <param name="patterns">The stored patterns, of the same length.</param>
    /// <param name="starts">The number of uniformly random starts, at least 1.</param>
    /// <param name="seed">Equal seeds give equal results, whatever the number of threads.</param>
    /// <param name="tie">What a unit does when its field is exactly zero.</param>
    /// <param name="tolerance">The number of units by which a state may differ from a pattern or its mirror and still count as that.</param>
    /// <param name="maxParts">The largest number of patterns in a mixture that is looked for, odd; 1 looks for none.</param>
    /// <param name="progress">Receives the share of starts that are done, from 0 to 1.</param>
    /// <param name="cancellationToken">Asks to stop between starts.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there are too many mixtures to list.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static StateCensus Sample(
        BipolarModel model,
        BinaryPatterns patterns,
        int starts = 1000,
        int seed = 1,
        TieRule tie = TieRule.Keep,
        int tolerance = 0,
        int maxParts = 5,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var namer = new StateNamer(model, patterns, tolerance, maxParts);
        sbyte[]?[] ends = Trials.Run(
            starts,
            seed,
            random => model.Recall(Bipolar.Random(model.Dimension, random), UpdateOrder.RandomUnits(random.Next()), tie) is { Settled: true } end ? end.State : null,
            progress,
            cancellationToken: cancellationToken);
        var hits = new Dictionary<sbyte[], int>(StateComparer.Instance);
        foreach (sbyte[]? end in ends)
            if (end is not null) hits[end] = hits.GetValueOrDefault(end) + 1;
        return Collect([.. hits.Select(h => namer.Name(h.Key, model.HasEnergy ? model.Energy(h.Key) : double.NaN, (double)h.Value / starts))], false);
    }

    private static StateCensus Collect(CensusState[] states, bool complete)
    {
        double rest = 1 - states.Sum(s => s.Share);
        // Below 1e-9 it is the rounding of the sum.
        return new([.. states.OrderByDescending(s => s.Share).ThenBy(s => s.Kind)], complete, rest < 1e-9 ? 0 : rest);
    }

    // Every state starts with the same mass and hands it on in equal parts to the states one move away, once all that flows into it has
    // arrived. What circles for ever is never complete and stays where it is.
    private static double[] EndShares(StateSpace space)
    {
        var mass = new double[space.Count];
        Array.Fill(mass, 1.0 / space.Count);
        var waiting = new int[space.Count];
        for (int s = 0; s < space.Count; s++)
        {
            for (int i = 0; i < space.Dimension; i++)
                if ((space.UnstableMask(s) >> i & 1) == 1) waiting[s ^ (1 << i)]++;
        }

        var ready = new Stack<int>(Enumerable.Range(0, space.Count).Where(s => waiting[s] == 0));
        while (ready.TryPop(out int s))
        {
            int moves = space.UnstableMask(s);
            double part = mass[s] / BitOperations.PopCount((uint)moves);
            for (; moves != 0; moves &= moves - 1)
            {
                int next = s ^ (moves & -moves);
                mass[next] += part;
                if (--waiting[next] == 0) ready.Push(next);
            }
        }
        return mass;
    }
}

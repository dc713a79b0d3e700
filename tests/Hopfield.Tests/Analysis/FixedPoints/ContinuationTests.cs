namespace Hopfield.Tests;

public class ContinuationTests
{
    // Saddle-nodes of the five-point circle: 2.800672 and 140.064147, each a mirror pair.
    // tests/measurements/CircleMinima.cs finds them by halving.
    [Fact]
    public void The_five_points_have_two_pairs_of_thresholds()
    {
        IReadOnlyList<Bifurcation> thresholds = Continuation.Thresholds(FivePoints.Patterns, 0.5, 1000);

        Assert.Equal(4, thresholds.Count);
        Assert.All(thresholds, t => Assert.Equal(BifurcationKind.Fold, t.Kind));
        Assert.All(thresholds.Take(2), t => Assert.Equal(2.800672, t.Beta, 5e-7));
        Assert.All(thresholds.Skip(2), t => Assert.Equal(140.064147, t.Beta, 5e-7));
        Assert.Equal(0, thresholds[0].State[0] + thresholds[1].State[0], 1e-6);
        // Just above 140.06 the new minima are mixtures of two: k_eff 1.93.
        Assert.All(thresholds.Skip(2), t => Assert.Equal(1.93, t.EffectivePatternCount, 0.02));
    }

    // The upper minimum is one continuous branch: nothing splits while the average slides into the middle pattern.
    [Fact]
    public void The_average_slides_without_splitting()
    {
        FixedPointBranch branch = Continuation.Follow(FivePoints.Patterns, [0, 1], 1, 1000);

        Assert.Empty(branch.Bifurcations);
        Assert.All(branch.Stable, Assert.True);
        // The last step is halved until ln β is that of the edge: ten roundings of a number below 8 are 1e-14, and of β as much relative to it.
        Near.Relative(1000, branch.Betas[^1], 1e-14);
        Assert.Equal(4.51, branch.EffectivePatternCounts[0], 5e-3);
        Assert.InRange(branch.EffectivePatternCounts[^1], 1, 1.01);
        // Mirror images left and right: what a state lies beside the axis is rounding of the sines and cosines, over a curvature of at least 1 − 0.924.
        Assert.All(branch.Coordinate(0), x => Assert.Equal(0, x, 1e-13));
        Assert.Throws<ArgumentOutOfRangeException>("unit", () => branch.Coordinate(branch.Points[0].State.Length));
        Assert.Throws<ArgumentOutOfRangeException>("unit", () => branch.Coordinate(-1));
        for (int k = 1; k < branch.Betas.Length; k++) Assert.True(branch.Betas[k] > branch.Betas[k - 1]);
    }

    // With the middle neighbour off its place no symmetry is left, and every split is a fold. The nearer it comes to one of the others the
    // closer they pass to a pitchfork: at 94° the third pattern has a weight of e^(−365 (cos 3° − cos 17°)) = 2e-7 where the pair splits,
    // and a step that leapt across would report a branching.
    [Theory]
    [InlineData(90.5), InlineData(92), InlineData(93), InlineData(94)]
    public void A_broken_pitchfork_is_not_leapt_across(double degrees)
    {
        PatternSet<double> patterns = PatternSet.OnCircle(80, degrees, 100, 210, 330);

        FixedPointBranch branch = Continuation.Follow(patterns, [0, 1], 0.5, 3000);

        Assert.Empty(branch.Bifurcations);
        Assert.All(branch.Stable, Assert.True);
        // One of the patterns has it all in the end: no average of two.
        Assert.InRange(branch.EffectivePatternCounts[^1], 1, 1.01);
        IReadOnlyList<Bifurcation> thresholds = Continuation.Thresholds(patterns, 0.5, 3000);
        Assert.Equal(4, thresholds.Count);
        Assert.All(thresholds, t => Assert.Equal(BifurcationKind.Fold, t.Kind));
    }

    // A single pattern's minimum, followed down in β, turns at the fold and comes back as the saddle that was born with it.
    [Fact]
    public void A_branch_is_cut_where_minima_turn_into_saddles()
    {
        FixedPointBranch branch = Continuation.Follow(FivePoints.Patterns, [0.87, -0.5], 100, 1);

        IReadOnlyList<FixedPointBranch> parts = branch.Parts();

        Assert.Equal(2, parts.Count);
        Assert.All(parts[0].Stable, Assert.True);
        Assert.Equal([true, .. Enumerable.Repeat(false, parts[1].Points.Count - 1)], parts[1].Stable);
        Assert.Same(parts[0].Points[^1], parts[1].Points[0]);
        Assert.Equal(branch.Points, [.. parts[0].Points, .. parts[1].Points.Skip(1)]);
        Assert.Same(branch.Points[0], Assert.Single(new FixedPointBranch([branch.Points[0]], []).Parts()).Points[0]);
    }

    // Two patterns at ±5° around the top part at the pitchfork β = 1/sin²5° = 131.65.
    [Fact]
    public void Two_neighbours_split_at_a_pitchfork()
    {
        FixedPointBranch branch = Continuation.Follow(PatternSet.OnCircle(85, 95), [0, 1], 20, 400);

        Bifurcation split = Assert.Single(branch.Bifurcations);
        Assert.Equal(BifurcationKind.Branching, split.Kind);
        double sine = Math.Sin(5 * Math.PI / 180);
        // A state counts as at rest from a residual of 1e-11. Where the curvature vanishes only the cube of the distance from the axis is felt, which may
        // so be 2e-4, and the curvature there changes with its square: 5e-8.
        Near.Relative(1 / (sine * sine), split.Beta, 5e-8);
        Assert.Equal(131.65, split.Beta, 5e-3);
        Assert.True(branch.Stable[0]);
        Assert.False(branch.Stable[^1]);
    }

    [Fact]
    public void Two_opposite_patterns_split_at_one_over_the_squared_norm()
    {
        var pair = PatternSet.From([3.0, -1, 2], [-3.0, 1, -2]);

        Bifurcation split = Assert.Single(Continuation.Follow(pair, [0, 0, 0], 0.01, 1).Bifurcations);

        Near.Relative(1 / 14.0, split.Beta, 5e-8);   // as above
        Assert.Equal(2, split.EffectivePatternCount, 5e-8); // k falls below 2 with the square of the same distance
    }

    // A branch that turns is followed through the fold onto its saddle, and every point of it is at rest.
    [Fact]
    public void A_fold_leads_from_the_minimum_onto_the_saddle()
    {
        FixedPointBranch branch = Continuation.Follow(FivePoints.Patterns, [0.866, -0.5], 20, 1);

        Bifurcation fold = Assert.Single(branch.Bifurcations, t => t.Kind == BifurcationKind.Fold);
        Assert.Equal(2.800672, fold.Beta, 5e-7);
        Assert.Equal(fold.Beta, branch.Betas.Min(), 0.05);
        Assert.True(branch.Stable[0]);
        Assert.False(branch.Stable[^1]);
        Near.Relative(20, branch.Betas[^1], 1e-14);
        foreach (FixedPoint point in branch.Points)
            Assert.All(new ContinuousHopfield<double>(FivePoints.Patterns, point.Beta).Gradient(point.State), g => Assert.Equal(0, g, 1e-10));
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("betaFrom", () => Continuation.Follow(FivePoints.Patterns, [0, 1], 0, 1));
        Assert.Throws<ArgumentException>("betaTo", () => Continuation.Follow(FivePoints.Patterns, [0, 1], 1, 1));
        Assert.Throws<ArgumentException>("betaTo", () => Continuation.Thresholds(FivePoints.Patterns, 2, 1));
        Assert.Throws<OperationCanceledException>(() => Continuation.Follow(FivePoints.Patterns, [0, 1], 1, 2, new CancellationToken(true)));
    }
}

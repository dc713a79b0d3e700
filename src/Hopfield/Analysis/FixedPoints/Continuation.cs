using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Hopfield;

// Pseudo-arclength continuation. The unknown is y = (ξ/M, ln β). A tangent of F(y) = ξ − Xᵀp = 0 gives a first guess one step ahead; Newton
// brings it back to the curve within the plane across the tangent. Because β is an unknown like any other, the curve can be followed round
// a fold, where no function ξ(β) exists.

/// <summary>Follows fixed points of a continuous memory as β moves, round folds and through branchings, and finds the thresholds.</summary>
public static class Continuation
{
    private const double FirstStep = 0.01, MaxStep = 0.1, MinStep = 1e-9;
    private const double MaxLeap = 1e-4;
    private const double MaxSurprise = 0.01; // in weight: a branch nearby has other weights long before it is another place
    private const int MaxPoints = 20_000;

    /// <summary>Follows the fixed point in whose basin a state lies.</summary>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="state">ξ; recall at <paramref name="betaFrom"/> first takes it to its minimum.</param>
    /// <param name="betaFrom">β to begin at, positive.</param>
    /// <param name="betaTo">β to head for, positive and different; the branch ends there, or where it comes back to its beginning's β.</param>
    /// <param name="cancellationToken">Asks to stop between points.</param>
    /// <returns>The branch. Folds are exact to about ten digits, branchings to seven.</returns>
    /// <exception cref="ArgumentException">The state is not of length N, or both β are equal.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A β is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">The curve could not be followed further (a state at rest that is neither fold nor simple branching).</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static FixedPointBranch Follow(
        PatternSet<double> patterns, ReadOnlySpan<double> state, double betaFrom, double betaTo, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        Require.PositiveFinite(betaFrom);
        Require.PositiveFinite(betaTo);
        if (betaFrom == betaTo) throw new ArgumentException($"Expected two different β, got {betaFrom} twice.", nameof(betaTo));
        var curve = new FixedPointCurve(patterns);
        double low = Math.Log(Math.Min(betaFrom, betaTo)), high = Math.Log(Math.Max(betaFrom, betaTo));

        double[] start = FixedPoints.From(new ContinuousHopfield<double>(patterns, betaFrom), state).State;
        CurvePoint here = curve.Begin(start, Math.Log(betaFrom), Math.Sign(betaTo - betaFrom));
        var points = new List<FixedPoint> { curve.Describe(here) };
        var turnings = new List<Bifurcation>();
        double step = FirstStep;
        while (points.Count < MaxPoints)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CurvePoint? next = curve.Advance(here, step);
            // A step that turns the tangent far would cut a corner. One that ends where the tangent did not foretell it may have jumped to
            // another branch: near a pitchfork whose symmetry is slightly broken the two pass close to each other.
            if (next is null || TensorPrimitives.Dot<double>(here.Tangent, next.Tangent) < 0.9 || curve.Surprise(here, step, next) > MaxSurprise)
            {
                step /= 2;
                if (step < MinStep)
                    throw new InvalidOperationException($"The branch could not be followed beyond β = {Math.Exp(here.LogBeta):G6}.");
                continue;
            }
            if (next.LogBeta <= low || next.LogBeta >= high)
            {
                double edge = next.LogBeta <= low ? low : high;
                // The curve crosses the edge once within the step: shorten the step until it lies there.
                points.Add(curve.Describe(Locate(curve, here, step, p => p.LogBeta - edge)));
                break;
            }
            FixedPoint described = curve.Describe(next);
            bool folds = here.Tangent[^1] * next.Tangent[^1] < 0, changes = described.UnstableDirections != points[^1].UnstableDirections;
            if (changes && !folds && step > MaxLeap)
            {
                // A branching, or a branch that bends away so closely before it that a long step would leap across: short steps tell.
                step /= 2;
                continue;
            }
            if (folds) AddTurning(BifurcationKind.Fold, Locate(curve, here, step, p => p.Tangent[^1]));
            else if (changes) AddTurning(BifurcationKind.Branching, Locate(curve, here, step, curve.CurvatureThatCrosses(here, next)));
            points.Add(described);
            here = next;
            step = Math.Min(step * 1.3, MaxStep);
        }
        return new(points, turnings);

        void AddTurning(BifurcationKind kind, CurvePoint at)
        {
            FixedPoint point = curve.Describe(at);
            turnings.Add(new(kind, point.Beta, point.State, point.EffectivePatternCount));
        }
    }

    /// <summary>All thresholds on the branches that minima at the larger β belong to: where minima are born or split as β rises.</summary>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="betaFrom">The smaller β, positive.</param>
    /// <param name="betaTo">The larger β.</param>
    /// <param name="cancellationToken">Asks to stop between points.</param>
    /// <returns>Thresholds by rising β, each once; mirror-image pairs at the same β both appear.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A β is not positive and finite.</exception>
    /// <exception cref="ArgumentException">The larger β is not larger.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static IReadOnlyList<Bifurcation> Thresholds(PatternSet<double> patterns, double betaFrom, double betaTo, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        Require.PositiveFinite(betaFrom);
        Require.PositiveFinite(betaTo);
        if (betaTo <= betaFrom) throw new ArgumentException($"Expected a β above {betaFrom}, got {betaTo}.", nameof(betaTo));
        var all = new List<Bifurcation>();
        double same = 1e-3 * patterns.Spread();
        foreach (FixedPoint minimum in FixedPoints.Find(new ContinuousHopfield<double>(patterns, betaTo), saddles: false, cancellationToken: cancellationToken).Minima)
        {
            foreach (Bifurcation bifurcation in Follow(patterns, minimum.State, betaTo, betaFrom, cancellationToken).Bifurcations)
            {
                bool known = all.Exists(t => Math.Abs(Math.Log(t.Beta / bifurcation.Beta)) < 1e-6
                    && TensorPrimitives.Distance<double>(t.State, bifurcation.State) <= same);
                if (!known) all.Add(bifurcation);
            }
        }
        return [.. all.OrderBy(t => t.Beta)];
    }

    // The point within one step where a quantity that changes its sign passes zero, by halving the step.
    private static CurvePoint Locate(FixedPointCurve curve, CurvePoint from, double step, Func<CurvePoint, double> quantity)
    {
        double near = 0, far = step, signNear = Math.Sign(quantity(from));
        CurvePoint best = from;
        for (int i = 0; i < 60 && far - near > 1e-16; i++)
        {
            double middle = 0.5 * (near + far);
            if (curve.Advance(from, middle) is not { } point) break;
            best = point;
            if (Math.Sign(quantity(point)) == signNear) near = middle; else far = middle;
        }
        return best;
    }
}

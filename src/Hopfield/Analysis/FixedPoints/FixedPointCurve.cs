using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Hopfield;

/// <summary>A point of a curve of fixed points in the unknowns (ξ/M, ln β), with its unit tangent.</summary>
/// <param name="Place">(ξ/M, ln β), shape [N + 1].</param>
/// <param name="Tangent">Unit tangent of the curve, shape [N + 1], pointing onwards.</param>
internal sealed record CurvePoint(double[] Place, double[] Tangent)
{
    public double LogBeta => Place[^1];
}

/// <summary>Predictor and corrector on the curves ξ = Xᵀp(β).</summary>
internal sealed class FixedPointCurve(PatternSet<double> patterns)
{
    // With M = 0 all patterns are 0 and so is every fixed point; any scale will do.
    private readonly double _scale = patterns.MaxNorm > 0 ? patterns.MaxNorm : 1;

    public CurvePoint Begin(double[] state, double logBeta, int direction)
    {
        double[] place = [.. state.Select(x => x / _scale), logBeta];
        double[] onwards = new double[place.Length];
        onwards[^1] = direction;
        return new(place, Tangent(place, onwards) ?? onwards);
    }

    public FixedPoint Describe(CurvePoint point) => FixedPoints.At(Memory(point.Place), State(point.Place));

    /// <summary>By how much a weight differs, at most, between the place that the tangent foretold and the point that was found.</summary>
    public double Surprise(CurvePoint from, double step, CurvePoint found)
    {
        double[] guess = [.. from.Place];
        TensorPrimitives.MultiplyAdd(from.Tangent, step, guess, guess);
        return Weights(guess).Zip(Weights(found.Place), (foretold, weight) => Math.Abs(weight - foretold)).Max();

        double[] Weights(double[] place) => Memory(place).Attention(State(place));
    }

    /// <summary>The point of the curve one step onwards, or null where Newton's method fails.</summary>
    public CurvePoint? Advance(CurvePoint from, double step)
    {
        double[] guess = [.. from.Place];
        TensorPrimitives.MultiplyAdd(from.Tangent, step, guess, guess);
        double[] place = [.. guess];
        for (int i = 0; i < 12; i++)
        {
            double[] residual = Residual(place);
            double across = 0;
            for (int k = 0; k < place.Length; k++) across += from.Tangent[k] * (place[k] - guess[k]);
            double[] change = Bordered(place, from.Tangent).Solve(Vector<double>.Build.Dense([.. residual, across])).ToArray();
            if (!Array.TrueForAll(change, double.IsFinite)) return null;
            double size = TensorPrimitives.Norm<double>(change);
            if (size > 1) return null;
            TensorPrimitives.Subtract(place, change, place);
            if (size < 1e-13) break;
        }
        // Newton converges to rounding within a few steps or is not on its way at all.
        if (TensorPrimitives.Norm<double>(Residual(place)) > 1e-11) return null;
        return Tangent(place, from.Tangent) is { } tangent ? new(place, tangent) : null;
    }

    /// <summary>The eigenvalue of the Hessian that has another sign at the second point: the one whose rank lies between the two counts of negative ones.</summary>
    public Func<CurvePoint, double> CurvatureThatCrosses(CurvePoint before, CurvePoint after)
    {
        int rank = Math.Min(Negative(before), Negative(after));
        return point => Curvatures(point)[rank];

        int Negative(CurvePoint point) => Curvatures(point).Count(c => c < 0);
        double[] Curvatures(CurvePoint point) => Newton.Curvatures(Memory(point.Place), State(point.Place));
    }

    private ContinuousHopfield<double> Memory(double[] place) => new(patterns, Math.Exp(place[^1]));

    private double[] State(double[] place) => [.. place.Take(place.Length - 1).Select(x => x * _scale)];

    private double[] Residual(double[] place) => [.. Memory(place).Gradient(State(place)).Select(g => g / _scale)];

    // Rows: the derivative of F by ξ/M is the Hessian; by ln β it is −Jξ/M, because p depends on β X ξ only. Last row: the given direction.
    private Matrix<double> Bordered(double[] place, double[] direction)
    {
        int n = patterns.Dimension;
        ContinuousHopfield<double> memory = Memory(place);
        double[,] jacobian = memory.Jacobian(State(place));
        var matrix = Matrix<double>.Build.Dense(n + 1, n + 1);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                matrix[i, j] = (i == j ? 1 : 0) - jacobian[i, j];
                matrix[i, n] -= jacobian[i, j] * place[j];
            }
        }
        for (int j = 0; j <= n; j++) matrix[n, j] = direction[j];
        return matrix;
    }

    // The direction that leaves F unchanged and goes on the way of the last one.
    private double[]? Tangent(double[] place, double[] last)
    {
        var onwards = Vector<double>.Build.Dense(place.Length);
        onwards[^1] = 1;
        double[] tangent = Bordered(place, last).Solve(onwards).ToArray();
        double norm = TensorPrimitives.Norm<double>(tangent);
        if (!double.IsFinite(norm) || norm == 0) return null;
        TensorPrimitives.Divide(tangent, norm, tangent);
        return tangent;
    }
}

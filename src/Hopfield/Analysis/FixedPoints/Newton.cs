using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Hopfield;

/// <summary>Newton's method on ∇E(ξ) = 0, and the curvatures of the energy.</summary>
internal static class Newton
{
    private const int MaxSteps = 60;

    /// <summary>The fixed point that damped Newton steps reach, or null.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="start">ξ, shape [N].</param>
    /// <param name="within">How far from the start the steps may lead: where recall has ended, the minimum that is meant is near already.</param>
    public static double[]? TryPolish(ContinuousHopfield<double> memory, double[] start, double within)
    {
        double[] state = [.. start];
        double scale = Math.Max(memory.Patterns.MaxNorm, double.Epsilon), residual = Residual(memory, state);
        // A gradient of this size is rounding: P terms of size M.
        double enough = 4 * Math.ScaleB(1, -52) * scale;
        for (int step = 0; step < MaxSteps && residual > enough; step++)
        {
            double[] direction = Direction(memory, state, Vector<double>.Build.Dense(memory.Gradient(state))).ToArray();
            if (!Array.TrueForAll(direction, double.IsFinite)) return null;
            double length = 1;
            double[] next;
            double after;
            do
            {
                next = [.. state];
                TensorPrimitives.MultiplyAdd(direction, -length, next, next);
                after = TensorPrimitives.Norm<double>(next) < 1e3 * scale ? Residual(memory, next) : double.PositiveInfinity;
                length /= 2;
            }
            while (after >= residual && length > 1e-4);
            // No step lowers the residual any more: either it is rounding, or the method is stuck at a kink.
            if (after >= residual) break;
            (state, residual) = (next, after);
        }
        // What the steps move by rounding is always near.
        bool near = TensorPrimitives.Distance<double>(state, start) <= Math.Max(within, 1e-11 * scale);
        return near && residual <= 1e-11 * scale ? state : null;
    }

    /// <summary>Eigenvalues of the Hessian 1 − J, ascending, the N − P that are exactly 1 left out when P &lt; N.</summary>
    public static double[] Curvatures(ContinuousHopfield<double> memory, ReadOnlySpan<double> state)
    {
        if (memory.PatternCount >= memory.Dimension)
            return [.. Matrix<double>.Build.DenseOfArray(memory.Hessian(state)).Evd(Symmetricity.Symmetric).EigenValues.Real().Order()];
        Matrix<double> rows = Rows(memory, state);
        return [.. (rows * rows.Transpose()).Evd(Symmetricity.Symmetric).EigenValues.Real().Select(e => 1 - e).Order()];
    }

    // Solves (1 − J) d = g. With J = BᵀB and B of P < N rows, d = g + Bᵀ (1 − B Bᵀ)⁻¹ B g needs a P × P system only.
    private static Vector<double> Direction(ContinuousHopfield<double> memory, double[] state, Vector<double> gradient)
    {
        if (memory.PatternCount >= memory.Dimension) return Matrix<double>.Build.DenseOfArray(memory.Hessian(state)).Solve(gradient);
        Matrix<double> rows = Rows(memory, state);
        Matrix<double> small = Matrix<double>.Build.DenseIdentity(rows.RowCount) - rows * rows.Transpose();
        return gradient + rows.TransposeThisAndMultiply(small.Solve(rows * gradient));
    }

    // B with J = BᵀB, shape [P, N]: rows √(β q) (x − x̄), where q is how sensitive each weight is and x̄ the mean of the patterns under it.
    private static Matrix<double> Rows(ContinuousHopfield<double> memory, ReadOnlySpan<double> state)
    {
        double[] p = memory.Attention(state), q = new double[p.Length];
        memory.Separation.Sensitivity(p, q);
        double total = q.Sum();
        Vector<double>[] patterns = [.. Enumerable.Range(0, q.Length).Select(mu => Vector<double>.Build.Dense(memory.Patterns.CopyOf(mu)))];
        var mean = Vector<double>.Build.Dense(memory.Dimension);
        for (int mu = 0; mu < q.Length; mu++) mean += q[mu] / total * patterns[mu];
        return Matrix<double>.Build.DenseOfRowVectors(patterns.Select((x, mu) => Math.Sqrt(memory.Beta * q[mu]) * (x - mean)));
    }

    private static double Residual(ContinuousHopfield<double> memory, double[] state) => TensorPrimitives.Norm<double>(memory.Gradient(state));
}

using System.Numerics;
using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Hopfield;

/// <summary>A flat cut through the space of real-valued states: an origin and two orthonormal directions.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class StatePlane
{
    private readonly double[] _origin, _u, _v;

    private StatePlane(double[] origin, double[] u, double[] v, string xName = "first direction", string yName = "second direction")
    {
        (_origin, _u, _v, XName, YName) = (origin, u, v, xName, yName);
    }

    /// <summary>N, the length of a state.</summary>
    public int Dimension => _origin.Length;

    /// <summary>What the first axis is, as figures write it.</summary>
    public string XName { get; }

    /// <summary>What the second axis is, as figures write it.</summary>
    public string YName { get; }

    /// <summary>The plane through three states: the first is the origin, the first axis points to the second, and the third lies on the positive side of it.</summary>
    /// <param name="origin">Shape [N], N ≥ 2.</param>
    /// <param name="along">Shape [N], different from the origin.</param>
    /// <param name="aside">Shape [N], not on the line of the two others.</param>
    /// <exception cref="ArgumentException">The lengths differ, an entry is not finite, or the three lie on one line.</exception>
    public static StatePlane Through(double[] origin, double[] along, double[] aside)
    {
        RequireState(origin, origin?.Length ?? 0, nameof(origin));
        RequireState(along, origin!.Length, nameof(along));
        RequireState(aside, origin.Length, nameof(aside));
        if (origin.Length < 2) throw new ArgumentException($"Expected states of at least 2 units, got {origin.Length}.", nameof(origin));
        double[] u = Difference(along, origin), v = Difference(aside, origin);
        if (!TryNormalise(u, 0)) throw new ArgumentException("Expected a state different from the origin.", nameof(along));
        double length = TensorPrimitives.Norm<double>(v);
        TensorPrimitives.MultiplyAdd(u, -TensorPrimitives.Dot<double>(u, v), v, v);
        if (!TryNormalise(v, 1e-9 * length)) throw new ArgumentException("Expected a state that is not on the line of the two others.", nameof(aside));
        return new([.. origin], u, v);
    }

    /// <summary>The plane in which patterns differ most: for N = 2 the plane of both coordinates with the origin at 0; above, their mean and first two principal directions.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="patterns">X, shape [P, N], N ≥ 2.</param>
    /// <exception cref="ArgumentException">N is 1.</exception>
    public static StatePlane Of<T>(PatternSet<T> patterns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(patterns);
        if (patterns.Dimension < 2) throw new ArgumentException($"Expected patterns of at least 2 units, got {patterns.Dimension}.", nameof(patterns));
        if (patterns.Dimension == 2) return new([0, 0], [1, 0], [0, 1], "ξ₁", "ξ₂");
        double[] mean = Array.ConvertAll(patterns.Mean(), double.CreateTruncating);
        double[][] rows = [.. Enumerable.Range(0, patterns.PatternCount).Select(mu => Difference(Array.ConvertAll(patterns.CopyOf(mu), double.CreateTruncating), mean))];
        double[] u = Principal(rows, []), v = Principal(rows, [u]);
        return new(mean, u, v, "direction of most difference", "the next");
    }

    /// <summary>The state at (x, y): origin + x·u + y·v, shape [N].</summary>
    /// <param name="x">Along the first axis, in units of the states.</param>
    /// <param name="y">Along the second axis.</param>
    public double[] State(double x, double y)
    {
        double[] state = [.. _origin];
        TensorPrimitives.MultiplyAdd(_u, x, state, state);
        TensorPrimitives.MultiplyAdd(_v, y, state, state);
        return state;
    }

    /// <summary>The coordinates of a state's orthogonal projection.</summary>
    /// <param name="state">ξ, shape [N].</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite.</exception>
    public (double X, double Y) Coordinates(double[] state)
    {
        RequireState(state, Dimension, nameof(state));
        double[] offset = Difference(state, _origin);
        return (TensorPrimitives.Dot<double>(_u, offset), TensorPrimitives.Dot<double>(_v, offset));
    }

    /// <summary>How far a state lies from the plane.</summary>
    /// <param name="state">ξ, shape [N].</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite.</exception>
    public double Distance(double[] state)
    {
        var (x, y) = Coordinates(state);
        return TensorPrimitives.Distance<double>(State(x, y), state);
    }

    private static double[] Difference(double[] a, double[] b)
    {
        var difference = new double[a.Length];
        TensorPrimitives.Subtract(a, b, difference);
        return difference;
    }

    private static bool TryNormalise(double[] vector, double tooShort)
    {
        double norm = TensorPrimitives.Norm<double>(vector);
        if (norm <= tooShort) return false;
        TensorPrimitives.Divide(vector, norm, vector);
        return true;
    }

    // The direction across the given ones in which the rows vary most: the leading eigenvector of the rows' products, in the smaller of P and N.
    private static double[] Principal(double[][] rows, double[][] across)
    {
        double[][] left = [.. rows.Select(row => Without(row, across))];
        double rounding = 1e-9 * rows.Max(row => TensorPrimitives.Norm<double>(row)); // of the rows themselves: what is left of them may be rounding alone
        var matrix = Matrix<double>.Build.DenseOfRowArrays(left);
        bool few = rows.Length <= rows[0].Length;
        Matrix<double> products = few ? matrix.TransposeAndMultiply(matrix) : matrix.TransposeThisAndMultiply(matrix);
        var leading = products.Evd(Symmetricity.Symmetric).EigenVectors.Column(products.ColumnCount - 1);
        double[] direction = (few ? matrix.LeftMultiply(leading) : (matrix * leading).L2Norm() * leading).ToArray();
        direction = Without(direction, across);
        // Rows that vary in fewer directions leave the choice open: the first coordinate axis that is not used up.
        bool found = TryNormalise(direction, rounding);
        for (int axis = 0; !found; axis++)
        {
            direction = new double[rows[0].Length];
            direction[axis] = 1;
            direction = Without(direction, across);
            found = TryNormalise(direction, 1e-9);
        }
        // A principal direction has no sign of its own: the largest entry is made positive, so that figures do not flip.
        if (direction[TensorPrimitives.IndexOfMaxMagnitude<double>(direction)] < 0) TensorPrimitives.Negate(direction, direction);
        return direction;
    }

    private static double[] Without(double[] vector, double[][] directions)
    {
        double[] rest = [.. vector];
        foreach (double[] direction in directions) TensorPrimitives.MultiplyAdd(direction, -TensorPrimitives.Dot<double>(direction, rest), rest, rest);
        return rest;
    }

    private static void RequireState(double[]? state, int length, string name)
    {
        ArgumentNullException.ThrowIfNull(state, name);
        if (state.Length != length) throw new ArgumentException($"Expected a state of length {length}, got {state.Length}.", name);
        Require.Values<double>(state, name);
    }
}

namespace Hopfield.Baselines;

/// <summary>The optimisation behind a machine of two classes, solved two multipliers at a time.</summary>
/// <remarks>
/// <para>Least ½ αᵀQα − Σα with 0 ≤ α_i ≤ C and Σ y_i α_i = 0, where Q_ij = y_i y_j k(x_i, x_j) and y_i = ±1. Sequential minimal optimisation
/// (Platt 1998): two multipliers can be changed together without leaving the constraint, and the best change of two has a formula. The pair is
/// chosen by the second-order rule of Fan, Chen and Lin (Journal of Machine Learning Research 6, 2005): the first is the worst offender of the
/// conditions of optimality, the second the one with which the objective falls furthest.</para>
/// <para>Cost: all S² similarities once, then O(S) a step.</para>
/// </remarks>
internal sealed class MarginProblem
{
    // What a flat direction counts as curved: a quotient by zero would send a multiplier to infinity, where the bound C stops it in any case.
    private const double LeastCurvature = 1e-12;

    private readonly double[][] _similarities;
    private readonly sbyte[] _signs;
    private readonly double _bound;
    private readonly double[] _gradient; // Qα − 1

    private MarginProblem(double[][] similarities, sbyte[] signs, double bound)
    {
        (_similarities, _signs, _bound) = (similarities, signs, bound);
        Multipliers = new double[signs.Length];
        _gradient = new double[signs.Length];
        Array.Fill(_gradient, -1);
    }

    /// <summary>α, shape [S].</summary>
    public double[] Multipliers { get; }

    /// <summary>b of the decision Σ α_i y_i k(x_i, x) + b.</summary>
    public double Offset { get; private set; }

    /// <summary>Solves the problem.</summary>
    /// <param name="similarities">k of all pairs of rows, shape [S][S].</param>
    /// <param name="signs">y, shape [S].</param>
    /// <param name="bound">C.</param>
    /// <param name="tolerance">By how much the conditions of optimality may be missed.</param>
    /// <param name="cancellationToken">Asks to stop between steps.</param>
    public static MarginProblem Solve(double[][] similarities, sbyte[] signs, double bound, double tolerance, CancellationToken cancellationToken)
    {
        var problem = new MarginProblem(similarities, signs, bound);
        while (problem.WorstPair(tolerance) is var (i, j) && i >= 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            problem.Move(i, j);
        }
        return problem;
    }

    // α_i can rise in the direction of y_i: then −y_i G_i is what that gains.
    private bool MayRise(int i) => _signs[i] > 0 ? Multipliers[i] < _bound : Multipliers[i] > 0;

    private bool MayFall(int i) => _signs[i] > 0 ? Multipliers[i] > 0 : Multipliers[i] < _bound;

    private double Gain(int i) => -_signs[i] * _gradient[i];

    private double Curvature(int i, int j) =>
        Math.Max(_similarities[i][i] + _similarities[j][j] - (2 * _similarities[i][j]), LeastCurvature);

    private (int First, int Second) WorstPair(double tolerance)
    {
        int first = -1, second = -1;
        double most = double.NegativeInfinity, least = double.PositiveInfinity, best = 0;
        for (int i = 0; i < _signs.Length; i++)
        {
            if (MayRise(i) && Gain(i) > most) (first, most) = (i, Gain(i));
        }
        for (int j = 0; j < _signs.Length; j++)
        {
            if (!MayFall(j)) continue;
            double gain = Gain(j), gap = most - gain;
            least = Math.Min(least, gain);
            if (gap <= 0) continue;
            double fall = gap * gap / Curvature(first, j);
            if (fall > best) (second, best) = (j, fall);
        }
        if (second >= 0 && most - least > tolerance) return (first, second);
        // At the end y_i − Σ α y k is the offset for every row on the margin; −yG is that very number, and the two extremes enclose it.
        Offset = (most + least) / 2;
        return (-1, -1);
    }

    private void Move(int i, int j)
    {
        double step = (Gain(i) - Gain(j)) / Curvature(i, j);
        step = Math.Min(step, Math.Min(RoomUp(i), RoomDown(j)));
        Shift(i, _signs[i] * step);
        Shift(j, -_signs[j] * step);
    }

    private double RoomUp(int i) => _signs[i] > 0 ? _bound - Multipliers[i] : Multipliers[i];

    private double RoomDown(int i) => _signs[i] > 0 ? Multipliers[i] : _bound - Multipliers[i];

    private void Shift(int i, double change)
    {
        double before = Multipliers[i];
        // Rounding must not leave a multiplier a hair inside its bound, where it would be moved again and again.
        double after = Math.Clamp(before + change, 0, _bound);
        if (after < 1e-14 * _bound) after = 0;
        else if (after > (1 - 1e-14) * _bound) after = _bound;
        Multipliers[i] = after;
        double[] row = _similarities[i];
        double factor = _signs[i] * (after - before);
        for (int k = 0; k < row.Length; k++) _gradient[k] += _signs[k] * factor * row[k];
    }
}

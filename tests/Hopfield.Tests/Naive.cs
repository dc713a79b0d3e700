namespace Hopfield.Tests;

/// <summary>The definitions as double loops: the oracle of the pairwise networks.</summary>
internal static class Naive
{
    public static double Energy(double[,] weights, double[] thresholds, sbyte[] state)
    {
        double energy = 0;
        for (int i = 0; i < state.Length; i++)
        {
            for (int j = 0; j < state.Length; j++) energy -= 0.5 * weights[i, j] * state[i] * state[j];
            if (thresholds.Length > 0) energy += thresholds[i] * state[i];
        }
        return energy;
    }

    public static double[] Fields(double[,] weights, double[] thresholds, sbyte[] state)
    {
        var fields = new double[state.Length];
        for (int i = 0; i < state.Length; i++)
        {
            for (int j = 0; j < state.Length; j++) fields[i] += weights[i, j] * state[j];
            if (thresholds.Length > 0) fields[i] -= thresholds[i];
        }
        return fields;
    }

    public static double[,] Hebb(BinaryPatterns patterns, double scale)
    {
        int n = patterns.Dimension;
        var weights = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                int sum = 0;
                foreach (sbyte[] x in patterns) sum += x[i] * x[j];
                weights[i, j] = i == j ? 0 : scale * sum;
            }
        }
        return weights;
    }
}

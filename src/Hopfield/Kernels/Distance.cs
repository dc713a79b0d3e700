using System.Numerics;

namespace Hopfield.Kernels;

/// <summary>The Euclidean distance ‖x − y‖.</summary>
internal static class Distance
{
    /// <summary>‖x − y‖, computed in double precision whatever the type of the entries.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Shape [N].</param>
    /// <param name="y">Shape [N].</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Between<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require.Length(y.Length, x.Length, nameof(y));
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double difference = double.CreateTruncating(x[i]) - double.CreateTruncating(y[i]);
            sum += difference * difference;
        }
        return Math.Sqrt(sum);
    }
}

using System.Numerics;

namespace Hopfield.Layers;

/// <summary>Makes a <see cref="HopfieldLookup{T}"/> of rows whose classes are known.</summary>
public static class HopfieldLookup
{
    /// <summary>A lookup that answers with classes: each stored row votes for its own. The outputs are the shares of the classes.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="rows">Shape [P, D], copied; learned from there unless they are frozen.</param>
    /// <param name="classes">The class of each row, from 0; the largest + 1 is the number of classes. They stay as they are.</param>
    /// <param name="options">
    /// How rows are compared; values have to be static, with no norm and no output projection. When left out, by distance with β = 1. See also
    /// <see cref="HopfieldLayerOptions.TiedMetric"/>.
    /// </param>
    /// <param name="random">What draws the first weights, if there are any.</param>
    /// <exception cref="ArgumentException">Rows and classes differ in number, a class is negative, or the options change the values.</exception>
    public static HopfieldLookup<T> OfClasses<T>(T[,] rows, IReadOnlyList<int> classes, HopfieldLayerOptions? options = null, Random? random = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(classes);
        options ??= HopfieldLayerOptions.Retrieval with { Beta = 1, ComparesByDistance = true };
        if (classes.Count != rows.GetLength(0)) throw new ArgumentException($"Expected {rows.GetLength(0)} classes, one for each row, got {classes.Count}.", nameof(classes));
        if (classes.Any(c => c < 0)) throw new ArgumentException($"Expected classes from 0, got {classes.Min()}.", nameof(classes));
        if (!options.StaticProjected || options.NormalisesProjected || options.OutputProjection)
            throw new ArgumentException("Expected options that leave the values as they are: StaticProjected, and neither NormalisesProjected nor OutputProjection.", nameof(options));
        var votes = new T[classes.Count, classes.Count == 0 ? 0 : classes.Max() + 1];
        for (int row = 0; row < classes.Count; row++) votes[row, classes[row]] = T.One;
        var lookup = new HopfieldLookup<T>(rows, votes, options, random ?? new SeededRandom(0));
        lookup.Targets.Frozen = true;
        return lookup;
    }
}

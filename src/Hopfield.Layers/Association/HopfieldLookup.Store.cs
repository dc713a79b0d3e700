using System.Numerics;

namespace Hopfield.Layers;

/// <summary>Makes a <see cref="HopfieldLookup{T}"/> out of labelled rows; the type of the entries follows from them.</summary>
public static class HopfieldLookup
{
    /// <summary>
    /// Stores rows with their classes, both frozen: a soft nearest neighbour whose outputs are the shares of the classes. What is learned, if
    /// anything, is the metric and β; the rows too, as prototypes, once <see cref="HopfieldLookup{T}.Patterns"/> is no longer frozen.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="rows">X, shape [P, D], copied.</param>
    /// <param name="labels">The class of each row, from 0.</param>
    /// <param name="classCount">C, more than the largest label.</param>
    /// <param name="options">How rows are compared; values have to be static, with no norm and no output projection. <see cref="HopfieldLayerOptions.TiedMetric"/> when left out.</param>
    /// <param name="hidesSelf">Whether a row does not see itself while the memory is trained on the rows, in their order.</param>
    /// <param name="seed">Draws the first metric where it does not begin as the identity.</param>
    /// <exception cref="ArgumentException">Rows and labels differ in number, a label is not below C, or the options change the values.</exception>
    public static HopfieldLookup<T> Store<T>(
        PatternSet<T> rows, IReadOnlyList<int> labels, int classCount, HopfieldLayerOptions? options = null, bool hidesSelf = true, int seed = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count != rows.PatternCount) throw new ArgumentException($"Expected {rows.PatternCount} labels, one for each row, got {labels.Count}.", nameof(labels));
        options ??= HopfieldLayerOptions.TiedMetric;
        if (!options.StaticProjected || options.NormalisesProjected || options.OutputProjection)
            throw new ArgumentException("Expected options that leave the values as they are: StaticProjected, and neither NormalisesProjected nor OutputProjection.", nameof(options));
        var classes = new T[labels.Count, classCount];
        for (int mu = 0; mu < labels.Count; mu++)
        {
            if ((uint)labels[mu] >= (uint)classCount) throw new ArgumentException($"Expected labels from 0 to {classCount - 1}, got {labels[mu]} at index {mu}.", nameof(labels));
            classes[mu, labels[mu]] = T.One;
        }
        var lookup = new HopfieldLookup<T>(rows.ToArray(), classes, options, new SeededRandom(seed)) { HidesSelf = hidesSelf };
        lookup.Patterns.Frozen = lookup.Targets.Frozen = true;
        return lookup;
    }
}

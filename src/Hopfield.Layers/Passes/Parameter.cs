using System.Numerics;

namespace Hopfield.Layers;

/// <summary>An array of numbers that a layer learns.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>Only its value lives here; gradients are collected in a <see cref="Gradients{T}"/> of the caller, one for each thread that works.</remarks>
public sealed class Parameter<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _value;

    /// <summary>A parameter of zeros.</summary>
    /// <param name="name">What it is called in its layer, such as "query.weight".</param>
    /// <param name="shape">Its shape; matrices are stored row by row.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public Parameter(string name, params IReadOnlyList<int> shape)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(shape);
        int length = 1;
        foreach (int size in shape)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, nameof(shape));
            length = checked(length * size);
        }
        (Name, Shape, _value) = (name, [.. shape], new T[length]);
    }

    /// <summary>What it is called in its layer.</summary>
    public string Name { get; }

    /// <summary>Its shape.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The entries, which may be written.</summary>
    public Span<T> Value => _value;

    /// <summary>The entries as memory, for batches that look at them.</summary>
    internal ReadOnlyMemory<T> Memory => _value;

    /// <summary>Whether training leaves it as it is. Layers compute no gradient of it.</summary>
    public bool Frozen { get; set; }

    /// <summary>Whether weight decay pulls it towards 0. As in the reference's optimiser, everything decays unless it is said otherwise.</summary>
    public bool Decays { get; set; } = true;

    /// <summary>Name and shape.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]";

    /// <summary>Draws every entry from a normal distribution of mean 0.</summary>
    /// <param name="deviation">Its standard deviation, at least 0.</param>
    /// <param name="random">What draws.</param>
    public void Draw(double deviation, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(deviation);
        for (int i = 0; i < _value.Length; i++) _value[i] = T.CreateTruncating(deviation * Normal(random));
    }

    // Box and Muller: two uniform numbers make a normal one. A library's sampler may change its stream with its version.
    private static double Normal(Random random)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}

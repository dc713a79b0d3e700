using System.Numerics;
using System.Numerics.Tensors;

namespace Hopfield.Layers;

/// <summary>The gradients of some parameters: what backward passes add to.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Gradients<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<Parameter<T>, Range> _places = [];
    private readonly Parameter<T>[] _parameters;
    private readonly T[] _values;

    /// <summary>Gradients of zero for all parameters that are not frozen.</summary>
    /// <param name="parameters">The parameters of a layer; one that comes twice, because layers share it, counts once.</param>
    public Gradients(IEnumerable<Parameter<T>> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        int length = 0;
        foreach (Parameter<T> parameter in parameters)
        {
            if (parameter.Frozen || !_places.TryAdd(parameter, length..checked(length + parameter.Value.Length))) continue;
            length += parameter.Value.Length;
        }
        _values = new T[length];
        _parameters = [.. _places.Keys];
    }

    /// <summary>The parameters that gradients are collected for.</summary>
    public IReadOnlyList<Parameter<T>> Parameters => _parameters;

    /// <summary>All entries, parameter by parameter.</summary>
    internal Span<T> Values => _values;

    /// <summary>Whether the gradient of a parameter is collected here.</summary>
    /// <param name="parameter">A parameter, or null where a layer has none.</param>
    public bool Want(Parameter<T>? parameter) => parameter is not null && _places.ContainsKey(parameter);

    /// <summary>The gradient of a parameter, in the order of its entries.</summary>
    /// <param name="parameter">One of <see cref="Parameters"/>.</param>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Span<T> this[Parameter<T> parameter] => _places.TryGetValue(parameter, out Range place)
        ? _values.AsSpan(place)
        : throw new ArgumentException($"Expected a parameter that gradients are collected for, got {parameter}.", nameof(parameter));

    /// <summary>Sets all gradients to zero.</summary>
    public void Clear() => Array.Clear(_values);

    /// <summary>Adds the gradients of another set of the same parameters.</summary>
    /// <param name="other">Made for the same parameters in the same order.</param>
    /// <exception cref="ArgumentException">It was made for others.</exception>
    public void Add(Gradients<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (_values.Length != other._values.Length || !_parameters.AsSpan().SequenceEqual(other._parameters)) throw new ArgumentException("Expected gradients of the same parameters.", nameof(other));
        TensorPrimitives.Add(_values, other._values, _values);
    }

    /// <summary>The Euclidean norm of all gradients together.</summary>
    public double Norm()
    {
        double sum = 0;
        foreach (T value in _values) sum += double.CreateTruncating(value) * double.CreateTruncating(value);
        return Math.Sqrt(sum);
    }

    /// <summary>Shrinks all gradients together so that their norm is no larger than a bound.</summary>
    /// <param name="largest">The bound, above 0.</param>
    /// <returns>The norm before.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not above 0.</exception>
    public double Clip(double largest)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(largest);
        double norm = Norm();
        if (norm > largest) TensorPrimitives.Multiply(_values, T.CreateTruncating(largest / norm), _values);
        return norm;
    }
}

using System.Text;

namespace Hopfield;

/// <summary>Takes the arrays that a model consists of, each under a name.</summary>
/// <remarks>See <see cref="ISavable{TSelf}"/>. Arrays are written at once, row-major; nothing is kept.</remarks>
public sealed class ModelWriter
{
    private readonly NpzWriter _archive;
    private readonly string _prefix;

    internal ModelWriter(NpzWriter archive, string prefix = "") => (_archive, _prefix) = (archive, prefix);

    /// <summary>Writes an array.</summary>
    /// <typeparam name="T">An integer type of 1 to 8 bytes, <see cref="bool"/>, <see cref="Half"/>, <see cref="Kernels.BFloat16"/>, <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="name">The array's name, once in a model.</param>
    /// <param name="values">The values in row-major order.</param>
    /// <param name="shape">The extent of each axis, slowest first; left out: one axis.</param>
    /// <exception cref="ArgumentException">The name is empty or has occurred before, or the shape does not have as many elements as there are values.</exception>
    /// <exception cref="NotSupportedException">A file has no place for values of this type.</exception>
    public void Array<T>(string name, ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged => Write(name, values, NpyHeader.ShapeOf(values.Length, shape, nameof(shape)));

    /// <summary>Writes a matrix.</summary>
    /// <typeparam name="T">As for an array.</typeparam>
    /// <param name="name">The array's name, once in a model.</param>
    /// <param name="values">Shape [rows, columns].</param>
    public void Matrix<T>(string name, T[,] values)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        Write(name, NumericArray.Flat(values), [values.GetLength(0), values.GetLength(1)]);
    }

    /// <summary>Writes a single number: an array without axes.</summary>
    /// <typeparam name="T">As for an array.</typeparam>
    /// <param name="name">The number's name, once in a model.</param>
    /// <param name="value">The number.</param>
    public void Value<T>(string name, T value)
        where T : unmanaged => Write(name, [value], []);

    /// <summary>Writes a text: an array of the bytes of its UTF-8.</summary>
    /// <param name="name">The text's name, once in a model.</param>
    /// <param name="text">The text.</param>
    public void Text(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Array<byte>(name, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>A writer for a part of the model that has names of its own: they are written behind the part's name and a point.</summary>
    /// <param name="name">The part's name.</param>
    public ModelWriter Part(string name) => new(_archive, $"{_prefix}{name}.");

    private void Write<T>(string name, ReadOnlySpan<T> values, ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        using Stream elements = _archive.Create(_prefix + name, ElementTypes.Of<T>(), shape);
        NpyFile.WriteElements(elements, values);
    }
}

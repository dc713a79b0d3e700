using System.Runtime.InteropServices;
using System.Text;

namespace Hopfield;

/// <summary>Gives the arrays that a model consists of, each by its name and straight from the file.</summary>
/// <remarks>See <see cref="ISavable{TSelf}"/>. Types must be those that were written; sizes are compared with the file before memory is taken.</remarks>
public sealed class ModelReader
{
    private const int MaxTextLength = 10_000;

    private readonly NpzArchive _archive;
    private readonly string _prefix;
    private readonly HashSet<string> _unread;

    internal ModelReader(NpzArchive archive) => (_archive, _prefix, _unread) = (archive, "", [.. archive.Names]);

    private ModelReader(ModelReader of, string part) =>
        (_archive, _prefix, _unread, Version) = (of._archive, $"{of._prefix}{part}.", of._unread, of.Version);

    /// <summary>The version of the model's arrays in this file, at most <see cref="ISavable{TSelf}.ModelVersion"/>.</summary>
    public int Version { get; internal set; }

    /// <summary>Whether there is an array of this name.</summary>
    /// <param name="name">The name.</param>
    public bool Has(string name) => _archive.Names.Contains(_prefix + name);

    /// <summary>The shape of an array.</summary>
    /// <typeparam name="T">The type that was written.</typeparam>
    /// <param name="name">The array's name.</param>
    /// <exception cref="InvalidDataException">There is no such array, it has another type, or is damaged.</exception>
    public int[] Shape<T>(string name)
        where T : unmanaged
    {
        using ByteSource source = Open<T>(name, out NpyHeader header);
        return header.Shape;
    }

    /// <summary>Reads an array into new memory.</summary>
    /// <typeparam name="T">The type that was written.</typeparam>
    /// <param name="name">The array's name.</param>
    /// <param name="shape">The shape that it must have, −1 where an axis may have any extent; left out: one axis of any extent.</param>
    /// <exception cref="InvalidDataException">There is no such array, it has another shape or type, or is damaged.</exception>
    public T[] Array<T>(string name, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        using ByteSource source = Open<T>(name, out NpyHeader header);
        RequireShape(source, header, shape.IsEmpty ? [-1] : shape);
        var values = new T[header.Count];
        Read<T>(name, source, header, values);
        return values;
    }

    /// <summary>Reads an array into memory that is there already.</summary>
    /// <typeparam name="T">The type that was written.</typeparam>
    /// <param name="name">The array's name.</param>
    /// <param name="values">Receives the values in row-major order; exactly as many as the array has.</param>
    /// <exception cref="InvalidDataException">There is no such array, it has another length or type, or is damaged.</exception>
    public void Fill<T>(string name, Span<T> values)
        where T : unmanaged
    {
        using ByteSource source = Open<T>(name, out NpyHeader header);
        if (header.Count != values.Length) throw source.Fault($"has {header.Count} elements; expected were {values.Length}.");
        Read(name, source, header, values);
    }

    /// <summary>Reads a matrix.</summary>
    /// <typeparam name="T">The type that was written.</typeparam>
    /// <param name="name">The array's name.</param>
    /// <exception cref="InvalidDataException">There is no such array, it does not have two axes, has another type, or is damaged.</exception>
    public T[,] Matrix<T>(string name)
        where T : unmanaged
    {
        using ByteSource source = Open<T>(name, out NpyHeader header);
        RequireShape(source, header, [-1, -1]);
        var values = new T[header.Shape[0], header.Shape[1]];
        Read(name, source, header, values.Length == 0 ? [] : MemoryMarshal.CreateSpan(ref values[0, 0], values.Length));
        return values;
    }

    /// <summary>Reads a single number.</summary>
    /// <typeparam name="T">The type that was written.</typeparam>
    /// <param name="name">The number's name.</param>
    /// <exception cref="InvalidDataException">There is no such number, or it is damaged.</exception>
    public T Value<T>(string name)
        where T : unmanaged
    {
        using ByteSource source = Open<T>(name, out NpyHeader header);
        RequireShape(source, header, []);
        T value = default;
        Read(name, source, header, new Span<T>(ref value));
        return value;
    }

    /// <summary>Reads a text.</summary>
    /// <param name="name">The text's name.</param>
    /// <param name="maxLength">The most bytes that its UTF-8 may have.</param>
    /// <exception cref="InvalidDataException">There is no such text, it is longer, is no UTF-8, or is damaged.</exception>
    public string Text(string name, int maxLength = MaxTextLength)
    {
        if (Shape<byte>(name) is not [var length] || length > maxLength) throw Fault($"has in '{_prefix}{name}' no text of at most {maxLength} bytes.");
        byte[] bytes = Array<byte>(name);
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw Fault($"has in '{_prefix}{name}' a text that is not UTF-8: {e.Message}", e);
        }
    }

    /// <summary>A reader for a part of the model, whose names stand behind the part's name and a point.</summary>
    /// <param name="name">The part's name.</param>
    public ModelReader Part(string name) => new(this, name);

    /// <summary>An exception whose message begins with the file's name.</summary>
    /// <param name="problem">What is wrong, as the rest of a sentence: "has no pattern."</param>
    /// <param name="inner">The exception that told, if there is one.</param>
    public InvalidDataException Fault(string problem, Exception? inner = null) => _archive.Fault(problem, inner);

    /// <summary>Makes sure that every array was read.</summary>
    internal void ExpectEnd(string model)
    {
        if (_unread.Count > 0) throw Fault($"holds '{_unread.Order(StringComparer.Ordinal).First()}', which is no part of a {model}.");
    }

    // What the array's header says is compared with what the archive says before anybody takes memory for it.
    private ByteSource Open<T>(string name, out NpyHeader header)
        where T : unmanaged
    {
        if (!Has(name)) throw Fault($"has no entry '{_prefix}{name}'.");
        ByteSource source = _archive.Open(_prefix + name, out long length);
        header = NpyHeader.Read(source);
        if (header.Bytes + (header.Count * header.ElementType.Size()) != length)
            throw source.Fault($"should take {header.Bytes + (header.Count * header.ElementType.Size())} bytes by its header; it has {length}.");
        if (header.ElementType != ElementTypes.Of<T>()) throw source.Fault($"holds elements of type {header.ElementType}; asked for were {ElementTypes.Of<T>()}.");
        if (header.Count > System.Array.MaxLength) throw source.Fault($"has {header.Count} elements; at most {System.Array.MaxLength} are read.");
        if (header.FortranOrder) throw source.Fault("is in Fortran order; models are kept in C order.");
        return source;
    }

    private void Read<T>(string name, ByteSource source, NpyHeader header, Span<T> values)
        where T : unmanaged
    {
        int size = header.ElementType.Size();
        for (Span<T> left = values; left.Length > 0;)
        {
            Span<T> piece = left[..Math.Min(left.Length, 1 << 20)];
            Span<byte> bytes = MemoryMarshal.AsBytes(piece);
            source.Fill(bytes, "the values");
            ByteSource.ToMachineOrder(bytes, size, header.BigEndian);
            if (header.ElementType == ElementType.Boolean) source.RequireBooleans(bytes);
            left = left[piece.Length..];
        }
        source.ExpectEnd();
        _unread.Remove(_prefix + name);
    }

    private static void RequireShape(ByteSource source, NpyHeader header, ReadOnlySpan<int> expected)
    {
        bool fits = header.Shape.Length == expected.Length;
        for (int a = 0; fits && a < expected.Length; a++) fits = expected[a] == -1 || expected[a] == header.Shape[a];
        if (!fits) throw source.Fault($"has the shape {Text(header.Shape)}; expected was {Text(expected)}.");

        static string Text(ReadOnlySpan<int> shape) => $"[{string.Join(", ", shape.ToArray().Select(extent => extent == -1 ? "any" : $"{extent}"))}]";
    }
}

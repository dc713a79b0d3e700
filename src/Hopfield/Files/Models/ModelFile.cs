using System.Globalization;

namespace Hopfield;

/// <summary>Memories and trained models in files: what is saved comes back bit for bit.</summary>
/// <remarks>
/// A file is an .npz archive, not compressed: <c>numpy.load(path)["patterns"]</c> is an array. Its entry <c>hopfield</c> is the header, the
/// model's name and version as text. Models of this library have it as Save and FromFile; this class is for streams, and for models of your own.
/// </remarks>
public static class ModelFile
{
    internal const string Header = "hopfield";
    private const int MaxHeaderLength = 200;

    /// <summary>Writes a model to a file, beside its place and then moved into it: whatever interrupts it leaves the old file.</summary>
    /// <typeparam name="TModel">The kind of model.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="path">The file, usually *.npz; one that is there is replaced.</param>
    /// <exception cref="NotSupportedException">The model contains code of its user, which no file can hold.</exception>
    public static void Save<TModel>(TModel model, string path)
        where TModel : ISavable<TModel> => WholeFile.Write(path, stream => Save(model, stream));

    /// <summary>Writes a model to a stream, which stays open.</summary>
    /// <typeparam name="TModel">The kind of model.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="stream">The stream.</param>
    /// <exception cref="NotSupportedException">The model contains code of its user, which no file can hold.</exception>
    public static void Save<TModel>(TModel model, Stream stream)
        where TModel : ISavable<TModel>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        using var archive = new NpzWriter(stream);
        var writer = new ModelWriter(archive);
        writer.Text(Header, $"{TModel.ModelName} {TModel.ModelVersion}");
        model.Write(writer);
    }

    /// <summary>Reads a model from a file.</summary>
    /// <typeparam name="TModel">The kind of model that the file holds.</typeparam>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no model file, holds another kind of model or a newer version, or is damaged.</exception>
    public static TModel Load<TModel>(string path)
        where TModel : ISavable<TModel>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file '{path}'.", path);
        using var stream = File.OpenRead(path);
        return Load<TModel>(stream, Path.GetFileName(path));
    }

    /// <summary>Reads a model from a stream, which is closed.</summary>
    /// <typeparam name="TModel">The kind of model that the stream holds.</typeparam>
    /// <param name="stream">The stream; one that cannot seek is read into memory first, at most 1 GiB.</param>
    /// <param name="name">What error messages call it.</param>
    /// <exception cref="InvalidDataException">As for a file.</exception>
    public static TModel Load<TModel>(Stream stream, string name = "model")
        where TModel : ISavable<TModel>
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var closing = stream;
        using var archive = new NpzArchive(stream.CanSeek ? stream : Whole(stream, name), name);
        var reader = new ModelReader(archive);
        reader.Version = CheckedVersion<TModel>(reader);
        try
        {
            TModel model = TModel.Read(reader);
            reader.ExpectEnd(TModel.ModelName);
            return model;
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            throw archive.Fault($"holds no sound {TModel.ModelName}: {e.Message}", e);
        }
    }

    private static int CheckedVersion<TModel>(ModelReader reader)
        where TModel : ISavable<TModel>
    {
        if (!reader.Has(Header))
            throw reader.Fault($"is no model file: it has no entry '{Header}'. NpzFile.Read reads any archive of arrays.");
        string header = reader.Text(Header, MaxHeaderLength);
        int space = header.LastIndexOf(' ');
        if (space < 1 || !int.TryParse(header.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int version))
            throw reader.Fault($"has a header that is not a model and its version: '{header}'.");
        string model = header[..space];
        if (model != TModel.ModelName) throw reader.Fault($"holds a {model}; asked for was a {TModel.ModelName}.");
        if (version > TModel.ModelVersion)
            throw reader.Fault($"holds version {version} of a {model}; versions up to {TModel.ModelVersion} are read. A newer Hopfield reads it.");
        return version;
    }

    private static MemoryStream Whole(Stream stream, string name)
    {
        using var source = ByteSource.Plain(stream, name);
        return new MemoryStream(source.ReadToEnd(), writable: false);
    }
}

using System.Globalization;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Hopfield.Cluster;

/// <summary>Keeps the state of grains in a folder that every silo reads: what a cluster without a database has anyway for its rows.</summary>
/// <remarks>
/// <para>A state is one file, its version the end of the file's name and the state's ETag; Orleans' own serializer writes the content.</para>
/// <para>Of two activations that both think they are the only one, one at most gets through. A writer claims the next version by an empty file that
/// only one can create, looks once more that the state is the one it knows, moves the content onto its claim, and looks that nobody has claimed a later
/// version. Of two with different claims, the later either sees the earlier's content, or its claim is seen by the earlier.</para>
/// </remarks>
/// <param name="folder">Where the files lie; made when it is not there.</param>
/// <param name="serializer">Orleans' serializer for stored states.</param>
internal sealed class FolderGrainStorage(string folder, IGrainStorageSerializer serializer) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        string name = NameOf(stateName, grainId);
        for (long version; (version = Latest(name)) > 0;)
        {
            byte[] content;
            try
            {
                content = await File.ReadAllBytesAsync(PathOf(name, version));
            }
            catch (FileNotFoundException)
            {
                continue; // a newer version has taken its place
            }
            (grainState.State, grainState.RecordExists, grainState.ETag) = (serializer.Deserialize<T>(new BinaryData(content)), true, Text(version));
            return;
        }
        (grainState.State, grainState.RecordExists, grainState.ETag) = (Activator.CreateInstance<T>(), false, null!);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        string name = NameOf(stateName, grainId);
        Directory.CreateDirectory(folder);
        long version = Claim(name, grainState.ETag);
        string beside = Path.Combine(folder, $"{Guid.NewGuid():N}.tmp");
        try
        {
            Expect(name, grainState);
            await using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
            {
                await stream.WriteAsync(serializer.Serialize(grainState.State).ToMemory());
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, PathOf(name, version), overwrite: true);
            if (Claims(name).Max() != version) throw Stale(name, grainState.ETag);
        }
        catch
        {
            File.Delete(PathOf(name, version));
            File.Delete(beside);
            throw;
        }
        foreach (long older in Claims(name).Where(claim => claim < version)) File.Delete(PathOf(name, older));
        (grainState.RecordExists, grainState.ETag) = (true, Text(version));
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        string name = NameOf(stateName, grainId);
        Expect(name, grainState);
        foreach (long version in Claims(name)) File.Delete(PathOf(name, version));
        (grainState.State, grainState.RecordExists, grainState.ETag) = (Activator.CreateInstance<T>(), false, null!);
        return Task.CompletedTask;
    }

    private long Claim(string name, string? tag)
    {
        long version = Claims(name).DefaultIfEmpty().Max() + 1;
        try
        {
            new FileStream(PathOf(name, version), FileMode.CreateNew).Dispose();
            return version;
        }
        catch (IOException taken) when (taken is not DirectoryNotFoundException)
        {
            throw Stale(name, tag, taken);
        }
    }

    private void Expect<T>(string name, IGrainState<T> state)
    {
        long latest = Latest(name);
        if (state.ETag != (latest == 0 ? null : Text(latest))) throw Stale(name, state.ETag);
    }

    private InconsistentStateException Stale(string name, string? tag, Exception? inner = null) =>
        new($"The state '{name}' was changed by another activation.", Text(Latest(name)), tag ?? "none", inner);

    private long Latest(string name) => Claims(name).Where(version => new FileInfo(PathOf(name, version)) is { Exists: true, Length: > 0 }).DefaultIfEmpty().Max();

    // Every version that a file is named after, those that are empty yet among them.
    private long[] Claims(string name) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, name + ".*").Select(path => long.Parse(Path.GetExtension(path).AsSpan(1), CultureInfo.InvariantCulture))]
        : [];

    private string PathOf(string name, long version) => Path.Combine(folder, $"{name}.{Text(version)}");

    // A grain's id may hold what a file's name may not, and '*', '?' or '.', which would be read as a pattern or as the end of the name.
    private static string NameOf(string stateName, GrainId grainId) =>
        string.Concat($"{grainId}-{stateName}".Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? $"{letter}" : $"%{(int)letter:X}"));

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Hopfield.Cluster;

/// <summary>Keeps the state of grains in a folder that every silo reads: what a cluster without a database has anyway for its rows.</summary>
/// <remarks>
/// A state is one file, its version the end of the file's name and the state's ETag. A new version is written beside and moved to a name that must
/// not be there yet, so of two activations that both think they are the only one, one is refused. Orleans' own serializer writes the content.
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
        long before = Expect(name, grainState), version = before + 1;
        Directory.CreateDirectory(folder);
        string beside = Path.Combine(folder, $"{Guid.NewGuid():N}.tmp");
        try
        {
            await using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
            {
                await stream.WriteAsync(serializer.Serialize(grainState.State).ToMemory());
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, PathOf(name, version), overwrite: false);
        }
        catch (IOException taken) when (File.Exists(PathOf(name, version)))
        {
            throw Stale(name, grainState.ETag, taken);
        }
        finally
        {
            File.Delete(beside);
        }
        // Others may have moved on since the look above and deleted the version that this one then put in place.
        if (Latest(name) != version) throw Stale(name, grainState.ETag);
        if (before > 0) File.Delete(PathOf(name, before));
        (grainState.RecordExists, grainState.ETag) = (true, Text(version));
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        string name = NameOf(stateName, grainId);
        Expect(name, grainState);
        foreach (long version in Versions(name)) File.Delete(PathOf(name, version));
        (grainState.State, grainState.RecordExists, grainState.ETag) = (Activator.CreateInstance<T>(), false, null!);
        return Task.CompletedTask;
    }

    private long Expect<T>(string name, IGrainState<T> state)
    {
        long latest = Latest(name);
        return state.ETag == (latest == 0 ? null : Text(latest)) ? latest : throw Stale(name, state.ETag);
    }

    private InconsistentStateException Stale(string name, string? tag, Exception? inner = null) =>
        new($"The state '{name}' was changed by another activation.", Text(Latest(name)), tag ?? "none", inner);

    private long Latest(string name) => Versions(name).DefaultIfEmpty().Max();

    private long[] Versions(string name) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, name + ".*").Select(path => long.TryParse(Path.GetExtension(path).AsSpan(1), CultureInfo.InvariantCulture, out long version) ? version : 0)]
        : [];

    private string PathOf(string name, long version) => Path.Combine(folder, $"{name}.{Text(version)}");

    // A grain's id may hold what a file's name may not, and '*', '?' or '.', which would be read as a pattern or as the end of the name.
    private static string NameOf(string stateName, GrainId grainId) =>
        string.Concat($"{grainId}-{stateName}".Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? $"{letter}" : $"%{(int)letter:X}"));

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);
}

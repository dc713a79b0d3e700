namespace Hopfield.Cluster;

/// <summary>The folder that every silo reads: on one machine any, on many a shared one.</summary>
/// <param name="Path">Where it is mounted; the same place on every silo.</param>
internal sealed record SharedFolder(string Path);

/// <summary>The files of a shard.</summary>
/// <param name="folder">The folder that all silos read.</param>
/// <param name="memory">The memory's name.</param>
/// <param name="shard">The number of the shard.</param>
internal sealed class ShardFiles(SharedFolder folder, string memory, long shard)
{
    private readonly string _own = Path.Combine(folder.Path, "memories", memory);

    public MappedArray<float> Map(RowRun rows) => NpyFile.Map<float>(PathOf(rows.File, rows.IsOwn), rows.First..(rows.First + rows.Count));

    /// <summary>Writes rows into a new file, beside its place and moved into it.</summary>
    /// <returns>Its name.</returns>
    public string Write(ReadOnlySpan<float> values, int dimension)
    {
        Directory.CreateDirectory(_own);
        string name = $"{shard}-{Guid.NewGuid():N}.npy";
        NpyFile.Write(PathOf(name, isOwn: true), values, values.Length / dimension, dimension);
        return name;
    }

    /// <summary>Deletes the shard's own files that a change has left without rows.</summary>
    public void Drop(IEnumerable<RowRun> before, IEnumerable<RowRun> after) => Delete(Own(before).Except(Own(after)).Select(file => PathOf(file, isOwn: true)));

    /// <summary>Deletes the shard's own files that hold none of these rows: what a silo that was lost left behind.</summary>
    /// <param name="runs">The rows.</param>
    /// <param name="age">What is younger may belong to a change that another activation, which does not know yet that it was given up, is about to store.</param>
    public void KeepOnly(IEnumerable<RowRun> runs, TimeSpan age)
    {
        if (!Directory.Exists(_own)) return;
        HashSet<string> kept = [.. Own(runs)];
        DateTime latest = DateTime.UtcNow - age;
        Delete(Directory.EnumerateFiles(_own, $"{shard}-*").Where(path => !kept.Contains(Path.GetFileName(path)) && File.GetLastWriteTimeUtc(path) <= latest));
    }

    private static IEnumerable<string> Own(IEnumerable<RowRun> runs) => runs.Where(run => run.IsOwn).Select(run => run.File);

    private static void Delete(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Windows keeps a file that a question still reads; the next activation deletes it.
            }
        }
    }

    private string PathOf(string file, bool isOwn) => Path.Combine(isOwn ? _own : folder.Path, file);
}

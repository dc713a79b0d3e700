namespace Hopfield.Playground;

/// <summary>How many of the stored pictures a memory still holds, for each number of them that was tried: one curve for each memory.</summary>
/// <remarks>All points belong to one sequence of pictures. When another sequence is stored, the curves begin anew.</remarks>
internal sealed class LoadCurves
{
    private readonly SortedDictionary<string, SortedDictionary<int, int>> _kept = new(StringComparer.Ordinal);
    private IReadOnlyList<Picture> _sequence = [];

    /// <summary>The memories that were tried.</summary>
    public IEnumerable<string> Labels => _kept.Keys;

    /// <summary>A memory's points: how many were stored, how many of them were held.</summary>
    /// <param name="label">The memory.</param>
    public IEnumerable<(int Stored, int Kept)> Points(string label) => _kept.TryGetValue(label, out var points) ? points.Select(point => (point.Key, point.Value)) : [];

    /// <summary>The least number of stored pictures at which one was lost; null where none was, or where fewer were not tried.</summary>
    /// <param name="label">The memory.</param>
    public int? FirstLoss(string label)
    {
        bool seenWhole = false;
        foreach ((int stored, int kept) in Points(label))
        {
            if (kept < stored) return seenWhole ? stored : null;
            seenWhole = true;
        }
        return null;
    }

    /// <summary>The most pictures that were held at once; null where nothing was tried.</summary>
    /// <param name="label">The memory.</param>
    public int? MostKept(string label)
    {
        int? most = null;
        foreach ((_, int kept) in Points(label)) most = Math.Max(most ?? 0, kept);
        return most;
    }

    /// <summary>Adds a point.</summary>
    /// <param name="scene">What is stored in what.</param>
    /// <param name="kept">How many of the pictures are held.</param>
    public void Add(Scene scene, int kept)
    {
        int common = Math.Min(scene.Count, _sequence.Count);
        for (int mu = 0; mu < common; mu++)
        {
            if (scene.Stored[mu].Key == _sequence[mu].Key) continue;
            _kept.Clear();
            _sequence = [];
            break;
        }
        if (scene.Count > _sequence.Count) _sequence = scene.Stored;
        if (scene.Count == 0) return;
        if (!_kept.TryGetValue(scene.Choice.Label, out var points)) _kept[scene.Choice.Label] = points = [];
        points[scene.Count] = kept;
    }
}

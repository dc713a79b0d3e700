using System.Numerics;

namespace Hopfield.Layers;

/// <summary>One input of an association and the paths that read it: one, two or all three.</summary>
/// <remarks>Rows pass in blocks that stay in a cache: each is normalised once, and every path takes it from there.</remarks>
internal sealed class InputTrace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int BlockEntries = 1 << 14; // a matrix product gains from more rows, a cache from fewer

    private readonly Room<T> _normalised = new(), _scales = new(), _inputGradients = new(), _hatGradients = new();
    private readonly List<(PatternPath<T> Path, PathTrace<T> Trace)> _members = [];
    private BagBatch<T> _input;

    private bool IsNormalised
    {
        get
        {
            foreach ((PatternPath<T> path, _) in _members)
            {
                if (path.IsNormalised) return true;
            }
            return false;
        }
    }

    /// <summary>Begins anew with an input.</summary>
    public void Begin(BagBatch<T> input)
    {
        _input = input;
        _members.Clear();
    }

    /// <summary>Adds a path that reads it.</summary>
    public void Add(PatternPath<T> path, PathTrace<T> trace) => _members.Add((path, trace));

    public void Forward()
    {
        int width = _input.Dimension, rows = _input.RowCount;
        bool normalised = IsNormalised;
        foreach ((PatternPath<T> path, PathTrace<T> trace) in _members) path.Begin(trace, _input);
        Span<T> hats = normalised ? _normalised.Of(rows * width).Span : default, scales = normalised ? _scales.Of(rows).Span : default;
        for (int first = 0, count; first < rows; first += count)
        {
            count = Math.Min(BlockRows, rows - first);
            ReadOnlySpan<T> x = _input.Values.Slice(first * width, count * width);
            for (int row = 0; normalised && row < count; row++)
                scales[first + row] = RowNorm.Apply(x.Slice(row * width, width), hats.Slice((first + row) * width, width));
            foreach ((PatternPath<T> path, PathTrace<T> trace) in _members)
                path.Forward(trace, path.IsNormalised ? hats.Slice(first * width, count * width) : x, first, count);
        }
    }

    /// <summary>From the gradients of what the heads see, one for each path (default where not asked for), to that of the input.</summary>
    public BagBatch<T> Backward(ReadOnlySpan<BagBatch<T>> outputGradients, Gradients<T> gradients, bool inputWanted)
    {
        int width = _input.Dimension, rows = _input.RowCount;
        bool normalised = IsNormalised;
        foreach ((PatternPath<T> path, PathTrace<T> trace) in _members) path.BeginBackward(trace);
        Memory<T> input = inputWanted ? _inputGradients.Of(rows * width) : default;
        ReadOnlySpan<T> hats = normalised ? _normalised.Of(rows * width).Span : default, scales = normalised ? _scales.Of(rows).Span : default;
        for (int first = 0, count; first < rows; first += count)
        {
            count = Math.Min(BlockRows, rows - first);
            Span<T> direct = inputWanted ? input.Span.Slice(first * width, count * width) : default;
            direct.Clear();
            Span<T> throughNorm = inputWanted && normalised ? _hatGradients.Zeros(count * width).Span : default;
            for (int member = 0; member < _members.Count; member++)
            {
                (PatternPath<T> path, PathTrace<T> trace) = _members[member];
                if (outputGradients[member].BagCount == 0) continue;
                ReadOnlySpan<T> gradient = outputGradients[member].Values.Slice(first * path.OutputWidth, count * path.OutputWidth);
                ReadOnlySpan<T> source = path.IsNormalised ? hats.Slice(first * width, count * width) : _input.Values.Slice(first * width, count * width);
                path.Backward(trace, source, gradient, count, gradients, path.IsNormalised ? throughNorm : direct);
            }
            for (int row = 0; row < count && !throughNorm.IsEmpty; row++)
            {
                int at = (first + row) * width;
                RowNorm.AddGradient(throughNorm.Slice(row * width, width), hats.Slice(at, width), scales[first + row], direct.Slice(row * width, width));
            }
        }
        for (int member = 0; member < _members.Count; member++)
        {
            if (outputGradients[member].BagCount > 0) _members[member].Path.EndBackward(_members[member].Trace, gradients);
        }
        return inputWanted ? _input.With(input, width) : default;
    }

    private int BlockRows => Math.Max(8, BlockEntries / _input.Dimension);
}

using System.Numerics;

namespace Hopfield.Layers;

/// <summary>The weights of the epoch with the smallest validation loss, and how long ago it was.</summary>
internal sealed class BestWeights<T>(IReadOnlyList<Parameter<T>> parameters, int patience)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private T[][]? _weights;
    private double _loss = double.PositiveInfinity;
    private int _since;

    /// <summary>Notes a validation loss; false where patience has come to its end.</summary>
    public bool GoesOn(double loss)
    {
        if (patience == 0) return true;
        if (loss < _loss)
        {
            (_loss, _since) = (loss, 0);
            _weights = [.. parameters.Select(parameter => parameter.Value.ToArray())];
            return true;
        }
        return ++_since < patience;
    }

    /// <summary>Puts the best weights back, where there was patience to lose.</summary>
    public void Restore()
    {
        for (int i = 0; _weights is not null && i < _weights.Length; i++) _weights[i].CopyTo(parameters[i].Value);
    }
}

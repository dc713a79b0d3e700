using System.Text;

namespace Hopfield.Layers.Tests;

/// <summary>On which side of its kinks a pass went, as a text: difference quotients must not reach over one.</summary>
internal static class Kinks
{
    public static string Of(Trace<double> trace)
    {
        var text = new StringBuilder();
        Add(trace, text);
        return text.ToString();
    }

    private static void Add(Trace<double>? trace, StringBuilder text)
    {
        switch (trace)
        {
            case ChainTrace<double> chain:
                foreach (Trace<double> step in chain.Steps) Add(step, text);
                break;
            case ResidualTrace<double> residual:
                Add(residual.Inner, text);
                break;
            case PoolingTrace<double> pooling:
                Add(pooling.Association, text);
                break;
            case AssociationTrace<double> association:
                if (ReferenceEquals(association.Options.Separation, SeparationFunction.Softmax)) break;
                for (int block = 0; block < association.BlockCount; block++)
                {
                    for (int update = 1; update <= association.LastOf(block); update++)
                    {
                        foreach (double weight in association.WeightsAt(update, block)) text.Append(weight > 0 ? '+' : '0');
                    }
                }
                break;
            case { Layer: ReLU<double> }:
                foreach (double value in trace.Output.Values) text.Append(value > 0 ? '+' : '0');
                break;
            case { Layer: MaxPooling<double> }:
                foreach (double value in trace.Output.Values) text.Append(value).Append(' ');
                break;
        }
    }
}

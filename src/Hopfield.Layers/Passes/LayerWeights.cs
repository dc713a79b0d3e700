using System.Numerics;

namespace Hopfield.Layers;

/// <summary>The parameters of a model as a file holds them: an .npz archive that NumPy opens.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// Only numbers are kept. The model is made by the same code as before and takes them back: names and shapes have to be the same.
/// In the archive the parameters have their numbers in front of their names, since a model may have two of one name.
/// </remarks>
internal sealed class LayerWeights<T>(IReadOnlyList<(string Name, int[] Shape, T[] Values)> arrays) : ISavable<LayerWeights<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Names = "parameters";

    public static string ModelName => "LayerWeights";

    public static LayerWeights<T> Of(IReadOnlyList<Parameter<T>> parameters) =>
        new([.. parameters.Select((parameter, number) => ($"{number}.{parameter.Name}", parameter.Shape.ToArray(), parameter.Value.ToArray()))]);

    public static LayerWeights<T> Read(ModelReader reader) => new(
    [
        .. reader.Text(Names, 1 << 20).Split('\n').Select(name => (name, reader.Shape<T>(name), reader.Array<T>(name, [.. reader.Shape<T>(name)]))),
    ]);

    public void Write(ModelWriter writer)
    {
        writer.Text(Names, string.Join('\n', arrays.Select(array => array.Name)));
        foreach ((string name, int[] shape, T[] values) in arrays) writer.Array<T>(name, values, shape);
    }

    /// <summary>Writes the numbers into a model's parameters.</summary>
    /// <exception cref="InvalidDataException">They are other parameters than the model's.</exception>
    public void CopyTo(IReadOnlyList<Parameter<T>> parameters, string file)
    {
        string[] own = [.. parameters.Select((parameter, number) => Describe($"{number}.{parameter.Name}", parameter.Shape))];
        string[] kept = [.. arrays.Select(array => Describe(array.Name, array.Shape))];
        for (int i = 0; i < Math.Max(own.Length, kept.Length); i++)
        {
            (string expected, string got) = (i < own.Length ? own[i] : "none", i < kept.Length ? kept[i] : "none");
            if (expected != got) throw new InvalidDataException($"'{file}' holds the weights of another model: expected was {expected}, it has {got}.");
        }
        for (int i = 0; i < own.Length; i++) arrays[i].Values.CopyTo(parameters[i].Value);
    }

    private static string Describe(string name, IEnumerable<int> shape) => $"{name} [{string.Join(", ", shape)}]";
}

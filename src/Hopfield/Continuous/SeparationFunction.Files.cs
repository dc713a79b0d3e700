namespace Hopfield;

public abstract partial class SeparationFunction
{
    /// <summary>The kind and parameter from which <see cref="Read"/> makes the separation again; none for one of the user's own.</summary>
    internal virtual (string Kind, double Parameter)? Saved => null;

    /// <summary>Writes the separation as two entries of a model.</summary>
    /// <exception cref="NotSupportedException">It is code of the user's own.</exception>
    internal void Write(ModelWriter writer, string name)
    {
        (string kind, double parameter) = Saved ?? throw new NotSupportedException(
            $"The separation '{Name}' is code of your own, which no file can hold. Save the memory's patterns, and give the separation again when they are read.");
        writer.Text(name, kind);
        writer.Value(name + ".parameter", parameter);
    }

    /// <summary>Reads a separation from two entries of a model.</summary>
    internal static SeparationFunction Read(ModelReader reader, string name)
    {
        double parameter = reader.Value<double>(name + ".parameter");
        return reader.Text(name) switch
        {
            SoftmaxSeparation.Kind => Softmax,
            EntmaxSeparation.Kind => Entmax(parameter),
            IdentitySeparation.Kind => Identity,
            MaximumSeparation.Kind => Maximum,
            PowerSeparation.Kind when parameter == (int)parameter => Power((int)parameter),
            var other => throw reader.Fault($"has the separation '{other}' with the parameter {parameter}, which is not known."),
        };
    }
}

namespace Hopfield;

public abstract partial class InteractionFunction
{
    /// <summary>The kind and parameter from which <see cref="Read"/> makes the function again; none for a function of the user's own.</summary>
    internal virtual (string Kind, double Parameter)? Saved => null;

    /// <summary>Writes the function as two entries of a model.</summary>
    /// <exception cref="NotSupportedException">It is code of the user's own.</exception>
    internal void Write(ModelWriter writer, string name)
    {
        (string kind, double parameter) = Saved ?? throw new NotSupportedException(
            $"The interaction function '{Name}' is code of your own, which no file can hold. Save the memory's Patterns, and give the function again when they are read.");
        writer.Text(name, kind);
        writer.Value(name + ".parameter", parameter);
    }

    /// <summary>Reads a function from two entries of a model.</summary>
    internal static InteractionFunction Read(ModelReader reader, string name)
    {
        double parameter = reader.Value<double>(name + ".parameter");
        return reader.Text(name) switch
        {
            PowerFunction.Kind => Power(Degree()),
            PowerFunction.RectifiedKind => RectifiedPower(Degree()),
            ExponentialFunction.Kind => Exponential(parameter),
            var other => throw reader.Fault($"has the interaction function '{other}', which is not known."),
        };

        int Degree() => parameter == (int)parameter ? (int)parameter : throw reader.Fault($"has the degree {parameter}; expected is a whole number.");
    }
}

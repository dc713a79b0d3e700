namespace Hopfield;

/// <summary>A memory or trained model that one file can hold: it says which arrays it consists of, and comes back from them.</summary>
/// <remarks>
/// Implement it for a model of your own, or for a trained layer, and <see cref="ModelFile"/> writes and reads it: an .npz archive that NumPy
/// opens, with a header that names the model and a version, checked on reading, replaced as a whole. The arrays of each model of this library
/// stand in <c>docs/model-files.md</c>.
/// </remarks>
/// <typeparam name="TSelf">The model's own type.</typeparam>
public interface ISavable<TSelf>
    where TSelf : ISavable<TSelf>
{
    /// <summary>What the header calls the model.</summary>
    static abstract string ModelName { get; }

    /// <summary>The version of the model's arrays that <see cref="Write"/> writes. <see cref="Read"/> knows it and all before it.</summary>
    static virtual int ModelVersion => 1;

    /// <summary>Writes the arrays that the model consists of.</summary>
    /// <param name="writer">Takes the arrays.</param>
    /// <exception cref="NotSupportedException">The model contains code of its user, which no file can hold.</exception>
    void Write(ModelWriter writer);

    /// <summary>Makes the model from its arrays. All of them have to be read: what is left over does not belong to the model.</summary>
    /// <param name="reader">Gives the arrays.</param>
    /// <exception cref="ArgumentException">The arrays make no model; <see cref="ModelFile"/> says so with the name of the file.</exception>
    static abstract TSelf Read(ModelReader reader);
}

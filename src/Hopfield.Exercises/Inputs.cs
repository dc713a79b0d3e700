namespace Hopfield.Exercises;

/// <summary>Inputs by number. Asking twice gives two equal inputs that share no memory, so a function that writes into its argument harms nobody.</summary>
internal sealed class Inputs<T>(int count, Func<int, T> fresh)
{
    public int Count { get; } = count;

    public T this[int index] => fresh(index);

    public static Inputs<T> Drawn(Func<Random, T> draw, int samples, int seed)
    {
        if (samples < 1) throw new ArgumentOutOfRangeException(nameof(samples), samples, "At least one input is needed.");
        return new(samples, index => draw(new SeededRandom(seed, stream: index)));
    }

    public static Inputs<T> Listed(IEnumerable<T> inputs)
    {
        T[] all = [.. inputs];
        if (all.Length == 0) throw new ArgumentException("At least one input is needed.", nameof(inputs));
        return new(all.Length, index => all[index] is Array array ? (T)array.Clone() : all[index]);
    }
}

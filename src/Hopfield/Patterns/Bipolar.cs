using System.Numerics;

namespace Hopfield;

/// <summary>States of ±1 units: how to write them, read them and compare them.</summary>
public static class Bipolar
{
    /// <summary>Reads a state from text: '#', '1', '+' and 'X' are +1; '.', '0' and '-' are −1; white space and line ends are skipped. A sign directly before a 1 belongs to it, so that
    /// "1 -1 1 -1" has four units.</summary>
    /// <param name="text">For example "#.#.." or "10100", or a glyph drawn over several lines.</param>
    /// <exception cref="ArgumentException">The text holds another character, or no unit at all.</exception>
    public static sbyte[] Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var state = new List<sbyte>(text.Length);
        for (int at = 0; at < text.Length; at++)
        {
            char c = text[at];
            if (char.IsWhiteSpace(c)) continue;
            if (c is '+' or '-' or '−' && at + 1 < text.Length && text[at + 1] == '1') at++; // the number +1 or −1
            state.Add(c switch
            {
                '#' or '1' or '+' or 'X' => 1,
                '.' or '0' or '-' or '−' => -1,
                _ => throw new ArgumentException($"Expected '#', '1', '+', 'X' for +1 or '.', '0', '-' for −1, got '{c}'.", nameof(text)),
            });
        }
        return state.Count > 0 ? [.. state] : throw new ArgumentException("Expected at least one unit, got an empty text.", nameof(text));
    }

    /// <summary>Writes a state as text, '#' for +1 and '.' for −1, in lines of the given width.</summary>
    /// <param name="state">ξ, entries ±1.</param>
    /// <param name="width">Units per line; 0 writes one line.</param>
    /// <exception cref="ArgumentException">An entry is not ±1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The width is negative.</exception>
    public static string Format(ReadOnlySpan<sbyte> state, int width = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        Require(state, state.Length, nameof(state));
        var text = new System.Text.StringBuilder(state.Length);
        for (int i = 0; i < state.Length; i++)
        {
            if (width > 0 && i > 0 && i % width == 0) text.Append('\n');
            text.Append(state[i] > 0 ? '#' : '.');
        }
        return text.ToString();
    }

    /// <summary>Makes a state of numbers that are +1 and −1 already.</summary>
    /// <param name="units">Entries ±1.</param>
    /// <exception cref="ArgumentException">There is no unit, or an entry is not ±1.</exception>
    public static sbyte[] From(ReadOnlySpan<int> units) => From(units, nameof(units));

    /// <summary>Makes a state of flags: true is +1, false is −1.</summary>
    /// <param name="units">At least one flag.</param>
    /// <exception cref="ArgumentException">There is no unit.</exception>
    public static sbyte[] From(ReadOnlySpan<bool> units) => From(units, nameof(units));

    /// <summary>Makes a state of numbers: +1 where they are above the threshold, −1 elsewhere.</summary>
    /// <typeparam name="T">Any number type.</typeparam>
    /// <param name="units">At least one number, not NaN.</param>
    /// <param name="threshold">The largest number that becomes −1.</param>
    /// <exception cref="ArgumentException">There is no unit, or an entry or the threshold is NaN.</exception>
    public static sbyte[] From<T>(ReadOnlySpan<T> units, T threshold)
        where T : INumber<T> => From(units, threshold, nameof(units));

    /// <summary>Maps 0/1 units to ±1: ξ = 2s − 1.</summary>
    /// <param name="units">Entries 0 or 1.</param>
    /// <exception cref="ArgumentException">There is no unit, or an entry is neither 0 nor 1.</exception>
    public static sbyte[] FromZeroOne(ReadOnlySpan<int> units) => FromZeroOne(units, nameof(units));

    /// <summary>Maps ±1 units to 0/1: s = (ξ + 1)/2.</summary>
    /// <param name="state">ξ, entries ±1.</param>
    /// <exception cref="ArgumentException">An entry is not ±1.</exception>
    public static int[] ToZeroOne(ReadOnlySpan<sbyte> state)
    {
        Require(state, state.Length, nameof(state));
        var units = new int[state.Length];
        for (int i = 0; i < units.Length; i++) units[i] = (state[i] + 1) / 2;
        return units;
    }

    /// <summary>A random state: each unit is +1 with the given probability.</summary>
    /// <param name="dimension">N ≥ 1.</param>
    /// <param name="random">The source of randomness.</param>
    /// <param name="activity">The probability of +1, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">N &lt; 1, or the activity lies outside [0, 1].</exception>
    public static sbyte[] Random(int dimension, Random random, double activity = 0.5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentNullException.ThrowIfNull(random);
        if (!(activity >= 0 && activity <= 1)) throw new ArgumentOutOfRangeException(nameof(activity), activity, "Expected a probability in [0, 1].");
        var state = new sbyte[dimension];
        for (int i = 0; i < dimension; i++) state[i] = (sbyte)(random.NextDouble() < activity ? 1 : -1);
        return state;
    }

    /// <inheritdoc cref="Random(int, System.Random, double)"/>
    /// <param name="dimension">N ≥ 1.</param>
    /// <param name="seed">Equal seeds give equal states.</param>
    /// <param name="activity">The probability of +1, in [0, 1].</param>
    public static sbyte[] Random(int dimension, int seed, double activity = 0.5) => Random(dimension, new SeededRandom(seed, SeedUse.State), activity);

    /// <summary>The state whose units all have one value.</summary>
    /// <param name="dimension">N ≥ 1.</param>
    /// <param name="value">+1 or −1.</param>
    /// <exception cref="ArgumentException">The value is not ±1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">N &lt; 1.</exception>
    public static sbyte[] Constant(int dimension, sbyte value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (value is not (1 or -1)) throw new ArgumentException($"Expected +1 or −1, got {value}.", nameof(value));
        var state = new sbyte[dimension];
        Array.Fill(state, value);
        return state;
    }

    /// <summary>The mirror state −ξ.</summary>
    /// <param name="state">ξ, entries ±1.</param>
    /// <exception cref="ArgumentException">An entry is not ±1.</exception>
    public static sbyte[] Mirror(ReadOnlySpan<sbyte> state)
    {
        Require(state, state.Length, nameof(state));
        var mirror = new sbyte[state.Length];
        for (int i = 0; i < mirror.Length; i++) mirror[i] = (sbyte)-state[i];
        return mirror;
    }

    /// <summary>sgn(x_1 + … + x_n), unit by unit: the mixture of an odd number of patterns. A mirrored pattern enters with the other sign.</summary>
    /// <param name="states">An odd number of states of one length, entries ±1.</param>
    /// <exception cref="ArgumentException">Their number is even, their lengths differ, or an entry is not ±1.</exception>
    public static sbyte[] Majority(params IEnumerable<sbyte[]> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        sbyte[][] rows = [.. states];
        if (rows.Length % 2 == 0) throw new ArgumentException($"Expected an odd number of states, which cannot tie, got {rows.Length}.", nameof(states));
        foreach (sbyte[] row in rows) Require(row, rows[0].Length, nameof(states));
        return [.. Enumerable.Range(0, rows[0].Length).Select(i => (sbyte)Math.Sign(rows.Sum(row => row[i])))];
    }

    /// <summary>d_H, the number of units in which two states differ.</summary>
    /// <param name="x">Shape [N], entries ±1.</param>
    /// <param name="y">Shape [N], entries ±1.</param>
    /// <exception cref="ArgumentException">The lengths differ, or an entry is not ±1.</exception>
    public static int HammingDistance(ReadOnlySpan<sbyte> x, ReadOnlySpan<sbyte> y)
    {
        Require(x, x.Length, nameof(x));
        Require(y, x.Length, nameof(y));
        int distance = 0;
        for (int i = 0; i < x.Length; i++) distance += x[i] != y[i] ? 1 : 0;
        return distance;
    }

    /// <summary>m = (1/N) x·y, the overlap of two states, in [−1, 1]; m = 1 − 2 d_H/N.</summary>
    /// <inheritdoc cref="HammingDistance"/>
    public static double Overlap(ReadOnlySpan<sbyte> x, ReadOnlySpan<sbyte> y)
    {
        int distance = HammingDistance(x, y);
        return (x.Length - 2.0 * distance) / x.Length;
    }

    /// <summary>A state of numbers that are ±1; the name is that of the argument they came in.</summary>
    internal static sbyte[] From(ReadOnlySpan<int> units, string name) => Each(units, name, (unit, i) => unit is 1 or -1
        ? unit > 0
        : throw new ArgumentException($"Expected entries +1 or −1, got {unit} at index {i}. FromZeroOne takes 0 and 1; other numbers need a threshold.", name));

    /// <summary>A state of flags; the name is that of the argument they came in.</summary>
    internal static sbyte[] From(ReadOnlySpan<bool> units, string name) => Each(units, name, static (unit, _) => unit);

    /// <summary>A state of numbers above a threshold or not; the name is that of the argument they came in.</summary>
    internal static sbyte[] From<T>(ReadOnlySpan<T> units, T threshold, string name)
        where T : INumber<T>
    {
        if (T.IsNaN(threshold)) throw new ArgumentException("Expected a number, got NaN.", nameof(threshold));
        return Each(units, name, (unit, i) => !T.IsNaN(unit) ? unit > threshold : throw new ArgumentException($"Expected numbers, got NaN at index {i}.", name));
    }

    /// <summary>A state of 0 and 1; the name is that of the argument they came in.</summary>
    internal static sbyte[] FromZeroOne(ReadOnlySpan<int> units, string name) =>
        Each(units, name, (unit, i) => unit is 0 or 1 ? unit == 1 : throw new ArgumentException($"Expected entries 0 or 1, got {unit} at index {i}.", name));

    private static sbyte[] Each<T>(ReadOnlySpan<T> units, string name, Func<T, int, bool> isPlus)
    {
        if (units.IsEmpty) throw new ArgumentException("Expected at least one unit, got none.", name);
        var state = new sbyte[units.Length];
        for (int i = 0; i < units.Length; i++) state[i] = (sbyte)(isPlus(units[i], i) ? 1 : -1);
        return state;
    }

    /// <summary>Refuses what is no ±1 state of the expected length, naming the argument, what was expected and what came.</summary>
    internal static void Require(ReadOnlySpan<sbyte> state, int dimension, string name)
    {
        if (state.IsEmpty) throw new ArgumentException("Expected a state of at least one unit, got an empty one.", name);
        if (state.Length != dimension) throw new ArgumentException($"Expected a state of length {dimension}, got {state.Length}.", name);
        int wrong = state.IndexOfAnyExcept((sbyte)1, (sbyte)-1);
        if (wrong >= 0) throw new ArgumentException($"Expected entries +1 or −1, got {state[wrong]} at index {wrong}.", name);
    }
}

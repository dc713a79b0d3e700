using System.Numerics;
using CsCheck;

namespace Hopfield.Tests;

/// <summary>What the fuzzed doors have in common: odd numbers to send in, and the one kind of refusal that is allowed.</summary>
internal static class Doors
{
    private static readonly double[] _odd =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon, 1e300, 1e-300, 1e10, -1e10, 1.1e10, -0.0];

    /// <summary>Mostly numbers near 0, now and then one that no model should choke on.</summary>
    public static readonly Gen<double> Real = Gen.Frequency(
        (60, Gen.Double[-3, 3]), (20, Gen.Int[-2, 2].Select(k => (double)k)), (10, Gen.Double[-10, 10].Select(e => Math.Pow(10, e))), (1, Odd));

    /// <summary>Mostly an inverse temperature of any size, now and then none.</summary>
    public static readonly Gen<double> Beta = Gen.Frequency((30, Gen.Double[-4, 5].Select(e => Math.Pow(10, e))), (1, Odd), (1, Gen.Double[-1, 0]));

    private static Gen<double> Odd => Gen.Int[0, _odd.Length - 1].Select(k => _odd[k]);

    /// <summary>Runs the action; an <see cref="ArgumentException"/> must name its argument, any other exception fails the case.</summary>
    public static void Lawful(Action action) => Lawful(action, new Tally());

    /// <inheritdoc cref="Lawful(Action)"/>
    /// <param name="action">One case.</param>
    /// <param name="tally">Counts the case as answered or refused.</param>
    public static void Lawful(Action action, Tally tally)
    {
        try
        {
            action();
            Interlocked.Increment(ref tally.Answered);
        }
        catch (ArgumentException refused)
        {
            Assert.False(string.IsNullOrEmpty(refused.ParamName));
            Interlocked.Increment(ref tally.Refused);
        }
    }

    public static T[] Cast<T>(double[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Array.ConvertAll(values, T.CreateTruncating);

    public static void AssertFinite<T>(IEnumerable<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Assert.All(values, value => Assert.True(T.IsFinite(value), $"{value}"));
}

/// <summary>How many cases were answered and how many refused: a suite that refuses nearly all of them tests little.</summary>
internal sealed class Tally
{
    public int Answered;
    public int Refused;

    public void AssertBoth(int least)
    {
        Assert.True(Answered >= least, $"Only {Answered} of {Answered + Refused} cases were answered.");
        Assert.True(Refused >= least / 10, $"Only {Refused} of {Answered + Refused} cases were refused.");
    }
}

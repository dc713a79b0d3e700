using CsCheck;
using static Hopfield.Tests.Doors;

namespace Hopfield.Tests;

/// <summary>Whatever comes through the public doors of the ±1 half, the answer is a lawful result or an <see cref="ArgumentException"/> that names the argument.</summary>
public class BipolarDoorsTests
{
    private const int Cases = 4000;

    // Lengths from nothing to a little more than a word of bits. One case in ten holds something other than ±1, one in twenty rows of two lengths.
    private static readonly Gen<sbyte> _plain = Gen.Bool.Select(plus => (sbyte)(plus ? 1 : -1));
    private static readonly Gen<sbyte> _spoilt = Gen.Frequency((60, _plain), (1, Gen.SByte));
    internal static readonly Gen<sbyte[]> State = Gen.Frequency((9, _plain.Array[0, 70]), (1, _spoilt.Array[0, 70]));
    internal static readonly Gen<sbyte[][]> Patterns =
        from n in Gen.Int[0, 70]
        from ragged in Gen.Int[0, 20]
        from rows in Gen.Frequency((9, _plain.Array[n].Array[0, 5]), (1, _spoilt.Array[n].Array[0, 5]))
        select ragged == 0 && rows.Length > 0 ? [.. rows, new sbyte[n + 1]] : rows;
    private static readonly double[] _odd = [double.NaN, double.PositiveInfinity, double.MaxValue, double.Epsilon, 1e-300, 1e300, -0.0];
    private static readonly Gen<double> _weight = Gen.Frequency(
        (40, Gen.Double[-5, 5]), (20, Gen.Int[-3, 3].Select(k => (double)k)), (1, Gen.Int[0, _odd.Length - 1].Select(k => _odd[k])));

    [Fact]
    public void Patterns_and_hebb_networks_recall_or_refuse()
    {
        var tally = new Tally();
        Gen.Select(Patterns, State, Gen.Int[0, 10], Gen.Enum<TieRule>()).Sample((rows, start, seed, tie) => Lawful(() =>
        {
            BinaryPatterns patterns = BinaryPatterns.From(rows);
            Assert.Equal(rows, patterns);
            AssertRecallIsLawful(Hebbian.From(patterns), Fit(start, patterns.Dimension, seed), seed, tie, slack: 0);
        }, tally), iter: Cases);
        tally.AssertBoth(Cases / 3);
    }

    [Fact]
    public void Weight_matrices_make_a_symmetric_network_or_are_refused() =>
        Gen.Select(Gen.Int[0, 8], Gen.Int[0, 8], _weight.Array[64], Gen.Int[0, 9], State, Gen.Enum<TieRule>()).Sample((rows, columns, values, kind, start, tie) => Lawful(() =>
        {
            if (kind > 0) columns = rows;
            var weights = new double[rows, columns];
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < columns; j++) weights[i, j] = kind < 2 ? values[8 * i + j] : i == j ? 0 : values[8 * Math.Max(i, j) + Math.Min(i, j)];
            }
            var network = new HopfieldNetwork(weights);
            // Weights keep at least 40 bits of the largest into each unit, fractions are recognised to 2⁻⁴⁴ of it, and drawn freely they are symmetric to 10⁻¹⁰ of it.
            double largest = weights.Cast<double>().Max(Math.Abs);
            Assert.Equal(largest, network.Weights().Cast<double>().Max(Math.Abs), kind < 2 ? 1e-10 * largest : Math.ScaleB(largest, -41));
            AssertRecallIsLawful(network, Fit(start, rows, rows), rows, tie, slack: 0);
        }), iter: Cases);

    [Fact]
    public void Directed_networks_settle_cycle_or_reach_the_limit() =>
        Gen.Select(Gen.Int[1, 8], _weight.Array[64], State, Gen.Int[0, 4], Gen.Enum<TieRule>()).Sample((n, values, start, order, tie) => Lawful(() =>
        {
            var weights = new double[n, n];
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++) weights[i, j] = values[8 * i + j];
            }
            var network = new DirectedNetwork(weights);
            RecallResult<sbyte[]> recall = network.Recall(Fit(start, n, n), Order(order, n), tie, maxSweeps: 300);
            Assert.Equal(recall.Stopped == StopReason.FixedPoint, network.IsFixedPoint(recall.State, tie));
        }), iter: Cases);

    [Fact]
    public void Orders_and_clamped_units_fit_or_are_refused() =>
        Gen.Select(Gen.Int[-1, 6].Array[0, 8], Gen.Int[-1, 6].Array[0, 3], Gen.Int[0, 10]).Sample((units, clamped, seed) => Lawful(() =>
        {
            HopfieldNetwork network = Hebbian.From(BinaryPatterns.Random(2, 6, seed));
            sbyte[] start = Bipolar.Random(6, seed + 1);
            RecallResult<sbyte[]> recall = network.Recall(start, UpdateOrder.Given(units), clamped: clamped);
            Assert.Equal(StopReason.FixedPoint, recall.Stopped);
            Assert.All(clamped, unit => Assert.Equal(start[unit], recall.State[unit]));
            Assert.DoesNotContain(network.UnstableUnits(recall.State), unit => !clamped.Contains(unit));
        }), iter: Cases);

    [Fact]
    public void Simplicial_networks_and_pairs_recall_or_refuse() =>
        Gen.Select(Gen.Int[-1, 9].Array[0, 4].Array[0, 6], Gen.Int[0, 12].Array[0, 3], State, Gen.Int[0, 10], Gen.Enum<TieRule>()).Sample((sets, sizes, start, seed, tie) =>
        {
            BinaryPatterns patterns = BinaryPatterns.Random(3, 10, seed);
            Lawful(() => AssertRecallIsLawful(SimplicialNetwork.From(patterns, sets), Fit(start, 10, seed), seed, tie, slack: 0));
            Lawful(() => AssertRecallIsLawful(SimplicialNetwork.All(patterns, sizes), Fit(start, 10, seed), seed, tie, slack: 0));
            Lawful(() => AssertRecallIsLawful(new BidirectionalMemory(patterns, BinaryPatterns.Random(sizes.Length, 4, seed)).Joint, Fit(start, 14, seed), seed, tie, slack: 0));
        }, iter: Cases);

    // Settles, below or at the energy of the start, in a state that is a fixed point.
    internal static void AssertRecallIsLawful(BipolarModel model, sbyte[] start, int seed, TieRule tie, double slack)
    {
        RecallResult<sbyte[]> recall = model.Recall(start, Order(seed % 4, model.Dimension), tie);
        Assert.Equal(StopReason.FixedPoint, recall.Stopped);
        Assert.True(model.IsFixedPoint(recall.State, tie));
        Assert.True(model.Energy(recall.State) <= model.Energy(start) + slack);
        Assert.All(recall.State, unit => Assert.True(unit is 1 or -1));
    }

    // Half of the starts have the right length; the others go in as they came.
    internal static sbyte[] Fit(sbyte[] start, int dimension, int seed) =>
        start.Length % 2 == 0 && dimension > 0 ? Bipolar.Random(dimension, seed) : start;

    private static UpdateOrder Order(int kind, int n) => kind switch
    {
        0 => UpdateOrder.Sequential,
        1 => UpdateOrder.Random(kind),
        2 => UpdateOrder.RandomUnits(kind),
        3 => UpdateOrder.Given([.. Enumerable.Range(0, n).Reverse()]),
        _ => UpdateOrder.Synchronous,
    };
}

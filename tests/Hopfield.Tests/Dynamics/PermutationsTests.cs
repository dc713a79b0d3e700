namespace Hopfield.Tests;

public class PermutationsTests
{
    [Theory, InlineData(1, 1), InlineData(3, 6), InlineData(5, 120)]
    public void Every_order_occurs_once_and_names_every_unit(int units, int count)
    {
        IReadOnlyList<int[]> orders = UpdateOrder.Permutations(units);
        Assert.Equal(count, orders.Select(order => string.Join(',', order)).Distinct().Count());
        Assert.Equal(count, orders.Count);
        Assert.All(orders, order => Assert.Equal(Enumerable.Range(0, units), order.Order()));
    }

    [Theory, InlineData(0), InlineData(9)]
    public void Too_few_or_too_many_units_are_refused(int units) =>
        Assert.Throws<ArgumentOutOfRangeException>("units", () => UpdateOrder.Permutations(units));
}

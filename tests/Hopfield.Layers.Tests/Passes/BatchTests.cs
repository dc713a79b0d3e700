namespace Hopfield.Layers.Tests;

/// <summary>Batches: what stands where, and what is refused at the door.</summary>
public class BatchTests
{
    [Fact]
    public void Bags_of_any_size_are_padded_with_zeros()
    {
        BagBatch<double> batch = BagBatch.From<double>([new double[,] { { 1, 2 } }, new double[,] { { 3, 4 }, { 5, 6 } }, new double[0, 2]]);
        Assert.Equal((3, 2, 2, 6), (batch.BagCount, batch.BagSize, batch.Dimension, batch.RowCount));
        Assert.Equal([1, 2, 0], batch.Lengths.ToArray());
        Assert.Equal([1, 2, 0, 0, 3, 4, 5, 6, 0, 0, 0, 0], batch.Values.ToArray());
        Assert.Equal(6, batch[1, 1, 1]);
        Assert.Equal([3, 4], batch.Instance(1, 0).ToArray());
    }

    [Fact]
    public void Equal_bags_and_rows_have_no_lengths()
    {
        BagBatch<float> cube = BagBatch.From(new float[,,] { { { 1, 2 }, { 3, 4 } } }), rows = BagBatch.FromRows(new float[,] { { 1, 2 }, { 3, 4 } });
        Assert.Equal((1, 2, 2, 0), (cube.BagCount, cube.BagSize, cube.Dimension, cube.Lengths.Length));
        Assert.Equal((2, 1, 2), (rows.BagCount, rows.BagSize, rows.Dimension));
        Assert.Equal(2, cube.Length(0));
    }

    [Fact]
    public void Gathered_bags_are_copies_in_the_order_asked_for_and_use_their_room_again()
    {
        BagBatch<double> batch = BagBatch.From<double>([new double[,] { { 1 } }, new double[,] { { 2 }, { 3 } }]);
        BagBatch<double> picked = batch.Gather([1, 0, 1]), again = batch.Gather([0], picked);
        Assert.Equal([1, 0], again.Values.ToArray());
        Assert.Equal([1], again.Lengths.ToArray());
        Assert.Equal([1, 0, 2, 3], batch.Values.ToArray());
        BagBatch<double> fresh = batch.Gather([1, 0, 1]);
        Assert.Equal([2, 3, 1, 0, 2, 3], fresh.Values.ToArray());
        Assert.Equal([2, 1, 2], fresh.Lengths.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Gather([2]));
    }

    [Fact]
    public void Tokens_are_gathered_and_summed_with_places_left_empty()
    {
        var embedding = new EmbeddingSum<double>(3, 2, new SeededRandom(1));
        new double[] { 1, 10, 2, 20, 3, 30 }.CopyTo(embedding.Table.Value);
        var tokens = new TokenBatch(new[] { 0, 1, 2, -1, -1, -1, 2, 2 }, 2, 2, 2, new[] { 2, 2 });
        Assert.Equal([3, 30, 3, 30, 0, 0, 6, 60], embedding.Forward(tokens).Output.Values.ToArray());
        Assert.Equal([0, 0, 6, 60], embedding.Forward(tokens.Gather([1])).Output.Values.ToArray());
        Assert.Equal("input", Assert.Throws<ArgumentException>(() => embedding.Forward(new TokenBatch(new[] { 3 }, 1, 1))).ParamName);
    }

    [Fact]
    public void Bags_of_rows_hold_them_in_their_order_and_more_than_once()
    {
        float[][] rows = [[1, 2], [3, 4], [5, 6]];
        BagBatch<float> bags = BagBatch.From(rows, [[2, 0], [1, 1]]);
        Assert.Equal((2, 2, 2), (bags.BagCount, bags.BagSize, bags.Dimension));
        Assert.Equal([5f, 6, 1, 2, 3, 4, 3, 4], bags.Values.ToArray());
        Assert.Throws<ArgumentException>("rows", () => BagBatch.From<float>([[1, 2], [3]], [[0]]));
        Assert.Throws<ArgumentException>("rows", () => BagBatch.From<float>([], []));
        Assert.Throws<ArgumentException>("bags", () => BagBatch.From(rows, [[0], [1, 2]]));
        Assert.Throws<ArgumentOutOfRangeException>("bags", () => BagBatch.From(rows, [[3]]));
    }

    [Fact]
    public void Bags_of_tokens_of_any_size_are_filled_up_with_none()
    {
        TokenBatch even = TokenBatch.From([[[4, 2], [7]], [[1], [0, 3]]]), odd = TokenBatch.From([[[4]], [[1], [5, 6, 7]]]);
        Assert.Equal([4, 2, 7, -1, 1, -1, 0, 3], even.Tokens.ToArray());
        Assert.True(even.Lengths.IsEmpty);
        Assert.Equal([4, -1, -1, -1, -1, -1, 1, -1, -1, 5, 6, 7], odd.Tokens.ToArray());
        Assert.Equal([1, 2], odd.Lengths.ToArray());
        Assert.Equal((0, 1), (TokenBatch.From([]).BagCount, TokenBatch.From([]).TokenCount));
        Assert.Throws<ArgumentException>("bags", () => TokenBatch.From([[[-1]]]));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_by_the_name_of_the_argument()
    {
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => new BagBatch<double>(new double[5], 1, 2, 3)).ParamName);
        Assert.Equal("lengths", Assert.Throws<ArgumentException>(() => new BagBatch<double>(new double[6], 1, 2, 3, new[] { 1, 1 })).ParamName);
        Assert.Equal("lengths", Assert.Throws<ArgumentException>(() => new BagBatch<double>(new double[6], 1, 2, 3, new[] { 3 })).ParamName);
        Assert.Equal("bagCount", Assert.Throws<ArgumentOutOfRangeException>(() => new BagBatch<double>(default, -1, 2, 3)).ParamName);
        Assert.Equal("bags", Assert.Throws<ArgumentException>(() => BagBatch.From<double>([])).ParamName);
        Assert.Equal("bags", Assert.Throws<ArgumentException>(() => BagBatch.From<double>([new double[1, 2], new double[1, 3]])).ParamName);
        Assert.Equal("tokens", Assert.Throws<ArgumentException>(() => new TokenBatch(new[] { -2 }, 1, 1)).ParamName);
        Assert.Equal("tokenCount", Assert.Throws<ArgumentOutOfRangeException>(() => new TokenBatch(default, 0, 0, 0)).ParamName);
    }
}

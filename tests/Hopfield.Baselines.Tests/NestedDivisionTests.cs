namespace Hopfield.Baselines.Tests;

public class NestedDivisionTests
{
    private static readonly LabelledTable _wine = DataSets.Uci("wine");

    // A row's own number, hidden in an additional column that coding only shifts and scales, tells rows apart.
    private static HashSet<double> Values(PatternSet<double> rows, double mean, double spread) => [.. rows.Select(row => Math.Round((row[^1] * spread) + mean))];

    [Fact]
    public void No_row_asked_about_outside_is_seen_inside()
    {
        var features = new double[40, 1];
        for (int row = 0; row < 40; row++) features[row, 0] = row;
        var table = new LabelledTable("numbered", ["number"], features, [.. Enumerable.Range(0, 40).Select(row => row % 2)], ["even", "odd"]);
        for (int seed = 0; seed < 20; seed++)
        {
            var outer = RowSplit.ByClass(table.Labels, 0.25, seed);
            NestedDivision nested = NestedDivision.Draw(table, seed);
            (double Mean, double Spread) Of(int[] rows) => (rows.Average(), Math.Sqrt(rows.Average(r => Math.Pow(r - rows.Average(), 2))));
            Assert.Equal([.. outer.Test], Values(nested.Outer.Asked, Of(outer.Learn).Mean, Of(outer.Learn).Spread).Select(x => (int)x).Order().ToArray());
            for (int k = 0; k < 3; k++)
            {
                var split = RowSplit.ByClass(table.Labels, 0.25, new SeededRandom(seed, k + 1), outer.Learn);
                var (mean, spread) = Of(split.Learn);
                HashSet<double> seen = [.. Values(nested.Inner[k].Rows, mean, spread), .. Values(nested.Inner[k].Asked, mean, spread)];
                Assert.Equal(outer.Learn.Select(row => (double)row), seen.Order());
            }
        }
    }

    [Fact]
    public void A_method_is_judged_at_the_setting_that_is_best_inside()
    {
        NestedDivision nested = NestedDivision.Draw(_wine, seed: 1);
        double[] Scores(TableDivision d) => d == nested.Outer ? [0.9, 0.5, 0.7] : [0.6, 0.8, 0.8]; // the first of equals
        Assert.Equal((1, 0.5), nested.Judge(Scores));
    }

    [Fact]
    public void The_nearest_neighbour_reads_wines_far_better_than_the_most_frequent_class()
    {
        TableDivision wine = NestedDivision.Draw(_wine, seed: 1).Outer;
        Assert.Equal(71 / 178.0, wine.MajorityShare, 0.02); // 18 of 45 rows: each class is rounded
        Assert.InRange(NearestRows.Store(wine.Rows, wine.Labels).ErrorRate(wine.Asked, wine.Answers), 0, 0.15);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        NestedDivision nested = NestedDivision.Draw(_wine, seed: 1);
        Assert.Throws<ArgumentException>("scores", () => nested.Judge(_ => []));
        Assert.Throws<ArgumentException>("scores", () => nested.Judge(d => d == nested.Outer ? [1] : [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>("inner", () => NestedDivision.Draw(_wine, seed: 1, inner: 0));
    }
}

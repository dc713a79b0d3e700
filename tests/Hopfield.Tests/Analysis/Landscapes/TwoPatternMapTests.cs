namespace Hopfield.Tests;

public class TwoPatternMapTests
{
    private static readonly BinaryPatterns _two = BinaryPatterns.Random(2, 20, seed: 4);

    public static TheoryData<string> Models => ["pairwise", "cubic", "exponential"];

    private static BipolarModel Model(string name) => name switch
    {
        "pairwise" => Hebbian.From(_two),
        "cubic" => new DenseAssociativeMemory(_two, InteractionFunction.Power(3)),
        _ => new DenseAssociativeMemory(_two, InteractionFunction.Exponential()),
    };

    /// <summary>The oracle is the model itself: whatever the state, its energy is that of its place.</summary>
    [Theory, MemberData(nameof(Models))]
    public void The_energy_of_a_thousand_random_states_is_what_the_map_says(string name)
    {
        BipolarModel model = Model(name);
        TwoPatternMap map = TwoPatternMap.Of(model, _two);
        for (int seed = 0; seed < 1000; seed++)
        {
            sbyte[] state = Bipolar.Random(20, seed);
            LandscapePoint place = map.Place(state);
            // Two interactions are added in one order everywhere, so that nothing but the last bit can differ.
            Assert.Equal(model.Energy(state), map.Energy[(int)place.Y, (int)place.X], 1e-15 * Math.Abs(place.Energy));
            Assert.Equal(model.Energy(state), place.Energy);
        }
    }

    [Fact]
    public void The_place_tells_both_similarities()
    {
        TwoPatternMap map = TwoPatternMap.Of(Hebbian.From(_two), _two);
        (double a, double d) = (map.X[^1], map.Y[^1]);
        Assert.Equal(20, a + d);
        for (int seed = 0; seed < 100; seed++)
        {
            sbyte[] state = Bipolar.Random(20, seed);
            LandscapePoint place = map.Place(state);
            (double equal, double different) = (2 * place.X - a, 2 * place.Y - d);
            Assert.Equal([(int)(equal + different), (int)(equal - different)], _two.Similarities(state));
        }
    }

    [Fact]
    public void Patterns_and_mirrors_are_the_corners()
    {
        TwoPatternMap map = TwoPatternMap.Of(Hebbian.From(_two), _two).WithPatterns().WithMirrors();
        (double a, double d) = (map.X[^1], map.Y[^1]);
        Assert.Equal([(a, d, "first"), (a, 0, "second"), (0, 0, "−first"), (0, d, "−second")], map.Points.Select(point => (point.X, point.Y, point.Label)));
        Assert.Equal([PointKind.Stored, PointKind.Stored, PointKind.Minimum, PointKind.Minimum], map.Points.Select(point => point.Kind));
    }

    [Fact]
    public void Each_change_of_a_recall_is_one_step_on_the_map()
    {
        HopfieldNetwork net = Hebbian.From(_two);
        TwoPatternMap map = TwoPatternMap.Of(net, _two)
            .WithPaths(Enumerable.Range(1, 6).Select(seed => net.Recall(Bipolar.Random(20, seed), UpdateOrder.Random(seed), record: true)));
        Assert.Equal(6, map.Paths.Count);
        foreach (IReadOnlyList<LandscapePoint> path in map.Paths)
        {
            for (int t = 1; t < path.Count; t++)
            {
                Assert.Equal(1, Math.Abs(path[t].X - path[t - 1].X) + Math.Abs(path[t].Y - path[t - 1].Y));
                Assert.True(path[t].Energy < path[t - 1].Energy);
            }
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>("patterns", () => TwoPatternMap.Of(Hebbian.From(_two), BinaryPatterns.Random(3, 20, seed: 1)));
        Assert.Throws<ArgumentException>("patterns", () => TwoPatternMap.Of(FiveNeurons.Network, _two));
        Assert.Throws<ArgumentException>("patterns", () => TwoPatternMap.Of(Hebbian.From(_two), BinaryPatterns.From(_two.Pattern(0), Bipolar.Mirror(_two.Pattern(0)))));
        Assert.Throws<ArgumentException>("model", () => TwoPatternMap.Of(Hebbian.From(BinaryPatterns.Random(2, 20, seed: 5)), _two));
        Assert.Throws<NotSupportedException>(() => TwoPatternMap.Of(Sequences.From(_two), _two));
        Assert.Throws<ArgumentException>("recall", () => TwoPatternMap.Of(Hebbian.From(_two), _two).WithPath(Hebbian.From(_two).Recall(_two.Pattern(0))));
    }
}

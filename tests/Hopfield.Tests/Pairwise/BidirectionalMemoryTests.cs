namespace Hopfield.Tests;

public class BidirectionalMemoryTests
{
    private static readonly BinaryPatterns _names = BinaryPatterns.Random(3, 6, seed: 1), _faces = BinaryPatterns.Random(3, 4, seed: 2);
    private static readonly BidirectionalMemory _small = new(_names, _faces);

    [Fact]
    public void Energies_and_fields_equal_the_loops_over_the_weights()
    {
        int[,] w = _small.Weights();
        for (int mu = 0; mu < 3; mu++)
        {
            for (int j = 0; j < 4; j++)
            {
                for (int i = 0; i < 6; i++) w[j, i] -= _faces[mu, j] * _names[mu, i];
            }
        }
        Assert.All(w.Cast<int>(), rest => Assert.Equal(0, rest));

        w = _small.Weights();
        StateSpace space = StateSpace.Of(_small.Joint);
        for (int s = 0; s < space.Count; s++)
        {
            sbyte[] state = space.State(s), x = state[..6], y = state[6..];
            long energy = 0;
            for (int j = 0; j < 4; j++)
            {
                for (int i = 0; i < 6; i++) energy -= y[j] * w[j, i] * x[i];
            }
            Assert.Equal(energy, _small.Energy(x, y));
            Assert.Equal(energy, space.Energies[s]);
            double[] h = _small.Joint.LocalFields(state);
            for (int j = 0; j < 4; j++) Assert.Equal(Enumerable.Range(0, 6).Sum(i => w[j, i] * x[i]), h[6 + j]);
            for (int i = 0; i < 6; i++) Assert.Equal(Enumerable.Range(0, 4).Sum(j => w[j, i] * y[j]), h[i]);
        }
    }

    // Kosko's theorem by enumeration: all 1,024 joint states, either side first, end in a fixed point and never rise.
    [Fact]
    public void A_six_by_four_memory_never_cycles_from_any_of_its_1024_states()
    {
        StateSpace space = StateSpace.Of(_small.Joint);
        Assert.Equal(1024, space.Count);
        foreach (bool secondFirst in (bool[])[true, false])
        {
            for (int s = 0; s < space.Count; s++)
            {
                sbyte[] state = space.State(s);
                RecallResult<BidirectionalState> end = _small.Recall(state.AsSpan(0, 6), state.AsSpan(6), secondFirst, record: true);
                Assert.Equal(StopReason.FixedPoint, end.Stopped);
                Assert.True(_small.Joint.IsFixedPoint([.. end.State.First, .. end.State.Second]));
                for (int step = 1; step < end.Trajectory!.Energies.Count; step++) Assert.True(end.Trajectory!.Energies[step] <= end.Trajectory!.Energies[step - 1]);
            }
        }
    }

    [Fact]
    public void A_name_recalls_its_face_and_a_face_its_name_also_when_spoiled()
    {
        BinaryPatterns names = BinaryPatterns.Random(5, 200, seed: 3), faces = BinaryPatterns.Random(5, 120, seed: 4);
        var memory = new BidirectionalMemory(names, faces);
        for (int mu = 0; mu < 5; mu++)
        {
            RecallResult<BidirectionalState> forward = memory.RecallSecond(Corruption.Flip(names.Pattern(mu), 0.1, seed: mu), record: true);
            RecallResult<BidirectionalState> backward = memory.RecallFirst(Corruption.Flip(faces.Pattern(mu), 0.1, seed: mu), record: true);
            foreach (RecallResult<BidirectionalState> pair in (RecallResult<BidirectionalState>[])[forward, backward])
            {
                Assert.Equal(names.Pattern(mu), pair.State.First);
                Assert.Equal(faces.Pattern(mu), pair.State.Second);
                Assert.Equal(memory.Energy(pair.State.First, pair.State.Second), pair.Trajectory!.Energies[^1]);
            }
        }
    }

    [Fact]
    public void The_step_limit_is_told_apart()
    {
        RecallResult<BidirectionalState> cut = _small.RecallSecond(_names.Pattern(0), maxSteps: 1);

        Assert.Equal((StopReason.StepLimit, 1), (cut.Stopped, cut.Steps));
    }

    [Fact]
    public void Refuses_sides_that_do_not_fit()
    {
        Assert.Throws<ArgumentException>("second", () => new BidirectionalMemory(_names, _faces.Subset(0)));
        Assert.Throws<ArgumentNullException>("first", () => new BidirectionalMemory(null!, _faces));
        Assert.Throws<ArgumentException>("x", () => _small.RecallSecond([1, 1]));
        Assert.Throws<ArgumentException>("y", () => _small.RecallFirst([1, 1, 1, 0]));
        Assert.Throws<ArgumentException>("y", () => _small.Energy(_names.Pattern(0), _names.Pattern(0)));
        Assert.Throws<ArgumentOutOfRangeException>("maxSteps", () => _small.RecallSecond(_names.Pattern(0), maxSteps: 0));
        Assert.Throws<ArgumentException>("state", () => _small.Joint.Begin([1]));
    }
}

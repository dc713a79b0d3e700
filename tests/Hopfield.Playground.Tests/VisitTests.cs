namespace Hopfield.Playground.Tests;

public sealed class VisitTests
{
    public static TheoryData<string> Memories => ["hebb", "projection", "power", "exponential", "continuous"];

    [Theory]
    [MemberData(nameof(Memories))]
    public void A_film_begins_at_the_picture_and_its_energy_never_rises(string memory)
    {
        var visit = new Visit($"memory={memory}&stored=d0~6&picture=d3n20.5");
        Film film = visit.Remember()!;
        Assert.Equal(visit.Now.Picture.Units, film.Side(0));
        Assert.Equal(visit.Memory!.Energy(visit.Now.Picture.Units), film.Energies[0]);
        // A sum of a hundred terms in double precision is right to about 10⁻¹³ of its size.
        for (int k = 1; k < film.Frames; k++) Assert.True(film.Energies[k] <= film.Energies[k - 1] + 1e-12 * Math.Abs(film.Energies[0]), $"step {k}");
        Assert.Contains(film.Stopped, (StopReason[])[StopReason.FixedPoint, StopReason.Converged]);
    }

    [Fact]
    public void A_film_is_the_engines_recall()
    {
        var visit = new Visit("memory=power&n=3&stored=d0~4&picture=d2n20.3&seed=7");
        var memory = DenseAssociativeMemory.Store(BinaryPatterns.From(DataSets.Digits().Exemplars([0, 1, 2, 3, 4]).Bipolar()), InteractionFunction.Power(3));
        sbyte[] start = Corruption.Flip(DataSets.Digits().Exemplars([2]).Bipolar(0), 0.2, seed: 3);
        Trajectory<sbyte[]> path = memory.Recall(start, UpdateOrder.Random(7), record: true).Trajectory!;
        Film film = visit.Remember()!;
        Assert.Equal(path.Energies, film.Energies);
        Assert.Equal(path.States, Enumerable.Range(0, film.Frames).Select(film.Side));
        Assert.Equal(path.States.SelectMany(state => memory.Patterns.Overlaps(state)), film.Overlaps);
    }

    [Fact]
    public void A_held_half_stays_and_chapter_one_comes_out()
    {
        var visit = new Visit("memory=projection&stored=d0~9&hold=1");
        for (int digit = 0; digit < 10; digit++)
        {
            visit.Take($"d{digit}c");
            Film film = visit.Remember()!;
            Assert.All(Enumerable.Range(0, film.Frames), frame => Assert.Equal(visit.Now.Picture.Units[..32], film.Side(frame)[..32]));
            Assert.Equal(visit.Now.Stored[digit].Units, film.Side(film.Frames - 1));
        }
    }

    [Fact]
    public void A_long_film_keeps_its_first_and_last_state()
    {
        var visit = new Visit("size=32&memory=power&stored=p0~6&picture=p2n40.1");
        Film film = visit.Remember()!;
        Assert.Equal(Film.MostFrames, film.Frames);
        Assert.Equal(0, film.Changes[0]);
        Assert.Equal(410, film.Changes[^1]);
        Assert.Equal(visit.Now.Stored[2].Units, film.Side(film.Frames - 1));
    }

    [Fact]
    public void Every_change_can_be_taken_back_and_made_again()
    {
        var visit = new Visit("");
        var addresses = new List<string> { SceneAddress.Write(visit.Now) };
        Action[] changes =
        [
            () => visit.Paint([0, 1, 2], on: true), () => visit.Spoil(30), visit.CoverHalf, () => Assert.True(visit.Store()), () => visit.Forget(0), visit.Clear,
            () => visit.Take("r4"), () => visit.Choose(new MemoryChoice(MemoryKind.Power, 4)), () => visit.Hold(true), () => visit.Resize(16), visit.ForgetAll, () => Assert.True(visit.Load('d', 3)),
        ];
        foreach (Action change in changes)
        {
            change();
            addresses.Add(SceneAddress.Write(visit.Now));
        }
        Assert.Equal(addresses.Count, addresses.Distinct().Count());
        for (int k = addresses.Count - 1; k >= 0; k--)
        {
            Assert.Equal(addresses[k], SceneAddress.Write(visit.Now));
            Assert.Equal(k > 0, visit.CanUndo);
            visit.Undo();
        }
        foreach (string address in addresses)
        {
            Assert.Equal(address, SceneAddress.Write(visit.Now));
            visit.Redo();
        }
        Assert.False(visit.CanRedo);
    }

    [Fact]
    public void What_is_done_to_a_state_of_the_film_begins_there()
    {
        var visit = new Visit("");
        Film film = visit.Remember()!;
        visit.Stand(film.Frames - 1);
        Assert.Equal("d3", visit.Shown.Key);
        visit.Paint([5], on: visit.Shown.Units[5] < 0);
        Assert.Null(visit.Film);
        Assert.Equal(1, Bipolar.HammingDistance(visit.Now.Stored[1].Units, visit.Now.Picture.Units));
        visit.Undo();
        Assert.Equal("d3n15.2", visit.Now.Picture.Key);
    }

    [Fact]
    public void A_picture_is_stored_once_under_whatever_name()
    {
        var visit = new Visit("stored=d1&picture=d2");
        Assert.True(visit.Store());
        Assert.False(visit.Store());
        visit.Paint([0], visit.Now.Picture.Units[0] > 0);
        Assert.False(visit.Store());
        Assert.Equal(2, visit.Now.Count);
    }

    [Fact]
    public void Another_size_keeps_the_pictures_of_the_course()
    {
        var visit = new Visit("stored=d1,xgAAAAAAAAAA,p3&picture=d1n20.1");
        visit.Resize(16);
        Assert.Equal("size=16&stored=d1,p3&picture=d1n20.1", SceneAddress.Write(visit.Now));
    }
}

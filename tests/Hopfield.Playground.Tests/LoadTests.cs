namespace Hopfield.Playground.Tests;

public sealed class LoadTests
{
    [Fact]
    public void The_curve_counts_what_the_engine_counts()
    {
        var visit = new Visit("stored=r0");
        while (visit.Now.Count < 20) Assert.True(visit.Load('r', 1));
        foreach ((int stored, int kept) in visit.Curves.Points("hebb"))
        {
            var patterns = BinaryPatterns.From(Enumerable.Range(0, stored).Select(k => Bipolar.Random(64, seed: k)));
            Assert.Equal(Hebbian.From(patterns).CountAtRest(patterns), kept);
        }
        Assert.Equal(19, visit.Curves.Points("hebb").Count());
    }

    [Fact]
    public void With_Hebbs_rule_a_fourth_digit_costs_all_but_one()
    {
        var visit = new Visit("");
        Assert.False(Story.IsBroken(visit));
        visit.Load('d', 1);
        Assert.True(Story.IsBroken(visit));
        Assert.Equal("It has broken: of 4 pictures one is still held. The first loss came with 4 pictures; more than 3 were never held at once.", Story.Breaking(visit));
    }

    [Fact]
    public void The_same_pictures_in_another_memory_have_a_curve_of_their_own_and_other_pictures_begin_anew()
    {
        var visit = new Visit("stored=r0~9");
        visit.Load('r', 1);
        visit.Choose(new MemoryChoice(MemoryKind.Power));
        _ = visit.Kept;
        Assert.Equal(["hebb", "power 3"], visit.Curves.Labels);
        visit.Forget(0);
        _ = visit.Kept;
        Assert.Equal(["power 3"], visit.Curves.Labels);
    }

    [Fact]
    public void A_loss_that_was_there_from_the_start_is_not_called_the_first()
    {
        var visit = new Visit("stored=d0~9");
        Assert.Equal("It has broken: of 10 pictures not one is still held.", Story.Breaking(visit).TrimEnd());
    }

    [Fact]
    public void The_projection_rule_holds_all_until_it_holds_everything()
    {
        var visit = new Visit("memory=projection&stored=r0~62");
        Assert.All(visit.Kept, Assert.True);
        Assert.False(Story.IsBroken(visit));
        visit.Load('r', 1);
        Assert.All(visit.Kept, Assert.True);
        Assert.True(Story.IsBroken(visit));
        visit.Take("r999");
        Assert.Equal(1, visit.Remember()!.Frames);
    }

    [Fact]
    public void A_page_stores_no_more_than_it_can()
    {
        var visit = new Visit("memory=exponential&beta=1&stored=r0~398");
        Assert.True(visit.Load('r', 50));
        Assert.Equal(Scene.MostStored, visit.Now.Count);
        Assert.False(visit.Load('r', 1));
        Assert.Equal("This page stores no more than 400.", Story.Breaking(visit));
    }
}

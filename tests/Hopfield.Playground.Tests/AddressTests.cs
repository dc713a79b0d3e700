namespace Hopfield.Playground.Tests;

public sealed class AddressTests
{
    [Theory]
    [InlineData("stored=d0,d3,d7&picture=d3n15.2")]
    [InlineData("size=32&memory=power&n=4&stored=p0~6&picture=p2n40.1&seed=9")]
    [InlineData("memory=continuous&beta=0.05&stored=d0~9,r5,xgAAAAAAAAAA&picture=d3c")]
    [InlineData("memory=projection&stored=d0,d1,d5~8&picture=d3c&hold=1")]
    [InlineData("stored=&picture=xAAAAAAAAAAA")]
    public void A_scene_is_written_as_it_was_read(string address)
    {
        var problems = new List<string>();
        Assert.Equal(address, SceneAddress.Write(SceneAddress.Read("?" + address, problems)));
        Assert.Empty(problems);
    }

    [Fact]
    public void Without_a_question_there_is_what_a_first_visitor_sees()
    {
        var visit = new Visit("");
        Assert.Equal(SceneAddress.First, SceneAddress.Write(visit.Now));
        Assert.All(visit.Kept, Assert.True);
        Film film = visit.Remember()!;
        Assert.Equal("digit 3", visit.Now.Stored[visit.Now.IndexOf(visit.Now.Shelf.Draw(film.Side(film.Frames - 1)))].Name);
    }

    [Theory]
    [InlineData("size=9", "size 9; there are 8, 16, 32")]
    [InlineData("memory=tape", "memory tape; there are hebb, projection, power, exponential, continuous")]
    [InlineData("n=1", "n = 1; n goes from 2 to 8")]
    [InlineData("beta=-1", "β = -1; β goes from 0.001 to 2")]
    [InlineData("beta=NaN", "β = NaN")]
    [InlineData("stored=d1,zz,d2", "picture zz that does not exist")]
    [InlineData("picture=d", "picture d that does not exist")]
    [InlineData("stored=d5~1", "picture d5~1 that does not exist")]
    public void What_cannot_be_read_is_named_and_the_rest_is_taken(string part, string said)
    {
        var visit = new Visit($"{part}&seed=5");
        Assert.Contains(said, Assert.Single(visit.Problems));
        Assert.Equal(5, visit.Now.Seed);
    }

    [Fact]
    public void A_long_run_is_cut_and_equal_pictures_are_stored_once()
    {
        Assert.Equal(Scene.MostStored, new Visit("stored=r0~399,r500").Now.Count);
        Assert.Equal(2, new Visit("stored=d1,d1,d2,d1").Now.Count);
    }

    [Fact]
    public void Any_text_gives_a_scene()
    {
        var random = new SeededRandom(1);
        string letters = "size=memory&stored,dprx~n.c0123456789%&=?_-AZ";
        for (int trial = 0; trial < 2000; trial++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => letters[random.Next(letters.Length)]));
            Assert.Equal(64, new Visit(text).Now.Picture.Units.Length);
        }
    }
}

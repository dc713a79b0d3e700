namespace Hopfield.Playground.Tests;

public sealed class StoryTests
{
    private static string EndOf(string address)
    {
        var visit = new Visit(address);
        visit.Remember();
        return Story.Ending(visit);
    }

    [Fact]
    public void It_says_what_it_found() =>
        Assert.Matches("^After 1[0-9] changed pixels nothing moves any more\\. There it is: digit 3, pixel by pixel\\. The energy went from −[0-9.]+ to −[0-9.]+\\.$", EndOf(""));

    [Fact]
    public void A_picture_at_rest_stays() => Assert.Equal("Nothing changes: digit 3 is at rest.", EndOf("stored=d0,d3,d7&picture=d3"));

    [Fact]
    public void The_negative_of_a_picture_is_named()
    {
        string negative = new Shelf(8).Draw(Bipolar.Mirror(new Shelf(8).Find("d3n10.1")!.Units)).Key;
        Assert.Contains("It is the negative of digit 3", EndOf($"stored=d0,d3,d7&picture={negative}"));
    }

    [Fact]
    public void What_nobody_stored_is_called_a_ghost() => Assert.Contains("a ghost", EndOf("stored=d0~9&picture=d3n15.1"));

    [Fact]
    public void Beta_decides_between_one_and_a_mixture()
    {
        Assert.Contains("It has chosen one: digit 3.", EndOf("memory=continuous&beta=0.5&stored=d0~9&picture=d3c"));
        Assert.Contains("It is a mixture", EndOf("memory=continuous&beta=0.02&stored=d0~9&picture=d3c"));
    }

    [Fact]
    public void What_it_suggests_next_helps()
    {
        var visit = new Visit("stored=d0~9&picture=d3n15.1");
        visit.Remember();
        Assert.Contains("Projection", Story.Next(visit));
        int Restored(string memory) => Enumerable.Range(1, 20).Count(seed => EndOf($"memory={memory}&stored=d0~9&picture=d3n10.{seed}").Contains("There it is: digit 3", StringComparison.Ordinal));
        Assert.True(Restored("projection") > Restored("hebb"));

        var grey = new Visit("memory=continuous&beta=0.1&stored=d0~9&picture=d3c");
        grey.Remember();
        Assert.Contains("larger β", Story.Next(grey));
        grey.Choose(new MemoryChoice(MemoryKind.Continuous, Beta: 0.2));
        grey.Remember();
        Assert.Contains("It has chosen one: digit 3.", Story.Ending(grey));

        string negative = new Shelf(8).Draw(Bipolar.Mirror(new Shelf(8).Find("d3n10.1")!.Units)).Key;
        var mirrored = new Visit($"stored=d0,d3,d7&picture={negative}");
        mirrored.Remember();
        Assert.Contains("odd power", Story.Next(mirrored));
        mirrored.Choose(new MemoryChoice(MemoryKind.Power, 3));
        mirrored.Remember();
        Assert.DoesNotContain("negative", Story.Ending(mirrored));
    }

    [Fact]
    public void An_empty_memory_asks_for_a_picture()
    {
        var visit = new Visit("stored=&picture=d1");
        Assert.Null(visit.Remember());
        Assert.StartsWith("Nothing is stored yet.", Story.Beginning(visit), StringComparison.Ordinal);
        Assert.Equal("Nothing is stored.", Story.Load(visit));
    }

    [Theory]
    [InlineData("", "here 7;")]
    [InlineData("size=16", "here 23;")]
    [InlineData("memory=projection", "at most 64.")]
    [InlineData("memory=power&n=3", "here 164.")]
    [InlineData("memory=exponential", "here 4.3·10⁹.")]
    public void Theory_is_the_engines(string address, string number) => Assert.Contains(number, Theory.Says(new Visit(address).Now));

    [Fact]
    public void What_a_theorem_promises_of_grey_pictures_is_counted()
    {
        var visit = new Visit("memory=continuous&beta=0.5&stored=d0~9");
        Assert.Contains("here that is true of 8 of the 10", Theory.Says(visit.Now));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.046875, "−0.0469")]
    [InlineData(1234.5, "1,235")]
    [InlineData(-1072234160, "−1.1·10⁹")]
    [InlineData(4294967296, "4.3·10⁹")]
    public void Numbers_have_a_true_minus_and_few_digits(double value, string text) => Assert.Equal(text, Numbers.Short(value));
}

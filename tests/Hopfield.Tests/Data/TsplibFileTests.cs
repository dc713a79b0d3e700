namespace Hopfield.Tests;

public class TsplibFileTests
{
    private const string Head = "NAME: t\nTYPE: TSP\nDIMENSION: 3\n";

    // The triangle with sides 1 (cities 1–2), 2 (1–3) and 4 (2–3) in every format that is read.
    [Theory]
    [InlineData("FULL_MATRIX", "0 1 2 1 0 4 2 4 0")]
    [InlineData("UPPER_ROW", "1 2 4")]
    [InlineData("LOWER_ROW", "1 2 4")]
    [InlineData("UPPER_DIAG_ROW", "0 1 2 0 4 0")]
    [InlineData("LOWER_DIAG_ROW", "0 1 0\n2 4 0")]
    public void Explicit_weights_fill_a_symmetric_matrix(string format, string numbers)
    {
        var cities = TsplibFile.Parse($"{Head}EDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: {format}\nEDGE_WEIGHT_SECTION\n{numbers}\nEOF\n");
        Assert.Equal(new double[,] { { 0, 1, 2 }, { 1, 0, 4 }, { 2, 4, 0 } }, cities.Distances);
        Assert.Null(cities.Places);
        Assert.Equal(7, cities.TourLength([0, 1, 2]));
    }

    [Fact]
    public void Plane_distances_are_rounded_to_the_nearest_integer()
    {
        var cities = TsplibFile.Parse($"{Head}EDGE_WEIGHT_TYPE : EUC_2D\r\nNODE_COORD_SECTION\r\n1 0 0\r\n2 3 4\r\n3 1e0 1\r\nEOF\r\n");
        Assert.Equal(new double[,] { { 0, 5, 1 }, { 5, 0, 4 }, { 1, 4, 0 } }, cities.Distances);
        Assert.Equal(4, cities.Places![1, 1]);
    }

    [Theory]
    [InlineData("TYPE: ATSP", "ATSP")]
    [InlineData("TYPE: TSP\nDIMENSION: 0", "DIMENSION 0")]
    [InlineData("TYPE: TSP\nDIMENSION: 999999", "DIMENSION 999999")]
    [InlineData("TYPE: TSP\nDIMENSION: 3\nEDGE_WEIGHT_TYPE: ATT", "EDGE_WEIGHT_TYPE ATT")]
    [InlineData("TYPE: TSP\nDIMENSION: 3\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: UPPER_COL", "EDGE_WEIGHT_FORMAT UPPER_COL")]
    [InlineData("TYPE: TSP\nDIMENSION: 3\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: UPPER_ROW\nEDGE_WEIGHT_SECTION\n1 2", "2 numbers")]
    [InlineData("TYPE: TSP\nDIMENSION: 3\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: UPPER_ROW\nEDGE_WEIGHT_SECTION\n1 2 3 4", "4 numbers")]
    [InlineData("TYPE: TSP\nDIMENSION: 3\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: UPPER_ROW\nEDGE_WEIGHT_SECTION\n1 2 x", "'x'")]
    [InlineData("TYPE: TSP\nDIMENSION: 1\nEDGE_WEIGHT_TYPE: EUC_2D", "no NODE_COORD_SECTION")]
    [InlineData("TYPE: TSP\nDIMENSION: 1\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n2 0 0", "city number 2")]
    [InlineData("TYPE: TSP\nNAME: t\nDIMENSION: 2\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: FULL_MATRIX\nEDGE_WEIGHT_SECTION\n0 1 2 0", "between cities 1 and 0")]
    [InlineData("TYPE: TSP\nNAME: t\nDIMENSION: 2\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: UPPER_ROW\nEDGE_WEIGHT_SECTION\n-1", "not negative")]
    [InlineData("TYPE: TSP\nTYPE: TSP", "says twice")]
    [InlineData("1,2,3", "neither keyword nor section")]
    [InlineData("", "no TYPE")]
    public void What_is_not_read_is_refused_by_name(string text, string what) =>
        Assert.Contains(what, Assert.Throws<InvalidDataException>(() => TsplibFile.Parse(text)).Message);

    [Fact]
    public void A_tour_must_visit_every_city_once()
    {
        var cities = new CityDistances("t", ["a", "b", "c"], new double[3, 3], null, null);
        Assert.Throws<ArgumentException>(() => cities.TourLength([0, 1]));
        Assert.Throws<ArgumentException>(() => cities.TourLength([0, 1, 1]));
        Assert.Throws<ArgumentException>(() => cities.TourLength([0, 1, 3]));
        Assert.Throws<ArgumentException>(() => cities.TourLength([0, 1, 2, 0]));
    }
}

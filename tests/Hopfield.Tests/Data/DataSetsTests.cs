namespace Hopfield.Tests;

/// <summary>The sets hold what SOURCES.md says of them.</summary>
public class DataSetsTests
{
    private static readonly string _data = DataFolder.Find(AppContext.BaseDirectory);

    // E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits (UCI, 1998), optdigits.names: class distribution of the testing set.
    [Fact]
    [Trait("Kind", "Paper")]
    public void Digits_need_no_folder_and_have_the_published_counts()
    {
        var digits = DataSets.Digits();
        Assert.Equal((1797, 8, 8, 64), (digits.Count, digits.Width, digits.Height, digits.Dimension));
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], Enumerable.Range(0, 10).Select(c => digits.IndicesOf(c).Length));
        Assert.Equal(16, Enumerable.Range(0, digits.Count).Max(i => digits.Pixels(i).Max()));
    }

    [Fact]
    public void The_first_digit_is_a_zero_as_ink()
    {
        var digits = DataSets.Digits();
        Assert.Equal("0", digits.ClassName(0));
        string[] drawn = [.. digits.Bipolar(0).Chunk(8).Select(row => string.Concat(row.Select(x => x > 0 ? '#' : '.')))];
        Assert.Equal(["...##...", "..####..", "..#..##.", "..#..##.", "..#..##.", "..#..#..", "..#.##..", "...##..."], drawn);
    }

    [Fact]
    public void Exemplars_are_one_picture_of_each_label_that_is_asked_for()
    {
        var digits = DataSets.Digits();
        ImageSet three = digits.Exemplars([7, 0, 4]);
        Assert.Equal([7, 0, 4], Enumerable.Range(0, three.Count).Select(three.Label));
        Assert.Equal(digits.Bipolar([digits.IndicesOf(7)[0], digits.IndicesOf(0)[0], digits.IndicesOf(4)[0]]), three.Bipolar());
        Assert.Equal(digits.Intensities(digits.IndicesOf(4)[0]), three.Intensities()[2]);
        Assert.Equal([digits.IndicesOf(4)[0], digits.IndicesOf(7)[0]], three.Exemplars([4, 7]).Origins);
        Assert.Equal((10, 64, 16), (digits.Exemplars().Count, digits.Exemplars().Dimension, (int)digits.Exemplars().MaxValue));
    }

    [Fact]
    public void Another_seed_takes_other_pictures_of_the_same_labels()
    {
        var digits = DataSets.Digits();
        for (int seed = 0; seed < 200; seed++)
        {
            ImageSet drawn = digits.Exemplars([3, 8], seed);
            Assert.Equal([3, 8], Enumerable.Range(0, 2).Select(drawn.Label));
            Assert.Equal(digits.Pixels(digits.IndicesOf(3)[seed % 183]), drawn.Pixels(0));
            Assert.Equal(digits.Pixels(digits.IndicesOf(8)[seed % 174]), drawn.Pixels(1));
        }
        Assert.Equal(digits.Pixels(digits.IndicesOf(3)[182]), digits.Exemplars([3], seed: -1).Pixels(0));
        Assert.Throws<ArgumentException>("labels", () => digits.Exemplars([]));
        Assert.Throws<ArgumentOutOfRangeException>("label", () => digits.Exemplars([10]));
    }

    [Fact]
    public void Balanced_pictures_are_the_first_of_each_class_as_evenly_as_can_be()
    {
        var digits = DataSets.Digits();
        int[] expected = [.. Enumerable.Range(0, 10).SelectMany(label => digits.IndicesOf(label).Take(label < 4 ? 3 : 2))];
        Assert.Equal(expected, digits.Balanced(24).Origins);
        Assert.Equal(digits.Exemplars().Origins, digits.Balanced(10).Origins);
        Assert.Equal([0, 1, 2], Enumerable.Range(0, 3).Select(digits.Balanced(3).Label));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => digits.Balanced(0));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => digits.Balanced(digits.Count + 1000));
    }

    [Fact]
    public void Another_seed_gives_the_next_pictures_of_each_class_round_and_round()
    {
        var digits = DataSets.Digits();
        int[] next = [.. Enumerable.Range(0, 10).SelectMany(label => digits.IndicesOf(label).Skip(label < 4 ? 3 : 2).Take(label < 4 ? 3 : 2))];
        Assert.Equal(next, digits.Balanced(24, seed: 1).Origins);
        Assert.Empty(digits.Balanced(24, seed: 7).Origins.Intersect(digits.Balanced(24, seed: 8).Origins));
        int[] zeros = digits.IndicesOf(0);
        Assert.Equal(zeros[^1], digits.Balanced(10, seed: -1).Origins[0]);
        Assert.Equal(zeros[int.MaxValue % zeros.Length], digits.Balanced(10, seed: int.MaxValue).Origins[0]);
    }

    [Fact]
    public void A_split_parts_all_pictures_and_shares_none()
    {
        ImageSet digits = DataSets.Digits();
        foreach ((ImageSet train, ImageSet test) in new[] { digits.Split(1200, seed: 3), digits.SplitInOrder(1200) })
        {
            Assert.Equal((1200, digits.Count - 1200), (train.Count, test.Count));
            Assert.Equal(digits.Origins, train.Origins.Concat(test.Origins).Order());
            Assert.Equal(digits.Label(test.Origins[5]), test.Label(5));
        }
        Assert.Equal(Enumerable.Range(0, 1200), digits.SplitInOrder(1200).Train.Origins);
        Assert.Equal(digits.Split(1200, seed: 3).Test.Origins, digits.Split(1200, seed: 3).Test.Origins);
        Assert.NotEqual(digits.Split(1200, seed: 3).Test.Origins, digits.Split(1200, seed: 4).Test.Origins);
        Assert.Throws<ArgumentOutOfRangeException>("count", () => digits.Split(digits.Count, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => digits.SplitInOrder(0));
    }

    [Fact]
    public void Drawn_pictures_are_different_ones_and_each_is_as_likely()
    {
        var digits = DataSets.Digits();
        var random = new SeededRandom(1);
        var times = new int[digits.Count];
        for (int draw = 0; draw < 200; draw++)
        {
            ImageSet drawn = digits.Draw(100, random);
            Assert.Equal(100, drawn.Origins.Distinct().Count());
            foreach ((int k, int origin) in drawn.Origins.Index())
            {
                times[origin]++;
                if (draw == 0) Assert.Equal((digits.Label(origin), digits.Pixels(origin)[20]), (drawn.Label(k), drawn.Pixels(k)[20]));
            }
        }
        // A hundred pictures take 200·100·100/1797 = 1,113 draws on average; a draw of 100 holds 5.6 of them with variance 4.96, so all 200 draws
        // deviate by √992 = 31.5, and a quarter more or less is more than 8 standard deviations.
        Assert.InRange(times[..100].Sum(), 835, 1391);
        Assert.InRange(times[^100..].Sum(), 835, 1391);
        Assert.Equal(Enumerable.Range(0, digits.Count), digits.Draw(digits.Count, random).Origins.Order());
        Assert.Equal(digits.Draw(5, new SeededRandom(2)).Origins, digits.Draw(5, new SeededRandom(2)).Origins);
        Assert.Throws<ArgumentOutOfRangeException>("count", () => digits.Draw(0, random));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => digits.Draw(1798, random));
    }

    [Theory, InlineData(true, 300), InlineData(false, 100)]
    public void Fashion_has_as_many_pictures_of_each_class(bool train, int each)
    {
        var fashion = train ? DataSets.FashionTrain(_data) : DataSets.FashionTest(_data);
        Assert.Equal((28, 28), (fashion.Width, fashion.Height));
        Assert.All(Enumerable.Range(0, 10), c => Assert.Equal(each, fashion.IndicesOf(c).Length));
        Assert.Equal("ankle boot", fashion.ClassName(0));
    }

    [Fact]
    public void Photos_are_seven_and_have_names()
    {
        var photos = DataSets.Photos(_data);
        Assert.Equal(["camera", "astronaut", "chelsea", "coffee", "rocket", "horse", "brick"], Enumerable.Range(0, photos.Count).Select(photos.ClassName));
        Assert.Equal(4096, photos.Dimension);
        // At its median a photograph of many grey values has nearly as many +1 as −1.
        Assert.InRange(photos.Bipolar(0, photos.Median(0)).Sum(x => x), 0, 200);
    }

    [Fact]
    public void Images_refuse_what_is_not_there()
    {
        var digits = DataSets.Digits();
        Assert.Throws<ArgumentOutOfRangeException>(() => digits.Pixels(1797));
        Assert.Throws<ArgumentOutOfRangeException>(() => digits.Label(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => digits.IndicesOf(10));
        byte[] before = digits.Pixels(3);
        digits.Pixels(3)[0] = 99;
        Assert.Equal(before, digits.Pixels(3));
        Assert.Equal(digits.Pixels(0).Max() / 16.0, digits.Intensities(0).Max());
    }

    [Fact]
    public void An_image_set_refuses_arrays_that_do_not_fit_together()
    {
        var pixels = IdxFile.Read(FileBytes.Stream(FileBytes.Idx(8, [1, 2, 2], [1, 2, 3, 4])), "p");
        var labels = IdxFile.Read(FileBytes.Stream(FileBytes.Idx(8, [1], [1])), "l");
        Assert.Contains("labels", Assert.Throws<ArgumentException>(() => new ImageSet(pixels, pixels, ["a"], 4)).Message);
        Assert.Contains("pixels", Assert.Throws<ArgumentException>(() => new ImageSet(labels, labels, ["a"], 4)).Message);
        Assert.Contains("1 class names", Assert.Throws<ArgumentException>(() => new ImageSet(pixels, labels, ["a"], 4)).Message);
        Assert.Contains("at most 3", Assert.Throws<ArgumentException>(() => new ImageSet(pixels, labels, ["a", "b"], 3)).Message);
    }

    // Half precision has 11 significant bits: each of the 384 squares moves by at most 2⁻¹¹ relative, so the squared length by 2⁻¹⁰.
    [Fact]
    public void Sentence_vectors_have_length_one_and_neighbours_make_sense()
    {
        var set = DataSets.SentenceVectors(_data);
        Assert.Equal((778, 384, 778), (set.Count, set.Dimension, set.Titles.Count));
        double Product(int a, int b) => Enumerable.Range(0, 384).Sum(i => (double)set.Vectors[a, i] * set.Vectors[b, i]);
        for (int mu = 0; mu < set.Count; mu++) Assert.InRange(Product(mu, mu), 1 - Math.ScaleB(1, -10), 1 + Math.ScaleB(1, -10));
        int nearest = Enumerable.Range(0, set.Count).Where(mu => mu != 0).MaxBy(mu => Product(0, mu));
        Assert.Equal(set.Vectors.Cast<float>().Select(entry => (double)entry), set.Rows().SelectMany(row => row));
        Assert.Contains("Deploying an SAP Fiori Application", set.Titles[0]);
        Assert.Contains("Deploy", set.Titles[nearest]);
    }

    [Fact]
    public void Receptors_are_amino_acid_letters_of_four_people()
    {
        var receptors = DataSets.TcrSequences(_data);
        Assert.Equal(37_536, receptors.Count);
        Assert.Equal([9471, 9403, 9565, 9097], "ABCD".Select(p => receptors.Count(r => r.Person == p.ToString())));
        Assert.All(receptors, r => Assert.True(r.Cdr3.Length is > 0 and <= 24 && r.Cdr3.All("ACDEFGHIKLMNPQRSTVWY".Contains) && r.Reads > 0));
        var people = receptors.ToLookup(r => r.Person, r => r.Cdr3);
        Assert.Equal(223, people["A"].Intersect(people["B"]).Count());
    }

    [Fact]
    public void Small_sets_are_what_their_index_says()
    {
        var index = CsvTable.Read(DataFolder.PathOf(_data, "uci/index.csv.gz"));
        Assert.Equal(25, DataSets.UciNames(_data).Count);
        for (int row = 0; row < index.RowCount; row++)
        {
            var set = DataSets.Uci(index[row, 0], _data);
            Assert.Equal((index.Integers("rows")[row], index.Integers("features")[row]), (set.Count, set.Dimension));
            Assert.Equal(index.Integers("missing")[row], set.MissingCount);
            Assert.Equal(index.Strings("class_counts")[row], string.Join('/', set.Labels.CountBy(c => c).OrderBy(c => c.Key).Select(c => c.Value)));
            Assert.Equal(set.ClassNames.Count, set.Labels.Max() + 1);
        }
        Assert.Equal([5.1, 3.5, 1.4, 0.2], DataSets.Uci("iris", _data).Row(0));
    }

    [Theory, InlineData("monks-1"), InlineData("balloons"), InlineData("balance-scale")]
    public void Sets_made_from_a_rule_obey_it(string name)
    {
        var set = DataSets.Uci(name, _data);
        for (int i = 0; i < set.Count; i++)
        {
            double[] x = set.Row(i);
            int expected = name switch
            {
                "monks-1" => x[0] == x[1] || x[4] == 1 ? 1 : 0,
                "balloons" => (x[0] == 1 && x[1] == 1) || (x[2] == 1 && x[3] == 1) ? 1 : 0,
                _ => (x[0] * x[1]).CompareTo(x[2] * x[3]) switch { 0 => 0, > 0 => 1, _ => 2 },
            };
            Assert.Equal(expected, set.Labels[i]);
        }
    }

    [Fact]
    public void Molecules_have_fingerprints_of_1024_bits()
    {
        var bzr = DataSets.MoleculesBzr(_data);
        var chembl = DataSets.MoleculesChembl(_data);
        Assert.Equal((163, 1017), (bzr.Count, chembl.Count));
        Assert.All(bzr.Concat(chembl), m => Assert.Equal(1024, m.Fingerprint.Count));
        Assert.Equal(("Adinazolam", 6.87), (bzr[0].Id, bzr[0].Activity));
        // The first set digit of the file's first row is the 4 of "0000000040…": bit 1 of the ninth group of four.
        Assert.Equal(33, bzr[0].Fingerprint.ToList().IndexOf(true));
    }

    [Fact]
    public void A_coarse_pixel_is_the_mean_of_its_square_rounded()
    {
        ImageSet digits = DataSets.Digits(), coarse = digits.Coarse(4);
        Assert.Equal((digits.Count, 2, 2, digits.MaxValue), (coarse.Count, coarse.Width, coarse.Height, coarse.MaxValue));
        for (int i = 0; i < 50; i++)
        {
            Assert.Equal(digits.Label(i), coarse.Label(i));
            for (int k = 0; k < 4; k++)
            {
                double mean = Enumerable.Range(0, 16).Average(d => digits.Pixels(i)[(((4 * (k / 2)) + (d / 4)) * 8) + (4 * (k % 2)) + (d % 4)]);
                // Sixteenths are exact in double precision; a half is rounded upwards.
                Assert.Equal(Math.Floor(mean + 0.5), coarse.Pixels(i)[k]);
            }
        }
        Assert.Equal(digits.Pixels(7), digits.Coarse(1).Pixels(7));
        Assert.Equal(digits.Split(100, seed: 1).Test.Origins, digits.Split(100, seed: 1).Test.Coarse(2).Origins);
        Assert.Throws<ArgumentException>("block", () => digits.Coarse(3));
        Assert.Throws<ArgumentOutOfRangeException>("block", () => digits.Coarse(0));
    }

    [Fact]
    public void Names_that_do_not_exist_are_told_which_do()
    {
        Assert.Contains("iris", Assert.Throws<ArgumentException>(() => DataSets.Uci("irises", _data)).Message);
        Assert.Contains("uscities10", Assert.Throws<ArgumentException>(() => DataSets.Cities("us10", _data)).Message);
    }

    [Fact]
    public void The_folder_is_found_from_below_and_its_absence_is_explained()
    {
        Assert.Equal(_data, DataFolder.Find(Path.Combine(_data, "uci")));
        string root = Path.GetPathRoot(Path.GetFullPath(_data))!;
        Assert.Contains("DataSets.Digits() needs neither", Assert.Throws<DirectoryNotFoundException>(() => DataFolder.Find(root)).Message);
        Assert.Contains("uci/none", Assert.Throws<FileNotFoundException>(() => DataFolder.PathOf(_data, "uci/none")).Message);
    }
}

namespace Hopfield;

/// <summary>The course's data sets by name.</summary>
/// <remarks>
/// The 8×8 digits lie in this assembly. All others are read from the <c>data</c> folder of the course: its path may be given, otherwise
/// <see cref="DataFolder.Find"/> looks for it from the working directory upwards. Sources and licences: <c>data/SOURCES.md</c>.
/// Every call reads anew and returns a value of its own.
/// </remarks>
public static class DataSets
{
    private static readonly (string Name, double Optimum)[] _tours =
    [
        ("uscities10", 7373), ("ulysses16", 6859), ("eurodist21", 12842), ("ulysses22", 7013), ("dantzig42", 699), ("gr120", 6942),
    ];

    /// <summary>1,797 handwritten digits of 8×8 pixels with grey values 0 … 16. Needs no data folder.</summary>
    public static ImageSet Digits() => new(
        IdxFile.Read(Embedded("digits8x8-images.idx3.gz"), "digits8x8-images.idx3.gz"),
        IdxFile.Read(Embedded("digits8x8-labels.idx1.gz"), "digits8x8-labels.idx1.gz"),
        ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
        maxValue: 16);

    /// <summary>3,000 pictures of clothes, 28×28 pixels, 300 of each of ten classes: the first of Fashion-MNIST's training part.</summary>
    /// <param name="dataFolder">The data folder, or null to find it.</param>
    /// <exception cref="DirectoryNotFoundException">No data folder was found.</exception>
    /// <exception cref="FileNotFoundException">The data folder lacks the file.</exception>
    public static ImageSet FashionTrain(string? dataFolder = null) => Fashion(dataFolder, "train");

    /// <summary>1,000 pictures of clothes, 28×28 pixels, 100 of each of ten classes: the first of Fashion-MNIST's test part.</summary>
    /// <param name="dataFolder">The data folder, or null to find it.</param>
    /// <exception cref="DirectoryNotFoundException">No data folder was found.</exception>
    /// <exception cref="FileNotFoundException">The data folder lacks the file.</exception>
    public static ImageSet FashionTest(string? dataFolder = null) => Fashion(dataFolder, "test");

    /// <summary>Seven photographs of 64×64 pixels, each its own class: camera, astronaut, chelsea (a cat), coffee, rocket, horse, brick.</summary>
    /// <param name="dataFolder">The data folder, or null to find it.</param>
    /// <exception cref="DirectoryNotFoundException">No data folder was found.</exception>
    /// <exception cref="FileNotFoundException">The data folder lacks the file.</exception>
    public static ImageSet Photos(string? dataFolder = null)
    {
        string[] names = Lines(dataFolder, "images/photos64-names.txt.gz");
        byte[] labels = [.. Enumerable.Range(0, names.Length).Select(i => (byte)i)];
        return new ImageSet(
            IdxFile.Read(DataFolder.PathOf(dataFolder, "images/photos64.idx3.gz")),
            new NumericArray(ElementType.UInt8, [labels.Length], labels), names, maxValue: 255);
    }

    /// <summary>778 document titles with their all-MiniLM-L6-v2 vectors, 384 numbers each.</summary>
    /// <param name="dataFolder">The data folder, or null to find it.</param>
    /// <exception cref="DirectoryNotFoundException">No data folder was found.</exception>
    /// <exception cref="FileNotFoundException">The data folder lacks the file.</exception>
    public static SentenceVectors SentenceVectors(string? dataFolder = null) => new(
        CsvTable.Read(DataFolder.PathOf(dataFolder, "embed/minilm-titles.csv.gz")).Strings("title"),
        NpyFile.Read(DataFolder.PathOf(dataFolder, "embed/minilm-778x384-f16.npy.gz")).ToMatrix<float>());

    /// <summary>Two pretrained attention blocks with 8 heads each, and their inputs for 64 lines of text.</summary>
    /// <param name="dataFolder">The data folder, or null to find it.</param>
    /// <exception cref="DirectoryNotFoundException">No data folder was found.</exception>
    /// <exception cref="FileNotFoundException">The data folder lacks the file.</exception>
    public static TransformerBlocks TransformerBlocks(string? dataFolder = null)
    {
        var weights = NpzFile.Read(DataFolder.PathOf(dataFolder, "transformer/ppocrv4-blocks.npz"));
        var inputs = NpyFile.Read(DataFolder.PathOf(dataFolder, "transformer/ppocrv4-inputs-64x60x120-f16.npy.gz"));
        string[] lines = Lines(dataFolder, "transformer/ppocrv4-lines.txt.gz");
        return new TransformerBlocks([Block(0), Block(1)], Vector("lnf.g"), Vector("lnf.b"), Slices(inputs), lines);

        TransformerBlock Block(int b) => new(
            HeadCount: 8, Beta: Vector($"blk{b}.scale")[0],
            Vector($"blk{b}.ln1g"), Vector($"blk{b}.ln1b"), Matrix($"blk{b}.wqkv"), Vector($"blk{b}.bqkv"), Matrix($"blk{b}.wo"), Vector($"blk{b}.bo"),
            Vector($"blk{b}.ln2g"), Vector($"blk{b}.ln2b"), Matrix($"blk{b}.w1"), Vector($"blk{b}.b1"), Matrix($"blk{b}.w2"), Vector($"blk{b}.b2"));
        float[] Vector(string name) => weights[name].ToArray<float>();
        float[,] Matrix(string name) => weights[name].ToMatrix<float>();
    }

    /// <summary>37,536 receptor sequences of four people, each person's most abundant first.</summary>
    /// <param name="dataFolder">The data folder, or null to find it.</param>
    /// <exception cref="DirectoryNotFoundException">No data folder was found.</exception>
    /// <exception cref="FileNotFoundException">The data folder lacks the file.</exception>
    public static IReadOnlyList<TcrSequence> TcrSequences(string? dataFolder = null)
    {
        var table = CsvTable.Read(DataFolder.PathOf(dataFolder, "tcr/tcr-beta-cdr3.csv.gz"));
        string[] people = table.Strings("subject");
        string[] sequences = table.Strings("cdr3");
        int[] reads = table.Integers("reads");
        return [.. people.Select((person, i) => new TcrSequence(person, sequences[i], reads[i]))];
    }

    /// <summary>The names of the small classification sets, in alphabetical order.</summary>
    /// <param name="dataFolder">The data folder, or null to find it.</param>
    /// <exception cref="DirectoryNotFoundException">No data folder was found.</exception>
    /// <exception cref="FileNotFoundException">The data folder lacks the file.</exception>
    public static IReadOnlyList<string> UciNames(string? dataFolder = null) => UciIndex(dataFolder).Strings("name");

    /// <summary>A small classification set of the UCI collection.</summary>
    /// <param name="name">One of <see cref="UciNames"/>, for example "iris".</param>
    /// <param name="dataFolder">The data folder, or null to find it.</param>
    /// <exception cref="ArgumentException">There is no set of this name; the message lists those that exist.</exception>
    /// <exception cref="DirectoryNotFoundException">No data folder was found.</exception>
    /// <exception cref="FileNotFoundException">The data folder lacks the file.</exception>
    public static LabelledTable Uci(string name, string? dataFolder = null)
    {
        var index = UciIndex(dataFolder);
        int row = Array.IndexOf(index.Strings("name"), name);
        if (row < 0) throw new ArgumentException($"There is no set '{name}'; there are {string.Join(", ", index.Strings("name"))}.", nameof(name));

        var table = CsvTable.Read(DataFolder.PathOf(dataFolder, $"uci/{name}.csv.gz"));
        string[] columns = [.. table.Columns.SkipLast(1)];
        var features = new double[table.RowCount, columns.Length];
        for (int c = 0; c < columns.Length; c++)
        {
            double[] values = table.Doubles(columns[c]);
            for (int r = 0; r < values.Length; r++) features[r, c] = values[r];
        }
        return new LabelledTable(name, columns, features, table.Integers("label"), index.Strings("class_names")[row].Split('|'));
    }

    /// <summary>The names of the travelling-salesman instances, smallest first; the number in a name is its number of cities.</summary>
    public static IReadOnlyList<string> CityNames { get; } = [.. _tours.Select(tour => tour.Name)];

    /// <summary>A travelling-salesman instance with the length of its shortest tour.</summary>
    /// <param name="name">One of <see cref="CityNames"/>, for example "uscities10" (miles) or "eurodist21" (kilometres).</param>
    /// <param name="dataFolder">The data folder, or null to find it.</param>
    /// <exception cref="ArgumentException">There is no instance of this name; the message lists those that exist.</exception>
    /// <exception cref="DirectoryNotFoundException">No data folder was found.</exception>
    /// <exception cref="FileNotFoundException">The data folder lacks the file.</exception>
    public static CityDistances Cities(string name, string? dataFolder = null)
    {
        var known = _tours.FirstOrDefault(tour => tour.Name == name);
        CityDistances cities = known.Name switch
        {
            null => throw new ArgumentException($"There is no instance '{name}'; there are {string.Join(", ", CityNames)}.", nameof(name)),
            "uscities10" => Matrix(name, DataFolder.PathOf(dataFolder, "tsp/uscities10-miles.csv.gz")) with
            {
                Places = Coordinates(DataFolder.PathOf(dataFolder, "tsp/uscities10-gps.csv.gz")),
            },
            "eurodist21" => Matrix(name, DataFolder.PathOf(dataFolder, "tsp/eurodist21-km.csv.gz")),
            _ => TsplibFile.Read(DataFolder.PathOf(dataFolder, $"tsp/{name}.tsp.gz")),
        };
        return cities with { Optimum = known.Optimum };
    }

    /// <summary>163 ligands of the benzodiazepine receptor with their activities.</summary>
    /// <param name="dataFolder">The data folder, or null to find it.</param>
    /// <exception cref="DirectoryNotFoundException">No data folder was found.</exception>
    /// <exception cref="FileNotFoundException">The data folder lacks the file.</exception>
    public static IReadOnlyList<Molecule> MoleculesBzr(string? dataFolder = null) => Molecules(dataFolder, "mol/bzr163.csv.gz");

    /// <summary>1,017 molecules of one chemical series (ChEMBL document CHEMBL2321810) with their activities.</summary>
    /// <param name="dataFolder">The data folder, or null to find it.</param>
    /// <exception cref="DirectoryNotFoundException">No data folder was found.</exception>
    /// <exception cref="FileNotFoundException">The data folder lacks the file.</exception>
    public static IReadOnlyList<Molecule> MoleculesChembl(string? dataFolder = null) => Molecules(dataFolder, "mol/chembl2321810.csv.gz");

    private static Stream Embedded(string name) => typeof(DataSets).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The assembly was built without its resource {name}.");

    private static ImageSet Fashion(string? dataFolder, string part) => new(
        IdxFile.Read(DataFolder.PathOf(dataFolder, $"images/fashion-{part}-images.idx3.gz")),
        IdxFile.Read(DataFolder.PathOf(dataFolder, $"images/fashion-{part}-labels.idx1.gz")),
        ["T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"],
        maxValue: 255);

    private static string[] Lines(string? dataFolder, string file)
    {
        using var source = ByteSource.Open(DataFolder.PathOf(dataFolder, file));
        return source.ReadText().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static float[][,] Slices(NumericArray array)
    {
        float[] values = array.ToArray<float>();
        var slices = new float[array.Shape[0]][,];
        for (int s = 0; s < slices.Length; s++)
        {
            slices[s] = new float[array.Shape[1], array.Shape[2]];
            Buffer.BlockCopy(values, s * slices[s].Length * sizeof(float), slices[s], 0, slices[s].Length * sizeof(float));
        }
        return slices;
    }

    private static CsvTable UciIndex(string? dataFolder) => CsvTable.Read(DataFolder.PathOf(dataFolder, "uci/index.csv.gz"));

    private static CityDistances Matrix(string name, string path)
    {
        var table = CsvTable.Read(path);
        string[] cities = table.Strings("city");
        var distances = new double[cities.Length, cities.Length];
        for (int j = 0; j < cities.Length; j++)
        {
            double[] column = table.Doubles(cities[j]);
            for (int i = 0; i < cities.Length; i++) distances[i, j] = column[i];
        }
        return new CityDistances(name, cities, distances, Places: null, Optimum: null);
    }

    private static double[,] Coordinates(string path)
    {
        var table = CsvTable.Read(path);
        (double[] latitude, double[] longitude) = (table.Doubles("latitude"), table.Doubles("longitude"));
        var places = new double[table.RowCount, 2];
        for (int i = 0; i < table.RowCount; i++) (places[i, 0], places[i, 1]) = (latitude[i], longitude[i]);
        return places;
    }

    private static Molecule[] Molecules(string? dataFolder, string file)
    {
        var table = CsvTable.Read(DataFolder.PathOf(dataFolder, file));
        (string[] ids, string[] smiles) = (table.Strings("id"), table.Strings("smiles"));
        (double[] activities, string[] hex) = (table.Doubles("activity"), table.Strings("ecfp4_1024_hex"));
        return [.. ids.Select((id, i) => new Molecule(id, smiles[i], activities[i], Bits(hex[i])))];

        // Two digits a byte, the most significant bit first.
        static bool[] Bits(string digits) =>
            [.. Convert.FromHexString(digits).SelectMany(octet => Enumerable.Range(0, 8).Select(bit => (octet & (0x80 >> bit)) != 0))];
    }
}

using System.Globalization;

namespace Hopfield;

/// <summary>Reads symmetric travelling-salesman instances in the TSPLIB format.</summary>
/// <remarks>
/// Read are TYPE TSP with EDGE_WEIGHT_TYPE EUC_2D (rounded plane distance), GEO (great-circle kilometres by TSPLIB's own formula) or EXPLICIT
/// with FULL_MATRIX, UPPER_ROW, LOWER_ROW, UPPER_DIAG_ROW or LOWER_DIAG_ROW. Anything else is refused by name.
/// Source: G. Reinelt, "TSPLIB: a traveling salesman problem library", ORSA Journal on Computing 3 (1991).
/// </remarks>
public static class TsplibFile
{
    private const int MaxCities = 5_000;
    private const string Nodes = "NODE_COORD_SECTION";
    private const string Display = "DISPLAY_DATA_SECTION";

    /// <summary>Reads a file, gzip-compressed or not.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The instance; cities are named "1", "2", … as TSPLIB numbers them.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A keyword is missing or of a kind that is not read, or there are fewer or more numbers than the dimension asks for.</exception>
    public static CityDistances Read(string path)
    {
        using var source = ByteSource.Open(path);
        return Parse(source.ReadText(), source.Name);
    }

    /// <summary>Reads an instance from a text.</summary>
    /// <param name="text">The content of a TSPLIB file.</param>
    /// <param name="name">What error messages call it.</param>
    /// <exception cref="InvalidDataException">As for a file.</exception>
    public static CityDistances Parse(string text, string name = "instance")
    {
        ArgumentNullException.ThrowIfNull(text);
        var file = new Sections(text, name);
        if (file.Keyword("TYPE") is var type && type != "TSP") throw file.Fault($"has TYPE {type}; TSP is read");
        if (!int.TryParse(file.Keyword("DIMENSION"), NumberStyles.None, CultureInfo.InvariantCulture, out int n) || n is < 1 or > MaxCities)
            throw file.Fault($"has DIMENSION {file.Keyword("DIMENSION")}; 1 to {MaxCities} are read");

        string weights = file.Keyword("EDGE_WEIGHT_TYPE");
        (double[,]? places, double[,] distances) = weights switch
        {
            "EXPLICIT" => (file.Has(Display) ? Places(file, Display, n) : null, Explicit(file, n)),
            "EUC_2D" => Between(Places(file, Nodes, n), Euclidean),
            "GEO" => Between(Places(file, Nodes, n), Geographical),
            _ => throw file.Fault($"has EDGE_WEIGHT_TYPE {weights}; EXPLICIT, EUC_2D and GEO are read"),
        };
        string title = file.Keyword("NAME");
        if (title.EndsWith(".tsp", StringComparison.Ordinal)) title = title[..^4];
        string[] cities = [.. Enumerable.Range(1, n).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        try
        {
            return new CityDistances(title, cities, distances, places, Optimum: null);
        }
        catch (ArgumentException e)
        {
            throw file.Fault($"holds no distances of a symmetric instance: {e.Message}", e);
        }
    }

    private static double[,] Places(Sections file, string section, int n)
    {
        double[] numbers = file.Numbers(section, 3 * n);
        var places = new double[n, 2];
        for (int i = 0; i < n; i++)
        {
            if (numbers[3 * i] != i + 1) throw file.Fault($"has the city number {numbers[3 * i]} where {i + 1} is expected in {section}");
            (places[i, 0], places[i, 1]) = (numbers[(3 * i) + 1], numbers[(3 * i) + 2]);
        }
        return places;
    }

    private static double[,] Explicit(Sections file, int n)
    {
        string format = file.Keyword("EDGE_WEIGHT_FORMAT");
        // For row i of the section: the first column and one past the last.
        Func<int, (int From, int To)> row = format switch
        {
            "FULL_MATRIX" => _ => (0, n),
            "UPPER_ROW" => i => (i + 1, n),
            "UPPER_DIAG_ROW" => i => (i, n),
            "LOWER_ROW" => i => (0, i),
            "LOWER_DIAG_ROW" => i => (0, i + 1),
            _ => throw file.Fault($"has EDGE_WEIGHT_FORMAT {format}; FULL_MATRIX, UPPER_ROW, UPPER_DIAG_ROW, LOWER_ROW and LOWER_DIAG_ROW are read"),
        };
        double[] numbers = file.Numbers("EDGE_WEIGHT_SECTION", Enumerable.Range(0, n).Sum(i => row(i).To - row(i).From));
        var distances = new double[n, n];
        int next = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = row(i).From; j < row(i).To; j++)
            {
                double d = numbers[next++];
                if (format == "FULL_MATRIX") distances[i, j] = d;
                else distances[i, j] = distances[j, i] = d;
            }
        }
        return distances;
    }

    private static (double[,]? Places, double[,] Distances) Between(double[,] places, Func<double, double, double, double, double> distance)
    {
        int n = places.GetLength(0);
        var distances = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
                distances[i, j] = distances[j, i] = distance(places[i, 0], places[i, 1], places[j, 0], places[j, 1]);
        }

        return (places, distances);
    }

    private static double Euclidean(double x1, double y1, double x2, double y2) =>
        Math.Floor(Math.Sqrt(((x1 - x2) * (x1 - x2)) + ((y1 - y2) * (y1 - y2))) + 0.5);

    // TSPLIB's constants: its π, its Earth radius, and coordinates written as degrees.minutes.
    private static double Geographical(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        double q1 = Math.Cos(Radians(longitude1) - Radians(longitude2));
        double q2 = Math.Cos(Radians(latitude1) - Radians(latitude2));
        double q3 = Math.Cos(Radians(latitude1) + Radians(latitude2));
        return Math.Floor((6378.388 * Math.Acos(0.5 * (((1 + q1) * q2) - ((1 - q1) * q3)))) + 1);

        static double Radians(double degreesMinutes)
        {
            double degrees = Math.Truncate(degreesMinutes);
            return 3.141592 * (degrees + (5 * (degreesMinutes - degrees) / 3)) / 180;
        }
    }

    // Keywords ("NAME: x") and sections (a name on its own line, then numbers) of one file.
    private sealed class Sections
    {
        private readonly string _name;
        private readonly Dictionary<string, string> _keywords = [];
        private readonly Dictionary<string, List<string>> _numbers = [];

        public Sections(string text, string name)
        {
            _name = name;
            List<string>? section = null;
            foreach (string raw in text.Split('\n'))
            {
                string line = raw.Trim();
                if (line == "EOF") break;
                if (line.Length == 0) continue;
                int colon = line.IndexOf(':');
                bool added = true;
                if (colon > 0) added = _keywords.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
                else if (line.EndsWith("_SECTION", StringComparison.Ordinal)) added = _numbers.TryAdd(line, section = []);
                else if (section is null) throw Fault($"has a line that is neither keyword nor section: {line}");
                else section.AddRange(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                if (!added) throw Fault($"says twice: {line}");
            }
        }

        public bool Has(string section) => _numbers.ContainsKey(section);

        public string Keyword(string key) => _keywords.TryGetValue(key, out string? value) ? value : throw Fault($"has no {key}");

        public double[] Numbers(string section, int count)
        {
            if (!_numbers.TryGetValue(section, out var words)) throw Fault($"has no {section}");
            if (words.Count != count) throw Fault($"has {words.Count} numbers in {section}; its dimension asks for {count}");
            double[] numbers = new double[count];
            for (int i = 0; i < count; i++)
            {
                if (!double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
                    throw Fault($"has '{words[i]}' in {section}, which is no finite number");
            }

            return numbers;
        }

        public InvalidDataException Fault(string problem, Exception? inner = null) => new($"'{_name}' {problem}.", inner);
    }
}

#:project ../../src/Hopfield/Hopfield.csproj

// The way home of an echo: what patterns that recall themselves, each other, or the next of a tune hold, and how loud the strangers are. An
// independent oracle: the equations solved by trying all y on a grid that is refined, and memories in plain loops over patterns. The engine gives
// random numbers and standard errors only.
//
//     dotnet run -c Release tests/measurements/Echoes.cs

using Hopfield;

const int Seed = 1, Units = 1000, Networks = 40, Steps = 18;

Console.WriteLine("One law, m = erf(y), U = 2y exp(−y²)/(√π m), r = (1 + Uᵏ)/((1 − U²)(1 − Uᵏ)), load m²/(2y² r): its maximum over y");
Console.WriteLine("tune      capacity   overlap there");
foreach (int k in (int[])[1, 2, 3, 4, 6, 12, 400])
{
    double top = Top(y => Load(y, k));
    Console.WriteLine($"{Name(k),-9} {Load(top, k),8:F6} {Erf(top),15:F6}");
}

Console.WriteLine();
Console.WriteLine($"{Units} units, {Networks} memories, {Steps} steps from a pattern of its own: seed {Seed}");
Console.WriteLine("P   tune      overlap  (standard error)   law      r  (standard error)   law");
foreach (int count in (int[])[120, 126, 180, 240])
{
    foreach (int k in (int[])[1, 2, 3, count])
    {
        double[][] runs = Trials.Run(Networks, Seed, random => Play(count, k, random));
        Estimate overlap = Estimate.OfMean([.. runs.Select(run => run[0])]), pulls = Estimate.OfMean([.. runs.Select(run => run[1])]);
        double rest = Rest(count / (double)Units, k);
        Console.WriteLine($"{count,-3} {Name(k == count ? 400 : k),-9} {overlap.Value,7:F3}  ({overlap.StandardError:F3}) "
            + $"{(double.IsNaN(rest) ? "lost" : $"{Erf(rest):F3}"),14} {pulls.Value,6:F2}  ({pulls.StandardError:F2}) "
            + $"{(double.IsNaN(rest) ? "lost" : $"{Noise(Echo(rest), k):F2}"),16}");
    }
}

static string Name(int k) => k == 400 ? "melody" : $"of {k}";

// Every k-th pattern leads back to the first of its tune. All units at once; a unit does not hear itself, and keeps its value on a tie.
static double[] Play(int count, int k, Random random)
{
    int[][] patterns = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, Units).Select(_ => 2 * random.Next(2) - 1).ToArray())];
    int Next(int mu) => (mu + 1) % k == 0 ? mu + 1 - k : mu + 1;
    var state = (int[])patterns[0].Clone();
    int at = 0;
    for (int t = 0; t < Steps; t++)
    {
        int[] similar = [.. patterns.Select(x => Dot(x, state))], moved = new int[Units];
        for (int i = 0; i < Units; i++)
        {
            int field = 0;
            for (int mu = 0; mu < count; mu++) field += patterns[Next(mu)][i] * (similar[mu] - patterns[mu][i] * state[i]);
            moved[i] = field == 0 ? state[i] : Math.Sign(field);
        }
        (state, at) = (moved, Next(at));
    }
    double strangers = patterns.Where((_, mu) => mu != at).Average(x => (double)Dot(x, state) * Dot(x, state)) / Units;
    return [Dot(patterns[at], state) / (double)Units, strangers];
}

static int Dot(int[] a, int[] b)
{
    int sum = 0;
    for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
    return sum;
}

static double Load(double y, int k) => Erf(y) * Erf(y) / (2 * y * y * Noise(Echo(y), k));

static double Echo(double y) => 2 * y * Math.Exp(-y * y) / (Math.Sqrt(Math.PI) * Erf(y));

static double Noise(double u, int k) => (1 + Math.Pow(u, k)) / ((1 - u * u) * (1 - Math.Pow(u, k)));

// The series 2/√π Σ (−1)ⁿ y^(2n+1)/(n!(2n+1)): up to 3.5 its largest term is below 1e5, so that eleven digits are right; beyond, its tail.
static double Erf(double y)
{
    if (y > 3.5) return 1 - Math.Exp(-y * y) / (y * Math.Sqrt(Math.PI)) * (1 - 1 / (2 * y * y));
    double term = y, sum = y;
    for (int n = 1; n < 120; n++)
    {
        term *= -y * y / n;
        sum += term / (2 * n + 1);
    }
    return 2 / Math.Sqrt(Math.PI) * sum;
}

// The place of the only maximum between ½ and 3, by thirds.
static double Top(Func<double, double> f)
{
    double low = 0.5, high = 3;
    while (high - low > 1e-9)
    {
        double a = low + (high - low) / 3, b = high - (high - low) / 3;
        if (f(a) < f(b)) low = a;
        else high = b;
    }
    return (low + high) / 2;
}

// Beyond the top the load falls with y: the larger y of a load is the state at rest. Above the capacity there is none.
static double Rest(double load, int k)
{
    double low = Top(y => Load(y, k)), high = 20;
    if (Load(low, k) < load) return double.NaN;
    while (high - low > 1e-9)
    {
        double middle = (low + high) / 2;
        if (Load(middle, k) > load) low = middle;
        else high = middle;
    }
    return low;
}

#:project ../../src/Hopfield/Hopfield.csproj

// Eight random patterns on a sphere of ten dimensions: how many are separated as Ramsauer et al. (2021) ask, and how far from its pattern each recall
// ends. An independent oracle: the update and the definitions in plain loops. The engine gives random numbers and standard errors only.
//
//     dotnet run -c Release tests/measurements/SphericalPatterns.cs

using Hopfield;
using MathNet.Numerics.Distributions;

const int Seed = 1, Draws = 2000, Count = 8, Dimension = 10;
const double Radius = 3; // K √(N − 1) with K = 1

(double Separated, double Outside, double Worst, double WorstCold)[] draws = Trials.Run(Draws, Seed, Draw);
Console.WriteLine($"N = {Dimension}, P = {Count}, ‖x‖ = {Radius}: seed {Seed}, {Draws} draws");
Estimate separated = Estimate.OfMean([.. draws.Select(d => d.Separated)]), outside = Estimate.OfMean([.. draws.Select(d => d.Outside)]);
double perDraw = Math.Sqrt(Draws);
Console.WriteLine($"share separated at β = 1             {separated.Value:F4} ({separated.StandardError:F4}), deviation between draws {separated.StandardError * perDraw:F3}");
Console.WriteLine($"share at rest outside its sphere     {outside.Value:F4} ({outside.StandardError:F4}), deviation between draws {outside.StandardError * perDraw:F3}");
foreach ((string beta, double[] worst) in new[] { ("1", draws.Select(d => d.Worst).Order().ToArray()), ("8", [.. draws.Select(d => d.WorstCold).Order()]) })
    Console.WriteLine($"worst error of a draw at β = {beta}: quartiles {worst[Draws / 4]:G3}, {worst[Draws / 2]:G3}, {worst[3 * Draws / 4]:G3}");

static (double, double, double, double) Draw(Random random)
{
    double[][] patterns = [.. Enumerable.Range(0, Count).Select(_ =>
    {
        double[] x = [.. Enumerable.Range(0, Dimension).Select(_ => Normal.Sample(random, 0, 1))];
        double length = Math.Sqrt(x.Sum(v => v * v));
        return x.Select(v => Radius * v / length).ToArray();
    })];
    double required = 2.0 / Count + Math.Log(2.0 * (Count - 1) * Count * Radius * Radius), sphere = 1 / (Count * Radius);
    int separated = 0, outside = 0;
    double worst = 0, cold = 0;
    for (int mu = 0; mu < Count; mu++)
    {
        double nearest = Enumerable.Range(0, Count).Where(nu => nu != mu).Max(nu => Product(patterns[mu], patterns[nu]));
        if (Radius * Radius - nearest >= required) separated++;
        double error = Error(patterns, mu, 1);
        if (error > sphere) outside++;
        worst = Math.Max(worst, error);
        cold = Math.Max(cold, Error(patterns, mu, 8));
    }
    return ((double)separated / Count, (double)outside / Count, worst, cold);
}

// The distance between a pattern and where its recall rests.
static double Error(double[][] patterns, int mu, double beta)
{
    double[] state = [.. patterns[mu]];
    for (int update = 0; update < 5000; update++)
    {
        double[] weights = [.. patterns.Select(x => Math.Exp(beta * (Product(x, state) - Radius * Radius)))];
        double sum = weights.Sum();
        double[] next = [.. Enumerable.Range(0, Dimension).Select(i => Enumerable.Range(0, Count).Sum(nu => weights[nu] * patterns[nu][i]) / sum)];
        double moved = Distance(next, state);
        state = next;
        if (moved < 1e-13) break;
    }
    return Distance(state, patterns[mu]);
}

static double Product(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());

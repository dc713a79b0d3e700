#:project ../../src/Hopfield/Hopfield.csproj

// Test errors of dense classifiers on the 8 × 8 digits, and how many classes a memory votes for, at two degrees. An independent oracle: the learning
// rule of Krotov and Hopfield (2016), gradient of the loss Σ (t − y)^2m with y = tanh g, in plain loops. The engine gives the digits, random
// numbers and standard errors only.
//
//     dotnet run -c Release tests/measurements/DigitPrototypes.cs

using Hopfield;
using MathNet.Numerics.Distributions;

const int Seed = 1, Runs = 6, Memories = 60, Pixels = 64, Classes = 10, Width = Pixels + Classes, Training = 1200, Epochs = 40, Batch = 100, M = 30;
const double Temperature = 60, Momentum = 0.6, FirstRate = 0.04, Decay = 0.998;

ImageSet digits = DataSets.Digits();
double[][] pictures = [.. Enumerable.Range(0, digits.Count).Select(s => Array.ConvertAll(digits.Intensities(s), x => 2 * x - 1))];

Console.WriteLine($"{Memories} memories, {Training} digits to learn, {Epochs} epochs, T = {Temperature}: seed {Seed}, {Runs} runs, each with a split of its own");
Console.WriteLine(" n  test error  standard error  classes of a memory  standard error  deviations between runs");
foreach (int degree in new[] { 3, 10 })
{
    (double Error, double Classes)[] runs = Trials.Run(Runs, Seed, random => Learn(degree, random));
    Estimate error = Estimate.OfMean([.. runs.Select(r => r.Error)]), classes = Estimate.OfMean([.. runs.Select(r => r.Classes)]);
    Console.WriteLine($"{degree,2} {error.Value,11:F4} {error.StandardError,15:F4} {classes.Value,20:F2} {classes.StandardError,15:F2} {error.StandardError * Math.Sqrt(Runs),15:F4} {classes.StandardError * Math.Sqrt(Runs):F2}");
}

(double Error, double Classes) Learn(int degree, Random random)
{
    int[] order = [.. Enumerable.Range(0, digits.Count)];
    random.Shuffle(order);
    int[] training = order[..Training];
    double[,] memories = new double[Memories, Width], direction = new double[Memories, Width];
    for (int mu = 0; mu < Memories; mu++)
    {
        for (int k = 0; k < Width; k++) memories[mu, k] = Math.Clamp(Normal.Sample(random, -0.3, 0.3), -1, 1);
    }
    double rate = FirstRate;
    for (int epoch = 0; epoch < Epochs; epoch++, rate *= Decay)
    {
        random.Shuffle(training);
        foreach (int[] batch in training.Chunk(Batch))
        {
            var slope = new double[Memories, Width]; // minus the gradient of the loss
            foreach (int s in batch) AddSlope(memories, slope, pictures[s], digits.Label(s), degree);
            for (int mu = 0; mu < Memories; mu++)
            {
                double largest = 0;
                for (int k = 0; k < Width; k++)
                {
                    direction[mu, k] = Momentum * direction[mu, k] + slope[mu, k];
                    largest = Math.Max(largest, Math.Abs(direction[mu, k]));
                }
                for (int k = 0; k < Width && largest > 0; k++)
                    memories[mu, k] = Math.Clamp(memories[mu, k] + rate * direction[mu, k] / largest, -1, 1);
            }
        }
    }
    int[] test = order[Training..];
    double wrong = test.Count(s =>
    {
        double[] g = Drops(memories, pictures[s], degree);
        return Array.IndexOf(g, g.Max()) != digits.Label(s);
    });
    double votes = 0;
    for (int mu = 0; mu < Memories; mu++)
    {
        for (int c = Pixels; c < Width; c++) votes += memories[mu, c] > 0 ? 1 : 0;
    }
    return (wrong / test.Length, votes / Memories);
}

static double Power(double z, int exponent)
{
    double result = z > 0 ? 1 : 0;
    for (int k = 0; k < exponent; k++) result *= z;
    return result;
}

// The overlap of a memory with a picture, class unit `on` at +1 and the others at −1.
static double Overlap(double[,] memories, int mu, double[] picture, int on)
{
    double z = 0;
    for (int i = 0; i < Pixels; i++) z += memories[mu, i] * picture[i];
    for (int c = 0; c < Classes; c++) z += memories[mu, Pixels + c] * (c == on ? 1 : -1);
    return z;
}

// g_c = Σ_μ [F(z⁺/T) − F(z⁻/T)].
static double[] Drops(double[,] memories, double[] picture, int degree)
{
    var g = new double[Classes];
    for (int mu = 0; mu < Memories; mu++)
    {
        double none = Overlap(memories, mu, picture, -1);
        for (int c = 0; c < Classes; c++)
            g[c] += Power((none + 2 * memories[mu, Pixels + c]) / Temperature, degree) - Power(none / Temperature, degree);
    }
    return g;
}

static void AddSlope(double[,] memories, double[,] slope, double[] picture, int label, int degree)
{
    double[] g = Drops(memories, picture, degree), pulls = new double[Classes];
    for (int c = 0; c < Classes; c++)
    {
        double y = Math.Tanh(g[c]), miss = (c == label ? 1 : -1) - y;
        pulls[c] = 2 * M * Math.Pow(miss, 2 * M - 1) * (1 - y * y) * degree / Temperature;
    }
    for (int mu = 0; mu < Memories; mu++)
    {
        double none = Overlap(memories, mu, picture, -1), off = Power(none / Temperature, degree - 1), pixels = 0;
        var turned = new double[Classes];
        for (int c = 0; c < Classes; c++)
        {
            double on = Power((none + 2 * memories[mu, Pixels + c]) / Temperature, degree - 1);
            pixels += pulls[c] * (on - off);
            turned[c] = 2 * pulls[c] * on; // against all units at −1
        }
        for (int i = 0; i < Pixels; i++) slope[mu, i] += pixels * picture[i];
        for (int c = 0; c < Classes; c++) slope[mu, Pixels + c] += turned[c] - pixels;
    }
}

// Minima and thresholds of the lse energy for five points on the unit circle, at 80°, 90°, 100°, 210° and 330°. An independent oracle: the update
// ξ ← Σ p_μ x_μ in plain loops, repeated until it stands still, and thresholds by halving. No randomness.
//
//     dotnet run -c Release tests/measurements/CircleMinima.cs

const int Many = 400_000;
double[] angles = [80, 90, 100, 210, 330];
double[] xs = [.. angles.Select(a => Math.Cos(a * Math.PI / 180))], ys = [.. angles.Select(a => Math.Sin(a * Math.PI / 180))];

Console.WriteLine("   β  start            state                 energy      k_eff  weights");
Print(1, 0, 1);
Print(10, 0, 1);
Print(10, Math.Sqrt(0.75), -0.5);
foreach (double beta in new[] { 50.0, 100, 139 }) Print(beta, 0, 1);

// On the axis of symmetry the update keeps to it.
double y = -0.4;
for (int k = 0; k < 1000; k++) y = Weights(10, 0, y).Zip(ys, (p, v) => p * v).Sum();
Console.WriteLine($"saddle on the axis at β = 10: {y:F6}");

Console.WriteLine($"β from which the lower right point has a minimum of its own: {Threshold(2, 4, beta => Rest(beta, xs[4], ys[4]).Y < 0):F5}");
Console.WriteLine($"β from which the point beside the middle has one: {Threshold(130, 150, beta => Rest(beta, xs[0], ys[0]).X > 0.05):F4}");
Console.WriteLine("(a minimum is slow to leave just below its threshold: digits beyond these need more updates)");

void Print(double beta, double x0, double y0)
{
    (double x, double yy) = Rest(beta, x0, y0);
    double[] p = Weights(beta, x, yy);
    // E = −β⁻¹ ln Σ exp(βx·ξ) + ½‖ξ‖² + β⁻¹ ln P + ½M², with M = 1.
    double lse = Math.Log(xs.Select((_, mu) => Math.Exp(beta * (xs[mu] * x + ys[mu] * yy - 1))).Sum()) / beta + 1;
    double energy = -lse + (x * x + yy * yy) / 2 + Math.Log(5) / beta + 0.5;
    double entropy = -p.Sum(w => w > 0 ? w * Math.Log(w) : 0);
    Console.WriteLine($"{beta,4} ({x0:F3}, {y0:F3})  ({x:F6}, {yy:F6})  {energy:F8}  {Math.Exp(entropy):F3}  {string.Join(" ", p.Select(w => w.ToString("F4")))}");
}

double[] Weights(double beta, double x, double yy)
{
    double[] e = [.. xs.Select((_, mu) => Math.Exp(beta * (xs[mu] * x + ys[mu] * yy - 1)))];
    double sum = e.Sum();
    return [.. e.Select(v => v / sum)];
}

(double X, double Y) Rest(double beta, double x, double yy)
{
    for (int k = 0; k < Many; k++)
    {
        double[] p = Weights(beta, x, yy);
        double nextX = 0, nextY = 0;
        for (int mu = 0; mu < p.Length; mu++)
        {
            nextX += p[mu] * xs[mu];
            nextY += p[mu] * ys[mu];
        }
        if (Math.Abs(nextX - x) + Math.Abs(nextY - yy) < 1e-15) break;
        (x, yy) = (nextX, nextY);
    }
    return (x, yy);
}

static double Threshold(double low, double high, Func<double, bool> holds)
{
    while (high - low > 1e-6)
    {
        double middle = (low + high) / 2;
        if (holds(middle)) high = middle;
        else low = middle;
    }
    return high;
}

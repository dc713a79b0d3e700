namespace Hopfield.Layers.Tests;

/// <summary>What a comparison of written gradients with difference quotients found.</summary>
/// <param name="Points">The derivatives that were compared.</param>
/// <param name="LeftOut">Those left out, since a kink lies within ten steps: an entry of sparse weights comes or goes, a ReLU turns, another instance is largest.</param>
/// <param name="Unseen">Those so small that the quotient's own rounding is all that the two differ by, though it is more than allowed.</param>
/// <param name="Worst">The largest error of the others, relative to the larger of the derivative and a thousandth of its array's largest.</param>
/// <param name="Where">The derivative that it was found at.</param>
internal sealed record GradientReport(int Points, int LeftOut, int Unseen, double Worst, string Where)
{
    public static GradientReport operator +(GradientReport a, GradientReport b) =>
        new(a.Points + b.Points, a.LeftOut + b.LeftOut, a.Unseen + b.Unseen, Math.Max(a.Worst, b.Worst), a.Worst >= b.Worst ? a.Where : b.Where);
}

/// <summary>Written gradients against difference quotients of sixth order in double precision.</summary>
internal static class GradientCheck
{
    /// <summary>The largest error: relative to the larger of a derivative and a thousandth of its array's largest.</summary>
    public const double Allowed = 1e-7;

    // From coarse to fine: where the function bends sharply only small steps will do, where a derivative is small only large ones, since the
    // difference of two nearly equal numbers has few digits.
    private static readonly double[] _steps = [8e-3, 2e-3, 5e-4, 1.25e-4];
    private static readonly double[] _stepsBesideKinks = [1e-3, 5e-4, 2.5e-4, 1.25e-4];

    /// <summary>Compares the gradients of L = Σ output · cotangent by all parameters of a layer, and by the entries of its inputs.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="inputs">Arrays that the inputs look at, by name.</param>
    /// <param name="forward">A forward pass; it must give the same output each time.</param>
    /// <param name="backward">A backward pass: the gradients by the inputs, in the order of the arrays.</param>
    /// <param name="tolerance">How far from convergence states may be when they count as converged, relative to the stored patterns.</param>
    public static GradientReport Run(
        IReadOnlyList<Parameter<double>> parameters, IReadOnlyList<(string Name, double[] Values)> inputs,
        Func<Trace<double>> forward, Func<Trace<double>, BagBatch<double>, Gradients<double>, IReadOnlyList<BagBatch<double>>> backward, double tolerance = 0)
    {
        Trace<double> trace = forward();
        BagBatch<double> output = trace.Output;
        double[] cotangent = Draw(output.Values.Length, seed: 99), values = output.Values.ToArray();
        string kinks = Kinks.Of(trace);
        double[] steps = kinks.Length > 0 ? _stepsBesideKinks : _steps;
        var gradients = new Gradients<double>(parameters);
        IReadOnlyList<BagBatch<double>> inputGradients = backward(trace, output.With(cotangent, output.Dimension), gradients);

        var arrays = new List<(string Name, Func<int, double> Get, Action<int, double> Set, double[] Written)>();
        foreach (Parameter<double> parameter in gradients.Parameters)
            arrays.Add((parameter.Name, i => parameter.Value[i], (i, x) => parameter.Value[i] = x, gradients[parameter].ToArray()));
        for (int n = 0; n < inputs.Count; n++)
        {
            double[] array = inputs[n].Values;
            arrays.Add((inputs[n].Name, i => array[i], (i, x) => array[i] = x, inputGradients[n].Values.ToArray()));
        }

        // A term output · cotangent errs by up to eight roundoffs of its size (and by what is left to convergence), and a quotient by 110/60 times
        // their sum over its step: it is not known better. Some arrays, such as a bias of all keys, have no more than that.
        double noise = 15 * (Math.Pow(2, -53) + tolerance) * values.Zip(cotangent, (x, g) => Math.Abs(x * g)).Sum();
        var report = new GradientReport(0, 0, 0, 0, "");
        foreach (var array in arrays)
        {
            double largest = array.Written.Length == 0 ? 0 : array.Written.Max(Math.Abs);
            for (int i = 0; i < array.Written.Length; i++)
            {
                double old = array.Get(i);
                if (kinks.Length > 0 && (KinksAt(10 * steps[0]) != kinks || KinksAt(-10 * steps[0]) != kinks))
                {
                    report += new GradientReport(0, 1, 0, 0, "");
                    continue;
                }
                (double quotient, double chosen) = Quotient();
                double miss = Math.Abs(array.Written[i] - quotient), scale = Math.Max(Math.Abs(array.Written[i]), largest / 1000);
                report += miss > Allowed * scale && miss <= noise / chosen
                    ? new GradientReport(0, 0, 1, 0, "")
                    : new GradientReport(1, 0, 0, miss == 0 ? 0 : miss / scale, $"{array.Name}[{i}]: {array.Written[i]:R}, difference quotient {quotient:R}");

                // The two neighbouring steps that agree best are the ones to believe, whatever the written gradient says.
                (double Value, double Step) Quotient()
                {
                    double best = 0, of = 0, apart = double.PositiveInfinity, before = Quotient6(steps[0]);
                    foreach (double step in steps.AsSpan(1))
                    {
                        double next = Quotient6(step);
                        if (Math.Abs(next - before) < apart) (best, of, apart) = (next, step, Math.Abs(next - before));
                        before = next;
                    }
                    return (best, of);
                }

                // Exact for polynomials up to the sixth degree.
                double Quotient6(double step) =>
                    ((45 * (LossAt(step) - LossAt(-step))) - (9 * (LossAt(2 * step) - LossAt(-2 * step))) + LossAt(3 * step) - LossAt(-3 * step)) / (60 * step);

                double LossAt(double shift) => At(shift, moved =>
                {
                    double loss = 0;
                    for (int k = 0; k < values.Length; k++) loss += (moved.Output.Values[k] - values[k]) * cotangent[k];
                    return loss;
                });

                string KinksAt(double shift) => At(shift, Kinks.Of);

                // The entry is moved back only after the result was looked at: an output may be a view of the inputs.
                TResult At<TResult>(double shift, Func<Trace<double>, TResult> look)
                {
                    array.Set(i, old + shift);
                    TResult result = look(forward());
                    array.Set(i, old);
                    return result;
                }
            }
        }
        return report;
    }

    /// <summary>The same for a layer of one input.</summary>
    public static GradientReport Run(Layer<BagBatch<double>, double> layer, double[] values, Func<BagBatch<double>> input, bool training = false, double tolerance = 0)
    {
        var context = new LayerContext<double> { Training = training, Seed = 7 };
        return Run(layer.Parameters, [("input", values)],
            () =>
            {
                context.Begin(3);
                return layer.Forward(input(), context);
            },
            (trace, gradient, gradients) => [layer.Backward(trace, gradient, gradients)], tolerance);
    }

    public static double[] Draw(int length, int seed, double deviation = 1)
    {
        var draws = new Parameter<double>("draws", Math.Max(1, length));
        draws.Draw(deviation, new SeededRandom(seed));
        return draws.Value[..length].ToArray();
    }
}

namespace Hopfield.Layers.Tests;

public class AssociationGradientTests
{
    [Fact]
    public void Try()
    {
        foreach (var (name, options) in new (string, HopfieldLayerOptions)[]
        {
            ("plain", new() { Heads = 2, HiddenWidth = 3, InitialDeviation = .5 }),
            ("3 updates", new() { Heads = 2, HiddenWidth = 3, InitialDeviation = .5, MaxUpdates = 3 }),
            ("beta", new() { Heads = 2, HiddenWidth = 3, InitialDeviation = .5, MaxUpdates = 3, Beta = [.7, 1.9], LearnsBeta = true, ValueWidth = 2, ZeroPattern = true, BiasPattern = true }),
            ("distance", new() { Heads = 2, HiddenWidth = 3, InitialDeviation = .5, MaxUpdates = 2, Beta = [.7, 1.9], LearnsBeta = true, ComparesByDistance = true, SharesProjection = true }),
            ("sparse", new() { Heads = 2, HiddenWidth = 3, InitialDeviation = .5, MaxUpdates = 2, Beta = [.7, 1.9], LearnsBeta = true, Separation = SeparationFunction.Sparsemax }),
            ("entmax", new() { Heads = 2, HiddenWidth = 3, InitialDeviation = .5, MaxUpdates = 2, Beta = [.7, 1.9], LearnsBeta = true, Separation = SeparationFunction.Entmax(1.5) }),
            ("tolerance", new() { Heads = 2, HiddenWidth = 3, InitialDeviation = .5, MaxUpdates = 300, Tolerance = 1e-13, Beta = [.7, 1.9], LearnsBeta = true }),
            ("implicit", new() { Heads = 2, HiddenWidth = 3, InitialDeviation = .5, MaxUpdates = 300, Tolerance = 1e-13, Beta = [.7, 1.9], LearnsBeta = true, Gradient = UpdateGradient.Implicit }),
            ("dropout", new() { Heads = 2, HiddenWidth = 3, InitialDeviation = .5, MaxUpdates = 2, Dropout = .4 }),
        })
        {
            var layer = new HopfieldAssociation<double>(5, options, new SeededRandom(1));
            double[] x = GradientCheck.Draw(2 * 4 * 5, 3);
            foreach (var p in layer.Parameters) if (p.Name.Contains("norm") || p.Name.Contains("bias")) { var d = GradientCheck.Draw(p.Value.Length, 5, .3); for (int i = 0; i < d.Length; i++) p.Value[i] += d[i]; }
            GradientReport r = GradientCheck.Run(layer, x, () => new BagBatch<double>(x, 2, 4, 5, new[] { 4, 3 }), training: true);
            TestContext.Current.TestOutputHelper!.WriteLine($"{name}: {r}");
            Console.WriteLine($"{name}: {r}");
        }
    }
}

using System.Runtime.CompilerServices;
using Hopfield;
using Hopfield.Layers;

// Every family of models stores, recalls and must give the pattern back. Exit code 0: all did.
if (RuntimeFeature.IsDynamicCodeSupported) Console.WriteLine("(running with a JIT: publish to try the ahead-of-time build)");

int failures = 0;
BinaryPatterns patterns = BinaryPatterns.Random(patternCount: 5, dimension: 100, seed: 1);
sbyte[] spoilt = Corruption.Flip(patterns.Pattern(3), flipFraction: 0.1, seed: 2);
foreach ((string name, BipolarModel model) in (ReadOnlySpan<(string, BipolarModel)>)
[
    ("Hebb", Hebbian.From(patterns)),
    ("Storkey", Storkey.From(patterns)),
    ("pseudo-inverse", PseudoInverse.From(patterns)),
    ("perceptron", Perceptron.Symmetric(patterns).Network),
    ("simplicial", SimplicialNetwork.All(patterns, 2, 3)),
    ("dense, power 3", new DenseAssociativeMemory(patterns, InteractionFunction.Power(3))),
    ("dense, exponential", new DenseAssociativeMemory(patterns, InteractionFunction.Exponential())),
])
{
    RecallResult<sbyte[]> recall = model.Recall(spoilt);
    Tell(name, recall.Settled && recall.State.AsSpan().SequenceEqual(patterns.Pattern(3)), recall.Stopped);
}

BinaryPatterns names = BinaryPatterns.Random(patternCount: 5, dimension: 60, seed: 3);
RecallResult<BidirectionalState> pair = new BidirectionalMemory(patterns, names).RecallSecond(spoilt);
Tell("bidirectional", pair.State.Second.AsSpan().SequenceEqual(names.Pattern(3)), pair.Stopped);

PatternSet<float> stored = PatternSet.OnSphere<float>(patternCount: 50, dimension: 64, radius: 8, seed: 4);
float[] query = [.. stored.Pattern(7)];
for (int i = 0; i < query.Length; i += 3) query[i] = 0;
foreach (FenchelYoungSeparation separation in (ReadOnlySpan<FenchelYoungSeparation>)[SeparationFunction.Softmax, SeparationFunction.Entmax(1.5), SeparationFunction.Sparsemax])
{
    RecallResult<float[]> recall = ContinuousHopfield.Store(stored, beta: 1f, separation).Recall(query);
    Tell($"continuous, {separation}", recall.Settled && IsPattern(recall.State, 7), recall.Stopped);
}

AttentionResult<float> attention = HopfieldAttention
    .Store(stored, options: new HopfieldAttentionOptions { Heads = 4, Beta = [2], MaxUpdates = 50, Tolerance = 1e-5 })
    .Recall(PatternSet.From(query, 64), AttentionMask.Allow(AllButOne(50, 8)));
Tell("attention, 4 heads, masked", IsPattern([.. attention.Output.Cast<float>()], 7), attention.Stopped[0, 0]);

DenseClassifier classifier = DenseClassifier.Train(
    PatternSet.From<float>(patterns), [0, 1, 0, 1, 2], new DenseClassifierOptions { Memories = 20, Degree = 3, LossPower = 2, Temperature = 40, Epochs = 100 });
Tell("classifier", classifier.ErrorRate(PatternSet.From<float>(patterns), [0, 1, 0, 1, 2]) == 0, $"loss {classifier.History[^1].Loss:G2}");

RecallResult<GradedState> graded = new GradedResponseNetwork(new double[,] { { 0, 2 }, { 2, 0 } }).Recall([0.1, 0.2]);
Tell("graded response", graded.Settled && graded.State.Outputs[0] > 0.9 && graded.State.Outputs[1] > 0.9, graded.Stopped);

HopfieldNetwork network = Again(PseudoInverse.From(patterns));
Tell("saved and read: network", network.Recall(spoilt).State.AsSpan().SequenceEqual(patterns.Pattern(3)), $"{network.Dimension} units");
ContinuousHopfield<float> continuous = Again(ContinuousHopfield.Store(stored, beta: 1f, SeparationFunction.Entmax(1.5)));
Tell("saved and read: continuous memory", IsPattern(continuous.Recall(query).State, 7), continuous.Separation);
DenseClassifier learnt = Again(classifier);
Tell("saved and read: classifier", learnt.History.SequenceEqual(classifier.History) && learnt.Memories.Values.SequenceEqual(classifier.Memories.Values), $"{learnt.ClassCount} classes");

// Bags with a point at (3, 3) are told from those without, by layers that learn.
var random = new SeededRandom(5);
var points = new float[120, 6, 2];
for (int k = 0; k < points.Length; k++) points[k / 12, k / 2 % 6, k % 2] = random.NextSingle();
for (int bag = 0; bag < 120; bag += 2) points[bag, bag % 6, 0] = points[bag, bag % 6, 1] = 3;
var pooling = new HopfieldPooling<float>(
    2, new HopfieldLayerOptions { HiddenWidth = 8, MaxUpdates = 2, Dropout = 0.1, NormalisesStored = false, NormalisesProjected = false }, random);
Chain<BagBatch<float>, float> layers = pooling.Then(new Linear<float>(pooling.OutputWidth, 1, random));
TrainingLog log = new Trainer<BagBatch<float>, float>(layers, new TrainingOptions { Epochs = 60, LearningRate = 0.01, Parallelism = 2 })
    .Fit(new(BagBatch.From(points), new LogisticLoss<float>([.. Enumerable.Range(0, 120).Select(bag => bag % 2 == 0)])));
Tell("layers that learn", log.Accuracies[^1] > 0.95, log);
string weights = Path.GetTempFileName();
layers.SaveWeights(weights);
layers.LoadWeights(weights);
File.Delete(weights);

ImageSet digits = DataSets.Digits();
Tell("digits in the package", digits.Count > 1000, $"{digits.Count} pictures");
return failures == 0 ? 0 : 1;

static TModel Again<TModel>(TModel model)
    where TModel : ISavable<TModel>
{
    using var stream = new MemoryStream();
    ModelFile.Save(model, stream);
    return ModelFile.Load<TModel>(new MemoryStream(stream.ToArray()));
}

void Tell(string name, bool right, object detail)
{
    Console.WriteLine($"{(right ? "ok" : "FAILED"),-7}{name} ({detail})");
    if (!right) failures++;
}

bool IsPattern(ReadOnlySpan<float> state, int mu)
{
    double distance = 0;
    for (int i = 0; i < state.Length; i++) distance += Math.Pow(state[i] - stored.Pattern(mu)[i], 2);
    return Math.Sqrt(distance) < 0.05 * stored.MaxNorm;
}

static bool[,] AllButOne(int count, int hidden)
{
    var allowed = new bool[1, count];
    for (int mu = 0; mu < count; mu++) allowed[0, mu] = mu != hidden;
    return allowed;
}

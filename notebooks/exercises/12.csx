// Chapter 12, features and prototypes: the one source of its exercises.
// The chapter's stub and check cells and the solutions notebook are written from here; CONTRIBUTING.md tells how.
using Hopfield;
using Hopfield.Plotting; using static System.Numerics.Tensors.TensorPrimitives;
using Hopfield.Exercises;

#region given
var digits = DataSets.Digits();
var (learn, test) = digits.Split(1200, seed: 1);
PatternSet<double> Inked(ImageSet set) => PatternSet.From(
    set.Intensities().Select(x => Array.ConvertAll(x, ink => 2 * ink - 1)));
int[] LabelsOf(ImageSet set) =>
    [.. Enumerable.Range(0, set.Count).Select(set.Label)];
int[] degrees = [2, 3, 5, 10, 20];
DenseClassifier Learned(ImageSet set, int n, int seed, int epochs = 40) =>
    DenseClassifier.Train(Inked(set), LabelsOf(set), new() { Degree = n,
            Memories = 60, Temperature = 60, BatchSize = 100, Epochs = epochs },
        seed, cancellationToken: Cell.Token);
var pictures = Inked(learn);
int[] labels = LabelsOf(learn);
var zero = SoftmaxRegression.Zero(64, 10);
double[] Descent(double rate, int steps)
{
    var (model, losses) = (zero, new List<double>());
    for (int t = 0; t < steps; t++, model = model.Step(pictures, labels, rate))
        losses.Add(model.Loss(pictures, labels));
    return [.. losses];
}
bool EverRises(double[] walk) =>
    walk.Zip(walk[1..]).Any(l => l.Second > l.First);
var dice = new Random(12);
int[] drawn = [.. Enumerable.Range(0, 10).Select(_ => dice.Next(2) * 18 + 2)];
var heldOut = new Lazy<DenseClassifier[]>(() => [.. degrees.AsParallel()
    .AsOrdered().Select(n => Learned(learn, n, seed: 8, epochs: 20))]);
#endregion

#region exercise 12.1 do
// Exercise 12.1 · The degree of each of the ten memories of Figure 12.7, in
// order: 2 or 20.
#if STUB
int[] guesses = [];
#elif ANSWER
int[] guesses = [.. drawn];
#elif WRONG // takes them all for features
int[] guesses = [2, 2, 2, 2, 2, 2, 2, 2, 2, 2];
#elif WRONG // takes them all for prototypes
int[] guesses = [20, 20, 20, 20, 20, 20, 20, 20, 20, 20];
#elif WRONG // names a few only
int[] guesses = [20, 2];
#endif
#endregion

#region check 12.1
Check.Exercise("12.1",
    "Could you write it? Then it stands for a class.",
    "A negative of a digit is no digit: nobody writes in white.")
  .Facts(guesses,
    ("Of ten, guessed right",
        all => all.Zip(drawn).Count(g => g.First == g.Second),
        Wanted.Above(7.5)))
#endregion

#region why 12.1
// Nearly all memories of degree 20 are digits, and nearly none of degree 2. A few of degree 20 are still the noise they began as: they never had a
// say, so no gradient moved them.
#endregion

#region exercise 12.2 do
// Exercise 12.2 · A learning rate with which 30 steps of softmax regression
// never raise the loss and bring it below 0.3. Descent(steady, 30) walks.
#if STUB
double steady = double.NaN;
#elif ANSWER
double steady = 0.8;
#elif WRONG // falls, too slowly
double steady = 0.3;
#elif WRONG // comes far, and rises on the way
double steady = 3;
#endif
#endregion

#region check 12.2
Check.Exercise("12.2",
    "At 0.3 the loss falls with every step and does not come far enough.",
    "Go up in tenths and look whether EverRises(Descent(steady, 30)) stays "
        + "false.")
  .Facts(steady,
    ("The loss at the end", eta => Descent(eta, 30)[^1], Wanted.Below(0.3)),
    ("it rises on the way", eta => EverRises(Descent(eta, 30)), false))
#endregion

#region why 12.2
// From about 0.7 to 0.9. Up to a certain rate the loss falls with every step, and it falls the faster the larger the rate; beyond, steps begin to
// land on the opposite slope. The best steady rate lies just below the first rise.
#endregion

#region exercise 12.3 make
// Exercise 12.3 · The weights of one class after the first step from zero
// weights, over all pictures at once: the mean of what each of them asks for.
// Given: the pictures x, their classes y, how many classes there are.
// Size: up to 8 lines.
double[] FirstStepOf(double[][] x, int[] y, int classes, int c, double eta)
{
#if STUB
    throw new NotImplementedException(
        "Write FirstStepOf, then run the cell below.");
#elif ANSWER
    var weights = new double[x[0].Length];
    for (int s = 0; s < x.Length; s++)
    {
        double push = (y[s] == c ? 1 : 0) - 1.0 / classes;
        for (int i = 0; i < weights.Length; i++)
            weights[i] += eta * push * x[s][i] / x.Length;
    }
    return weights;
#elif WRONG // only the pictures of the class itself have a say
    var weights = new double[x[0].Length];
    for (int s = 0; s < x.Length; s++)
    {
        double push = y[s] == c ? 1 - 1.0 / classes : 0;
        for (int i = 0; i < weights.Length; i++)
            weights[i] += eta * push * x[s][i] / x.Length;
    }
    return weights;
#elif WRONG // the sum in place of the mean
    var weights = new double[x[0].Length];
    for (int s = 0; s < x.Length; s++)
    {
        double push = (y[s] == c ? 1 : 0) - 1.0 / classes;
        for (int i = 0; i < weights.Length; i++)
            weights[i] += eta * push * x[s][i];
    }
    return weights;
#elif WRONG // uphill
    var weights = new double[x[0].Length];
    for (int s = 0; s < x.Length; s++)
    {
        double push = 1.0 / classes - (y[s] == c ? 1 : 0);
        for (int i = 0; i < weights.Length; i++)
            weights[i] += eta * push * x[s][i] / x.Length;
    }
    return weights;
#endif
}
#endregion

#region check 12.3
(double[][] X, int[] Y, int Classes, int C, double Eta) DrawLesson(
    Random random)
{
    var (count, size, classes) =
        (random.Next(1, 6), random.Next(1, 5), random.Next(2, 5));
    return ([.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, size)
            .Select(_ => 2 * random.NextDouble() - 1).ToArray())],
        [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))],
        classes, random.Next(classes), 0.1 + random.NextDouble());
}
Check.Exercise("12.3",
    "With all weights at 0, what is p of every class?",
    "Each picture adds η (y − p) x, with p = 1 / classes; then the mean.")
  .Function(x => FirstStepOf(x.X, x.Y, x.Classes, x.C, x.Eta),
    x => SoftmaxRegression.Zero(x.X[0].Length, x.Classes)
        .Step(PatternSet.From(x.X), x.Y, x.Eta).Weights(x.C),
    inputs: DrawLesson)
#endregion

#region why 12.3
// Over all 1,200 digits this is a tenth of the difference between the mean picture of the class and the mean of all pictures, roughly: after one step
// the weights show what a class has more of than the others. Softmax regression begins with prototypes, too.
#endregion

#region exercise 12.4 make
// Exercise 12.4 · Your own number, large for prototypes and small for features.
// Given: pictures, the 1,200 digits that were learned; Distance, Dot, Norm …
// Size: up to 8 lines.
double LooksWritten(double[] memory)
{
#if STUB
    throw new NotImplementedException(
        "Write LooksWritten, then run the cell below.");
#elif ANSWER
    return -pictures.Min(digit => Distance<double>(memory, digit));
#elif WRONG // how black and white it is: pixels may stand anywhere
    return memory.Count(ink => Math.Abs(ink) > 0.99);
#elif WRONG // the distance itself: small where it should be large
    return pictures.Min(digit => Distance<double>(memory, digit));
#elif WRONG // the length of the memory
    return Norm<double>(memory);
#endif
}
#endregion

#region check 12.4
double RankCorrelation(double[] values)
{
    double[] ranks = [.. values.Select(v => (double)values.Count(u => u < v))];
    return 1 - ranks.Index().Sum(r => (r.Item - r.Index) * (r.Item - r.Index))
        * 6.0 / (values.Length * (values.Length * values.Length - 1));
}
double[] Scrambled(double[] x, int seed)
{
    double[] y = [.. x];
    new Random(seed).Shuffle(y);
    return y;
}
Check.Exercise("12.4",
    "What do written digits have that noise has not, and negatives have not?",
    "Compare with the digits themselves, or with how their ink is spread.")
  .Facts((Func<double[], double>)LooksWritten,
    ("Rank correlation of its mean with n, in memories of another seed",
        number => RankCorrelation([.. heldOut.Value.Select(net =>
            net.Memories.Average(x => number(x[..64])))]), Wanted.Above(0.8)),
    ("digits, of 100, for which it is larger than for their scrambled pixels",
        number => pictures.Take(100).Index().Count(x =>
            number(x.Item) > number(Scrambled(x.Item, x.Index))),
        Wanted.Above(90)))
#endregion

#region why 12.4
// The answer takes minus the distance to the closest digit. How black and white a memory is grows with n, too, and says nothing about writing: its
// pixels may stand anywhere, which the scrambled digits show. A number that is to mean something needs a second fact that it could fail.
#endregion

#region exercise 12.5 explain
// Exercise 12.5 · Explain. Why does the memory of degree 20 learn digits? The
// choices stand below.
string why = "";   // "a", "b", "c" or "d"
#if STUB
#elif ANSWER
why = "b";
#elif WRONG // the training data look like that for every degree
why = "a";
#elif WRONG // takes quality of answers for the cause
why = "c";
#elif WRONG // takes the valley's width for a limit on memories
why = "d";
#endif
#endregion

#region check 12.5
Quiz.Ask("12.5", "Why does the memory of degree 20 learn digits?")
    .Wrong("Because it is shown digits.",
        "So is the memory of degree 2, and it learns none.")
    .Right("Because few memories vote on a picture, so each has to know by "
            + "itself what it speaks for.",
        "Take the many voters from degree 2, and its memories turn towards "
            + "digits as well.")
    .Wrong("Because it reads better.",
        "All five read about equally well, with very different walls.")
    .Wrong("Because narrow valleys leave no room for anything else.",
        "Its memories begin as noise, and there they could stay: those that "
            + "never vote do.")
    .Answer(why)
#endregion

#region why 12.5
// A vote grows like zⁿ⁻¹. At n = 20 the most similar memories have the election to themselves, and what has to be right alone looks like what it is
// right about. At n = 2 only the sum has to be right.
#endregion

#region exercise 12.6 open
#endregion

#region why 12.6
// Five graphs of three groups of twenty, friends inside a group with probability 0.6 and outside with 0.1, rectified powers. At n = 2 all sixty nodes
// end in one state, in four of the five graphs. At n = 3 and 4 there are three to nine ends, and 3 to 40 of the nodes end within three units of their
// group: prototypes of node classes, where nobody stored a class. At n = 6 already 46 to 57 nodes stay where they are, and from 8 on all do. So where
// patterns are *stored*, prototypes are a matter of small n: valleys so wide that they run together, the metastable states of chapter 13. Where
// memories are *learned* they are a matter of large n. The same word, and the opposite cause.
#endregion

#region rubric 12.6
// The graph and the rows as asked (2)
// full: Sixty nodes in three groups with both probabilities, rows of ±1 with the node itself, a seed that is named.
// part: A graph of another kind, with the reason.
// none: Not told how it was drawn.
//
// Ends counted for all degrees (3)
// full: Recall from every node for n from 2 to 10: how many ends there are, as a table or a figure.
// part: Some degrees, or some nodes.
// none: One degree.
//
// Says when an end is a group (3)
// full: A measure with a threshold (units that differ, an overlap), applied to every end, and in more than one graph.
// part: A measure, one graph.
// none: An end is called a group by its looks.
//
// Compares with learned memories (2)
// full: Stored ones become prototypes at small n, learned ones at large n, and why that is no contradiction.
// part: The opposition is seen, without a reason.
// none: Called the same thing.
#endregion

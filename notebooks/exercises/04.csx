// Chapter 04, Hebbian learning: the one source of its exercises.
// The chapter's stub and check cells and the solutions notebook are written from here; CONTRIBUTING.md tells how.
using Hopfield;
using Hopfield.Exercises;

#region given
var digits = DataSets.Digits();
BinaryPatterns FirstDigits(int count) => BinaryPatterns.From(
    digits.Exemplars(Enumerable.Range(0, count)).Bipolar());
var ten = FirstDigits(10);
bool Back(BipolarModel net, sbyte[] x, int seed) =>
    net.Recall(Corruption.Flip(x, 0.1, seed)).State.SequenceEqual(x);
#endregion

#region exercise 04.1 do
// Exercise 04.1 · Patterns ++-- and +-+-: N times the weight of three pairs.
#if STUB
double[] votes41 = [];   // of the pairs (0, 1), (0, 3), (1, 2)
#elif ANSWER
double[] votes41 = [0, -2, -2];
#elif WRONG // stores the first pattern only
double[] votes41 = [1, -1, -1];
#elif WRONG // 0/1 thinking: units that are off or differ add nothing
double[] votes41 = [1, 0, 0];
#elif WRONG // divides by N although N·w was asked
double[] votes41 = [0, -0.5, -0.5];
#endif
#endregion

#region check 04.1
double[,] paper = Hebbian.From(BinaryPatterns.Parse("++--", "+-+-")).Weights();
Check.Exercise("04.1",
    "For each pair: the product of its two units, once for each pattern. Add.",
    "Pair (0, 1): + and + in the first pattern, + and − in the second.")
  .Array(votes41, [4 * paper[0, 1], 4 * paper[0, 3], 4 * paper[1, 2]])
#endregion

#region why 04.1
// (0, 1): the first pattern says +1, the second −1, together 0: two patterns that disagree about a pair cancel each other.
// (0, 3) and (1, 2): both say −1.
#endregion

#region exercise 04.2 make
// Exercise 04.2 · Hebb's rule: w[i, j] = (1/N) Σ x_i x_j, diagonal 0.
// Given: `foreach (sbyte[] x in patterns)`.   Size: 5–7 lines.
double[,] Hebb(BinaryPatterns patterns)
{
    int n = patterns.Dimension;
    var w = new double[n, n];
#if STUB
    throw new NotImplementedException("Write Hebb, then run the cell below.");
#elif ANSWER
    foreach (sbyte[] x in patterns)
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                if (i != j) w[i, j] += x[i] * x[j] / (double)n;
    return w;
#elif WRONG // each unit hears itself
    foreach (sbyte[] x in patterns)
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) w[i, j] += x[i] * x[j] / (double)n;
    return w;
#elif WRONG // keeps the last pattern only
    foreach (sbyte[] x in patterns)
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                if (i != j) w[i, j] = x[i] * x[j] / (double)n;
    return w;
#elif WRONG // divides integers: every product becomes 0
    foreach (sbyte[] x in patterns)
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                if (i != j) w[i, j] += x[i] * x[j] / n;
    return w;
#endif
}
#endregion

#region check 04.2
Check.Exercise("04.2",
    "Three loops: over the patterns, over i, over j. One line in the middle.",
    "`x[i] * x[j] / n` divides whole numbers in C#; make one of them a double.")
  .Function(Hebb, p => Hebbian.From(p).Weights(),
    r => BinaryPatterns.Random(r.Next(1, 6), r.Next(2, 9), r))
#endregion

#region why 04.2
// The engine stores the sum as whole numbers and the factor 1/N apart, so that fields and energies are exact. For many units it does not
// even build the table: it keeps the patterns as bits and computes a field when somebody asks. The result is the same.
#endregion

#region exercise 04.3 make
// Exercise 04.3 · Hebbian weights (with 1/N) after one pattern, x, is
// forgotten.
// Size: 4–6 lines.
double[,] Forget(double[,] weights, sbyte[] x)
{
    int n = x.Length;
    var left = (double[,])weights.Clone();
#if STUB
    throw new NotImplementedException("Write Forget, then run the cell below.");
#elif ANSWER
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            if (i != j) left[i, j] -= x[i] * x[j] / (double)n;
    return left;
#elif WRONG // spoils the diagonal
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) left[i, j] -= x[i] * x[j] / (double)n;
    return left;
#elif WRONG // stores it a second time
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            if (i != j) left[i, j] += x[i] * x[j] / (double)n;
    return left;
#elif WRONG // forgets the factor 1/N
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            if (i != j) left[i, j] -= x[i] * x[j];
    return left;
#endif
}
#endregion

#region check 04.3
(BinaryPatterns All, int Gone) TenAndOne(Random random) =>
    (BinaryPatterns.Random(10, random.Next(5, 20), random), random.Next(10));
BinaryPatterns Without(BinaryPatterns all, int gone) =>
    all.Subset(Enumerable.Range(0, 10).Where(mu => mu != gone));
Check.Exercise("04.3",
    "Storing added something to every weight. What would undo it?",
    "Take x_i x_j / N off again, everywhere but on the diagonal.")
  .Function(
    q => Forget(Hebbian.From(q.All).Weights(), q.All.Pattern(q.Gone)),
    q => Hebbian.From(Without(q.All, q.Gone)).Weights(), TenAndOne)
#endregion

#region why 04.3
// A sum forgets by subtraction, and the other nine do not notice. Few memories can do that: a network trained by gradients cannot be told to
// forget one example. Chapter 06 turns the trick round: there, subtracting what nobody stored makes the memory better.
#endregion

#region exercise 04.4 make
// Exercise 04.4 · Three pictures that Hebb cannot hold, and a rule that can.
#if STUB
string[] pictures = [];   // three texts of 25 characters, # and .
HopfieldNetwork Better(BinaryPatterns patterns) =>
    throw new NotImplementedException("Such as Storkey.From(patterns).");
#elif ANSWER
string[] pictures = [
    "##### #.... ####. #.... #....",   // F
    "##### #.... ####. #.... #####",   // E
    "####. #...# ####. #.... #....",   // P
];
HopfieldNetwork Better(BinaryPatterns patterns) => PseudoInverse.From(patterns);
#elif WRONG // three letters that are unlike enough for Hebb's rule
string[] pictures = [
    "#...# #...# ##### #...# #...#",
    ".###. #...# #...# #...# .###.",
    "##### ..#.. ..#.. ..#.. ..#.."];
HopfieldNetwork Better(BinaryPatterns patterns) => PseudoInverse.From(patterns);
#elif WRONG // names the rule that fails
string[] pictures = [
    "##### #.... ####. #.... #....",
    "##### #.... ####. #.... #####",
    "####. #...# ####. #.... #...."];
HopfieldNetwork Better(BinaryPatterns patterns) => Hebbian.From(patterns);
#elif WRONG // draws one picture twice
string[] pictures = [
    "##### #.... ####. #.... #....",
    "##### #.... ####. #.... #....",
    "####. #...# ####. #.... #...."];
HopfieldNetwork Better(BinaryPatterns patterns) => PseudoInverse.From(patterns);
#endif
#endregion

#region check 04.4
double Smallest(HopfieldNetwork net, BinaryPatterns p) => p.Min(x =>
    Enumerable.Range(0, 25).Min(i => x[i] * net.LocalField(x, i)));
BinaryPatterns Mine(string[] texts) => BinaryPatterns.Parse(texts);
Check.Exercise("04.4",
    "Two voices win where their overlaps add up to more than 1 − 3/25.",
    "Draw three pictures that are very alike, such as F, E and P.")
  .Facts(pictures,
    ("Different pictures",
        p => Mine(p).Select(x => Bipolar.Format(x)).Distinct().Count(), 3),
    ("Pixels of each", p => Mine(p).Dimension, 25),
    ("Hebb's rule holds all three",
        p => Mine(p).All(x => Hebbian.From(Mine(p)).IsFixedPoint(x)), false),
    ("your rule: every margin is positive",
        p => Smallest(Better(Mine(p)), Mine(p)) > 1e-9, true))
#endregion

#region why 04.4
// F overlaps with E by 0.68 and with P by 0.84. Where both are against a unit of the F, they shout 1.5 against its own 1. The projection takes the
// overlaps out and the perceptron learns until it is right; Storkey's rule may do or not, depending on the pictures and their order.
#endregion

#region exercise 04.5 make
// Exercise 04.5 · Ten digits, perceptron rule: how many of 1,000 copies return?
// Given: ten, Back(net, pattern, seed),
// Perceptron.Symmetric(patterns, margin).Network.   Size: 1–4 lines.
#if STUB
int[] back = [];   // with margin 0, with margin 1
#elif ANSWER
int[] back = [.. ((double[])[0, 1])
    .Select(margin => Perceptron.Symmetric(ten, margin).Network)
    .Select(net => Enumerable.Range(0, 1000).Count(
        k => Back(net, ten.Pattern(k % 10), k)))];
#elif WRONG // asks for the whole digits instead of noisy copies
int[] back = [1000, 1000];
#elif WRONG // uses the pseudo-inverse for both
var projection = PseudoInverse.From(ten);
int[] back = [.. Enumerable.Repeat(Enumerable.Range(0, 1000).Count(
    k => Back(projection, ten.Pattern(k % 10), k)), 2)];
#endif
#endregion

#region check 04.5
int Returned(double margin)
{
    var net = Perceptron.Symmetric(ten, margin).Network;
    return Enumerable.Range(0, 1000).Count(
        k => Back(net, ten.Pattern(k % 10), k));
}
Check.Exercise("04.5",
    "Store first: `var net = Perceptron.Symmetric(ten, margin: 0).Network;`",
    "Then `Enumerable.Range(0, 1000).Count(…)`, with Back inside.")
  .Array(back, [Returned(0), Returned(1)])
#endregion

#region why 04.5
// Both hold all ten digits at rest. With margin 0 a unit stops learning as soon as it is right by a hair, and every fifth noisy copy is lost;
// with margin 1 one in fifty. Being at rest is the least one can ask of a memory; the width of its valley is what makes it useful.
#endregion

#region exercise 04.6 explain
// Exercise 04.6 · Explain. One picture of ten is stored twice.
#if STUB
string twice = "";   // "a", "b" or "c"; the choices stand below
#elif ANSWER
string twice = "b";
#elif WRONG // thinks that equal patterns are stored once
string twice = "a";
#elif WRONG // thinks that it strengthens the memory as a whole
string twice = "c";
#endif
#endregion

#region check 04.6
Quiz.Ask("04.6",
    "One of ten pictures is stored twice with Hebb's rule. What happens?")
    .Wrong("Nothing: the network has it already.",
        "Hebb's rule does not look at what is there. Which rule would notice?")
    .Right("Its valley gets deeper, and the other nine hear it twice as loud.",
        "The sum counts it double: in its own margin and in all others' " +
        "crosstalk.")
    .Wrong("All ten are remembered better.",
        "Write down the crosstalk of one of the nine: what has grown in it?")
    .Answer(twice)
#endregion

#region why 04.6
// The sum has two equal terms. Its own margin becomes about 2, and each of the others has m·(±1) twice in its crosstalk. Storkey's rule would
// find that the network answers already and add nearly nothing; the pseudo-inverse ignores repetition altogether.
#endregion

#region exercise 04.7 open
#endregion

#region why 04.7
// Let c be the majority picture of the ten and replace each digit x by the product x·c: +1 where the digit agrees with the majority. That
// alone changes nothing (weights and states turn their signs together): none of the ten rests, and likeness cannot be multiplied away. What helps is
// to make agreement silent, as the mean-subtracted rule does with a pixel's average. `Hebbian.MeanSubtracted(ten)` takes one average
// for all pixels and is not enough, again none rests: digits share a *picture*, not a brightness.
//
// And if one average for each pixel were subtracted, the memory would hold what is special about each digit and would need the shared picture
// from elsewhere. That may well be what one wants: the pseudo-inverse does it, pattern by pattern.
#endregion

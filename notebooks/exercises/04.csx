// Chapter 04, Hebbian learning: the one source of its exercises.
// The chapter's stub and check cells and the solutions notebook are written from here; CONTRIBUTING.md tells how.
using Hopfield;
using Hopfield.Exercises;

#region given
var digits = DataSets.Digits();
BinaryPatterns FirstDigits(int count, int k = 0) => BinaryPatterns.From(
    digits.Exemplars(Enumerable.Range(0, count), seed: k).Bipolar());
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
// Exercise 04.4 · Three pictures that Hebb cannot hold, and a rule that can:
// PseudoInverse.From, Storkey.From or Perceptron.Symmetric(…, margin).Network.
// Any two of the pictures differ in two pixels or more.
#if STUB
string[] pictures = [];   // three texts of 25 characters, # and .
HopfieldNetwork Better(BinaryPatterns patterns) =>
    throw new NotImplementedException("Such as return Hebbian.From(patterns);");
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
#elif WRONG // trusts Storkey's rule with letters that are so alike
string[] pictures = [
    "##### #.... ####. #.... #....",
    "##### #.... ####. #.... #####",
    "####. #...# ####. #.... #...."];
HopfieldNetwork Better(BinaryPatterns patterns) => Storkey.From(patterns);
#elif WRONG // two pictures differ in a single pixel, which no rule can hold
string[] pictures = [
    "##### #.... ####. #.... #....",
    "##### #.... ####. #.... #...#",
    "####. #...# ####. #.... #...."];
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
BinaryPatterns Mine(string[] texts) => BinaryPatterns.Parse(texts);
string Narrowest(HopfieldNetwork net, BinaryPatterns p)
{
    var (picture, pixel) = (from mu in Enumerable.Range(0, p.PatternCount)
        from i in Enumerable.Range(0, p.Dimension) select (mu, i))
        .MinBy(u => p[u.mu, u.i] * net.LocalField(p.Pattern(u.mu), u.i));
    double margin =
        p[picture, pixel] * net.LocalField(p.Pattern(picture), pixel);
    return margin > 1e-9 ? "positive" : $"{margin:F3} in picture " +
        $"{picture + 1}, row {pixel / 5 + 1}, column {pixel % 5 + 1}";
}
int Nearest(BinaryPatterns p) => Enumerable.Range(0, 3).Min(
    mu => Bipolar.HammingDistance(p.Pattern(mu), p.Pattern((mu + 1) % 3)));
Check.Exercise("04.4",
    "Two voices win at a pixel where both are against the third picture and " +
    "their overlaps with it add up to more than 1 − 3/25.",
    "Copy one picture twice and change a few pixels in each copy, other ones " +
    "in the second than in the first: such as F, E and P.")
  .Facts(pictures,
    ("Pictures", p => Mine(p).PatternCount, 3),
    ("Pixels of each", p => Mine(p).Dimension, 25),
    ("Any two pictures differ in two pixels or more",
        p => Nearest(Mine(p)) >= 2, true),
    ("Hebb's rule loses one of the three",
        p => Hebbian.From(Mine(p)).CountAtRest(Mine(p)) < 3, true),
    ("The smallest margin under your rule",
        p => Narrowest(Better(Mine(p)), Mine(p)), "positive"))
#endregion

#region why 04.4
// F overlaps with E by 0.68 and with P by 0.84, E with P by 0.52. A picture is lost at the pixels where it stands alone against both others:
// the E in the bottom row (0.68 + 0.52 = 1.20 is more than 0.88), the P at its bow (0.84 + 0.52 = 1.36). The F has no such pixel: where the E
// is against it, the P is for it, and it rests with a smallest margin of 0.72.
//
// The projection takes the overlaps out (smallest margin 0.50) and the perceptron learns until it is right. Storkey's rule leaves the first
// picture a pixel of −0.216; with other pictures it may do, and the order of the three matters. Where two pictures differ in a single pixel, no
// rule gives that pixel a positive margin: in both it hears the same.
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
// Both hold all ten digits at rest. With margin 0 a unit stops learning as soon as it is right by a hair, and here every fifth noisy copy is
// lost (with other choices of digits up to two in five); with margin 1 one in fifty. Being at rest is the least one can ask of a memory; the width of its valley is what makes it useful.
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
// The sum has two equal terms. Its own margin becomes about 2, and each of the others has m·(±1) twice in its crosstalk. Would Storkey's rule
// notice? Too much: it takes off twice what the network answers already, once for each of the two units. Stored alone in 64 units, a picture
// has a margin of 0.984; shown a second time, of 0.062; shown a third time, of 0.927. The pseudo-inverse ignores repetition altogether, and the
// delta rule finds no error and adds nothing.
#endregion

#region exercise 04.7 open
#endregion

#region why 04.7
// Let c be the majority picture of the ten and replace each digit x by the product x·c: +1 where the digit agrees with the majority. That
// alone changes nothing (weights and states turn their signs together): none of the ten rests, and likeness cannot be multiplied away.
// `Hebbian.MeanSubtracted(ten)` takes one average off all pixels, and again none rests: digits share a *picture*, not a brightness. Even with
// each pixel's own average taken off, none of the ten rests: what is left of two digits, such as a 3 and a 9, is still alike.
//
// The pseudo-inverse is what remains when *all* that the patterns share with one another is taken off.
#endregion

#region rubric 04.7
// Does what was asked (3)
// full: The majority picture is formed, the ten are replaced by what differs from it, stored with Hebb's rule, and all ten are tried for rest.
// part: Stored and tried, with a majority that is not the ten's own, or some of them only.
// none: Only argued.
//
// Finds that none rests, and why (4)
// full: The count, and the reason: a product with one fixed picture turns weights and states together, and every overlap stays as it was.
// part: The count with a guess at the reason.
// none: A count that another run does not give, or none.
//
// Asks what was wanted (2)
// full: Says that a state is now a difference and not a digit, how one comes back, and that what two digits share beyond the majority is still there.
// part: One of the two.
// none: The question is left out.
//
// Tries something that helps (1)
// full: The pseudo-inverse, another subtraction, fewer digits: measured beside it.
// none: Nothing is set beside it.
#endregion

// Chapter 15, attention is retrieval: the one source of its exercises.
// The chapter's stub and check cells and the solutions notebook are written from here; CONTRIBUTING.md tells how.
using Hopfield; using static Hopfield.SeparationFunction;
using Hopfield.Exercises;

#region given
var docs = DataSets.SentenceVectors();
var sentences = PatternSet.From(docs.Rows());
int asked = 600;
double[] question = [.. sentences.Pattern(asked)];
var library = PatternSet.From([.. sentences.Where((_, mu) => mu != asked)]);
#endregion

#region exercise 15.1 do
// Exercise 15.1 · Five differences. true: the energy still cannot rise.
#if STUB
// One update; β = 1/√d; a map W; other values V; added to the state.
bool[] cannotRise = [];
#elif ANSWER
bool[] cannotRise = [true, true, false, false, false];
#elif WRONG // thinks that one update is no descent
bool[] cannotRise = [false, true, false, false, false];
#elif WRONG // thinks that the map only prepares the query
bool[] cannotRise = [true, true, true, false, false];
#elif WRONG // thinks that the residual path is harmless
bool[] cannotRise = [true, true, false, false, true];
#endif
#endregion

#region check 15.1
bool NeverRises(int difference) => Enumerable.Range(0, 2000).All(seed =>
{
    PatternSet<double> Three(int stream, double radius) => PatternSet
        .OnSphere<double>(3, 3, radius, new SeededRandom(seed, stream));
    var (x, v, w) = (Three(0, 2), Three(1, 2), Three(2, 1));
    double beta = difference == 1 ? 1 / Math.Sqrt(3) : 1;
    var memory = ContinuousHopfield.Store(x, beta);
    var attend = new RetrievalScheme(Similarity.Dot, Softmax, beta);
    var map = new RetrievalScheme(Similarity.Dot, Identity);
    double[] state = Three(3, 1.5).First();
    for (int update = 0; update < (difference == 0 ? 1 : 10); update++)
    {
        double[] q = difference == 2 ? map.Retrieve<double>(w, state) : state;
        double[] next = attend.Retrieve<double>(x, q, difference == 3 ? v : x);
        if (difference == 4) next = [.. next.Zip(state, (a, b) => a + b)];
        if (memory.Energy(next) > memory.Energy(state) + 1e-12) return false;
        state = next;
    }
    return true;
});
Check.Exercise("15.1",
    "In the proof of chapter 13 the next state is the slope of the lse.",
    "Which of the five change what the next state is, and which only stop "
        + "earlier or choose β?")
  .Array(cannotRise, [.. Enumerable.Range(0, 5).Select(NeverRises)])
#endregion

#region why 15.1
// (1) and (2) change nothing in the proof: it holds for each single update and for every β. (3), (4) and (5) send the state somewhere that is not
// the slope of the lse, and the search finds memories whose energy rises. So a transformer layer is a memory's update, but a stack of layers is
// not a descent on one energy: each layer has its own keys, and the residual path keeps what the memory would replace.
#endregion

#region exercise 15.2 make
// Exercise 15.2 · One matrix for all pairs: answer = W · question, W of shape
// [width of a value, width of a key].
// Given: keys and values, one a row.   Size: 4–8 lines.
double[,] Associate(double[,] keys, double[,] values)
{
#if STUB
    throw new NotImplementedException(
        "Write Associate, then run the cell below.");
#elif ANSWER
    var w = new double[values.GetLength(1), keys.GetLength(1)];
    for (int mu = 0; mu < keys.GetLength(0); mu++)
    {
        for (int i = 0; i < w.GetLength(0); i++)
            for (int j = 0; j < w.GetLength(1); j++)
                w[i, j] += values[mu, i] * keys[mu, j];
    }
    return w;
#elif WRONG // divides by the number of pairs
    var w = new double[values.GetLength(1), keys.GetLength(1)];
    for (int mu = 0; mu < keys.GetLength(0); mu++)
        for (int i = 0; i < w.GetLength(0); i++)
            for (int j = 0; j < w.GetLength(1); j++)
                w[i, j] += values[mu, i] * keys[mu, j] / keys.GetLength(0);
    return w;
#elif WRONG // keys with keys
    var w = new double[values.GetLength(1), keys.GetLength(1)];
    for (int mu = 0; mu < keys.GetLength(0); mu++)
        for (int i = 0; i < w.GetLength(0); i++)
            for (int j = 0; j < w.GetLength(1); j++)
                w[i, j] += keys[mu, i % keys.GetLength(1)] * keys[mu, j];
    return w;
#endif
}
#endregion

#region check 15.2
(double[,] Keys, double[,] Values, double[] Question) DrawPairs(Random random)
{
    int pairs = random.Next(1, 20), keyWidth = random.Next(1, 6);
    PatternSet<double> Draw(int count, int width) =>
        PatternSet.OnSphere<double>(count, width, radius: 1, random);
    return (Draw(pairs, keyWidth).ToArray(),
        Draw(pairs, random.Next(1, 6)).ToArray(), Draw(1, keyWidth).First());
}
double[] Answer(double[,] w, double[] question) =>
    [.. Enumerable.Range(0, w.GetLength(0)).Select(i =>
        question.Select((asked, j) => w[i, j] * asked).Sum())];
var scheme = new RetrievalScheme(Similarity.Dot, Identity);
Check.Exercise("15.2",
    "Without softmax the answer is Σ v (k·q): a sum over pairs of a value "
        + "times a number.",
    "(k·q) v is the matrix v kᵀ applied to q. Add these matrices up.")
  .Function(x => Answer(Associate(x.Keys, x.Values), x.Question),
    x => scheme.Retrieve<double>(PatternSet.From(x.Keys), x.Question,
        PatternSet.From(x.Values)), DrawPairs)
#endregion

#region why 15.2
// Σ v (k·q) = (Σ v kᵀ) q. The matrix is Hebb's rule between keys and values, and a single sum of numbers per entry holds all pairs: adding
// a pair is cheap, and so is every question. The price is crosstalk: with keys that are not orthogonal each answer carries a little of every value.
#endregion

#region exercise 15.3 make
// Exercise 15.3 · softmax(Q Kᵀ / √d) V: one answer a row.   Size: 8–15 lines.
double[,] Attention(double[,] q, double[,] k, double[,] v)
{
#if STUB
    throw new NotImplementedException(
        "Write Attention, then run the cell below.");
#elif ANSWER
    int d = q.GetLength(1), count = k.GetLength(0);
    var answer = new double[q.GetLength(0), v.GetLength(1)];
    for (int s = 0; s < q.GetLength(0); s++)
    {
        double[] z = [.. Enumerable.Range(0, count).Select(mu => Enumerable
            .Range(0, d).Sum(i => q[s, i] * k[mu, i]) / Math.Sqrt(d))];
        double[] e = [.. z.Select(own => Math.Exp(own - z.Max()))];
        for (int i = 0; i < v.GetLength(1); i++)
            answer[s, i] = e.Index().Sum(p => p.Item / e.Sum() * v[p.Index, i]);
    }
    return answer;
#elif WRONG // forgets the √d
    return HopfieldAttention.Store(
        PatternSet.From(k), PatternSet.From(v), new() { Beta = [1] })
        .Attend(PatternSet.From(q));
#elif WRONG // returns keys in place of values
    return HopfieldAttention.Store(PatternSet.From(k))
        .Attend(PatternSet.From(q));
#elif WRONG // no shift: infinity over infinity
    var answer = new double[q.GetLength(0), v.GetLength(1)];
    for (int s = 0; s < q.GetLength(0); s++)
    {
        int d = q.GetLength(1);
        double[] e = [.. Enumerable.Range(0, k.GetLength(0)).Select(mu =>
            Math.Exp(Enumerable.Range(0, d).Sum(i => q[s, i] * k[mu, i])
                / Math.Sqrt(d)))];
        for (int i = 0; i < v.GetLength(1); i++)
            answer[s, i] = e.Index().Sum(w => w.Item / e.Sum() * v[w.Index, i]);
    }
    return answer;
#endif
}
#endregion

#region check 15.3
(double[,] Q, double[,] K, double[,] V) DrawAttention(Random random)
{
    int d = random.Next(1, 9), count = random.Next(1, 12);
    double[,] Rows(int rows, int width, double size) =>
        PatternSet.OnSphere<double>(rows, width, size, random).ToArray();
    double longest = Math.Pow(10, 4 * random.NextDouble());
    return (Rows(random.Next(1, 6), d, 2), Rows(count, d, longest),
        Rows(count, random.Next(1, 6), 1));
}
Check.Exercise("15.3",
    "For each query: similarities divided by √d, softmax, then the weighted "
        + "sum of the values.",
    "Subtract the largest similarity before the exponential, as in chapter 13.")
  .Function(Attention, (q, k, v) => HopfieldAttention
    .Store(PatternSet.From(k), PatternSet.From(v)).Attend(PatternSet.From(q)),
    DrawAttention)
#endregion

#region why 15.3
// Three loops, and the whole of it is chapter 13's update with other rows to add up. The engine does the same in one pass over keys and values, with a
// running maximum in place of a first pass that looks for it.
#endregion

#region exercise 15.4 do
// Exercise 15.4 · A β at which about ten of the 777 documents answer.
#if STUB
double betaForTen = double.NaN;
#elif ANSWER
double low = 20, high = 50;
while (high - low > 0.01)
{
    double middle = (low + high) / 2;
    double k = ContinuousHopfield.Store(library, middle)
        .EffectivePatternCount(question);
    if (k > 10) low = middle; else high = middle;
}
double betaForTen = low;
#elif WRONG // too soft
double betaForTen = 10;
#elif WRONG // too sharp
double betaForTen = 100;
#endif
#endregion

#region check 15.4
Check.Exercise("15.4",
    "k_eff falls from 777 to 1 as β grows. Between which two steps of the "
        + "slider does it pass 10?",
    "Halve the interval, and again.")
  .Facts(betaForTen,
    ("β", b => b, Wanted.Above(0)),
    ("k_eff", b => ContinuousHopfield.Store(library, b)
        .EffectivePatternCount(question), Wanted.Between(9.5, 10.5)))
#endregion

#region why 15.4
// k_eff falls from 777 to 1 without a jump, because the query stays where it is and only the weights change: a bisection finds any number of answers
// one likes. A recall to the end would jump at the thresholds of chapter 13. That is a reason to stop after one update where degrees matter.
#endregion

#region exercise 15.5 explain
// Exercise 15.5 · Explain. Why does sparsemax rest exactly on a pattern and
// softmax does not?
#if STUB
string exactly = "";   // "a", "b" or "c"
#elif ANSWER
string exactly = "c";
#elif WRONG // blames rounding
string exactly = "a";
#elif WRONG // blames the energy
string exactly = "b";
#endif
#endregion

#region check 15.5
Quiz.Ask("15.5",
    "Why can sparsemax rest exactly on a stored pattern at finite β, and "
        + "softmax, among patterns of one norm, cannot?")
    .Wrong("Rounding: softmax would be exact with more digits.",
        "With more digits its distance would be known better, and would not be "
            + "zero.")
    .Wrong("Softmax has no energy minimum near the pattern.",
        "It has one, a little beside it: chapter 13 computed where.")
    .Right("An exponential is never zero, so every other pattern keeps pulling "
        + "a little; sparsemax gives a pattern that is far enough behind the "
        + "weight 0.",
        "At the pattern its own similarity leads; once β times that lead "
            + "exceeds 1, the others have no weight at all.")
    .Answer(exactly)
#endregion

#region why 15.5
// At x the similarities are x·x and, for the others, at most x·x − Δ. Sparsemax gives all weight to the first once βΔ ≥ 1, and the update returns x
// itself, to the last bit. Softmax leaves each of the others something, if at most e^(−βΔ), and among patterns of one norm what all the others add
// cannot cancel: x lies on the outside of their cloud. Of −x, 0 and x it can, and 0 rests. That exact retrieval goes with such a margin is shown
// by Santos and others (2024), the energy of the sparse memory by Hu and others (2023).
// Both energies fall by at least ½ step²: replace the entropy of Shannon by ½ (1 − ‖p‖²), and the proof of chapter 13 goes through word by word.
#endregion

#region exercise 15.6 open
#endregion

#region why 15.6
// Distances forgive what the dot product does not: a pattern with a large norm is no longer similar to everything. Manhattan distance also forgives
// single units that are far off. For ±1 patterns all three rank alike, since each is a function of the overlap; differences begin with grey values.
// An energy needs more than a good ranking: in the proof of chapter 13 the update is the slope of the soft maximum. For the Euclidean distance with
// softmax it is that, up to the norms (the best guess of exercise 13.4). For the Manhattan distance the slope is a sum of signs, and the average of
// the patterns is something else: the proof does not go through, which leaves open whether some other energy falls.
#endregion

#region rubric 15.6
// A pair that was not tried, run (3)
// full: Similarity and separation are written out and recall all ten digits from several noisy copies each.
// part: One copy of each, or a pair of the chapter in other words.
// none: No run.
//
// Beside the dot product, fairly (3)
// full: The same copies, each at a β that suits it (chosen on other copies) or over a range of β, and at two kinds of noise or more.
// part: The same β for both, though their scales differ.
// none: Different copies.
//
// Where it is better (2)
// full: One kind of noise or data with the cause, or that there is none beyond chance.
// part: A difference within the spread.
// none: Better throughout.
//
// Does the update have an energy (2)
// full: Looks whether the update is the slope of a function, says for which step the proof fails, and that this alone does not exclude another energy.
// part: Energies along recalls are plotted and nothing is claimed beyond them.
// none: Yes or no without a reason.
#endregion

// Chapter 18, multiple-instance learning: the one source of its exercises.
// The chapter's stub and check cells and the solutions notebook are written from here; CONTRIBUTING.md tells how.
using Hopfield;
using Hopfield.Plotting; using Hopfield.Layers;
using Hopfield.Exercises;

#region given
double Phi(double z) => MathNet.Numerics.Distributions.Normal.CDF(0, 1, z);
double BellsApart(double area) => Math.Sqrt(2)
    * MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, area);
double AreaAt(double apart) => Phi(apart / Math.Sqrt(2));
string[] SequencesOf(params string[] people) => [.. DataSets.TcrSequences()
    .Where(t => people.Contains(t.Person) && t.Cdr3.Length >= 10)
    .Select(t => t.Cdr3).Distinct()];
string[] ours = SequencesOf("A", "B");
string[] theirs = [.. SequencesOf("C", "D").Except(ours)];
string[] WordsOf(string s) => [.. Enumerable.Range(0, s.Length - 3).SelectMany(
    at => new[] { $"{s[at]}?{s[at + 2]}{s[at + 3]}",
        $"{s[at]}{s[at + 1]}?{s[at + 3]}" })];
double[] meanAreas = [.903, .814, .696, .639, .586];
string[] attended = ["CASSPHCLWEQYF", "CATTLHCGWNGYTF", "CASSWGLHCEWDTQYF",
    "CASSASHCQWADTQYF", "CSAHCLWTEAFF", "CSVALHCQWTQYF", "CASHCFWGTGELFF",
    "CASSIRTGLHCNWKLFF", "CAGHCDWGKLFF", "CASHCDWDYEQYF"];
#endregion

#region exercise 18.1 do
// Exercise 18.1 · Among how many pictures, at most, may one handbag hide
// so that the mean keeps an AUC of 0.6, by the square-root law?
// Given: its AUC among 20, meanAreas[1]; BellsApart and AreaAt.
#if STUB
double crowd18 = double.NaN;
#elif ANSWER
double crowd18 =
    Math.Floor(20 * Math.Pow(BellsApart(meanAreas[1]) / BellsApart(0.6), 2));
#elif WRONG // lets the distance fall with the size and not with its root
double crowd18 = Math.Floor(20 * BellsApart(meanAreas[1]) / BellsApart(0.6));
#elif WRONG // takes areas for distances
double crowd18 = Math.Floor(20 * Math.Pow(meanAreas[1] / 0.6, 2));
#endif
#endregion

#region check 18.1
Check.Exercise("18.1",
    "BellsApart turns an AUC into a distance in units of the spread.",
    "The distance falls with the root of the size: which size makes it "
        + "BellsApart(0.6)?")
  .Facts(crowd18,
    ("The mean's AUC in a bag of that size",
        S => AreaAt(BellsApart(meanAreas[1]) * Math.Sqrt(20 / S)),
        Wanted.Above(0.6)),
    ("with twenty pictures more",
        S => AreaAt(BellsApart(meanAreas[1]) * Math.Sqrt(20 / (S + 20))),
        Wanted.Below(0.6)))
#endregion

#region why 18.1
// The distance between the two kinds of bags in units of their spread is $\sqrt 2\,\Phi^{-1}$ of the AUC, and it falls as $1/\sqrt S$. So
// $S = 20\,(d_{20} / d_{0.6})^2$: a law that is fixed at one size says all the others.
#endregion

#region exercise 18.2 do
// Exercise 18.2 · Which motif was written into these ten sequences? Four
// letters, the second or the third a question mark, such as "NV?P".
#if STUB
string inscription = "";
#elif ANSWER
string inscription = WordsOf(attended[0]).Distinct().MaxBy(w =>
    attended.Count(s => WordsOf(s).Contains(w))
        / (1.0 + theirs.Count(s => WordsOf(s).Contains(w))));
#elif WRONG // a word of nearly every sequence
string inscription = "CA?S";
#elif WRONG // the motif that the chapter uses
string inscription = "NV?P";
#endif
#endregion

#region check 18.2
Check.Exercise("18.2",
    "All sequences share their beginnings and ends. Look for what these share "
        + "and others have not.",
    "Count every word of the ten, and compare with its count in theirs.")
  .Facts(inscription,
    ("Of the ten, those that hold it",
        w => attended.Count(s => WordsOf(s).Contains(w)), Wanted.Above(8.5)),
    ("others that do, in 1,000",
        w => 1000.0 * theirs.Count(s => WordsOf(s).Contains(w))
            / theirs.Length, Wanted.Below(1)))
#endregion

#region why 18.2
// Ten sequences are enough, since almost no word is as frequent in them and as rare elsewhere. Attention has done the search: to find the ten among
// ten thousand was the work.
#endregion

#region exercise 18.3 do
// Exercise 18.3 · Two tests, each with 20 scores: ten of ill people first, then
// ten of healthy ones. Both have an AUC of 0.8. Without a single false alarm
// the first finds half of the ill or more, the second nobody.
#if STUB
double[][] tests = [];
#elif ANSWER
double[] healthy = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
double[][] tests = [
    [10, 10, 10, 10, 10, 10, 4.5, 4.5, 4.5, 4.5, .. healthy],
    [7.5, 7.5, 7.5, 7.5, 7.5, 7.5, 7.5, 7.5, 7.5, 7.5, .. healthy]];
#elif WRONG // the same test twice
double[][] tests = [
    [10, 10, 10, 10, 10, 10, 4.5, 4.5, 4.5, 4.5, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [10, 10, 10, 10, 10, 10, 4.5, 4.5, 4.5, 4.5, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]];
#elif WRONG // the second finds nobody since it is a worse test altogether
double[][] tests = [
    [10, 10, 10, 10, 10, 10, 4.5, 4.5, 4.5, 4.5, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]];
#endif
#endregion

#region check 18.3
bool[] truth = [.. Enumerable.Range(0, 20).Select(i => i < 10)];
Check.Exercise("18.3",
    "An AUC of 0.8 says that 80 of the 100 pairs are in the right order. Which "
        + "80 is open.",
    "Let some of the ill stand above everybody in one test; in the other let "
        + "all of them stand just below the highest healthy scores.")
  .Facts(tests,
    ("AUC of the first", t => RocCurve.Of(t[0], truth).Area,
        Wanted.Between(0.795, 0.805)),
    ("AUC of the second", t => RocCurve.Of(t[1], truth).Area,
        Wanted.Between(0.795, 0.805)),
    ("found by the first without false alarm",
        t => RocCurve.Of(t[0], truth).FoundAt(0), Wanted.Above(0.45)),
    ("found by the second", t => RocCurve.Of(t[1], truth).FoundAt(0), 0.0))
#endregion

#region why 18.3
// Where an illness is rare, only thresholds with hardly any false alarm are of use: the left end of the curve. The AUC averages over all thresholds,
// useless ones included, so two tests with equal areas can be worth a lot and nothing.
#endregion

#region exercise 18.4 make
// Exercise 18.4 · The AUC by counting pairs: the share of pairs of a positive
// and a negative in which the positive scores higher, a tie counting one half.
// Size: up to 10 lines.
double PairShare(double[] scores, bool[] positive)
{
#if STUB
    throw new NotImplementedException(
        "Write PairShare, then run the cell below.");
#elif ANSWER
    double right = 0, pairs = 0;
    for (int i = 0; i < scores.Length; i++)
        for (int j = 0; j < scores.Length; j++)
        {
            if (!positive[i] || positive[j]) continue;
            pairs++;
            right += scores[i] > scores[j] ? 1
                : scores[i] == scores[j] ? 0.5 : 0;
        }
    return right / pairs;
#elif WRONG // a tie counts nothing
    double right = 0, pairs = 0;
    for (int i = 0; i < scores.Length; i++)
        for (int j = 0; j < scores.Length; j++)
        {
            if (!positive[i] || positive[j]) continue;
            pairs++;
            if (scores[i] > scores[j]) right++;
        }
    return right / pairs;
#elif WRONG // counts every pair of scores, whoever they belong to
    double right = 0, pairs = 0;
    for (int i = 0; i < scores.Length; i++)
        for (int j = 0; j < i; j++)
        {
            pairs++;
            right += scores[i] > scores[j] ? 1
                : scores[i] == scores[j] ? 0.5 : 0;
        }
    return right / pairs;
#endif
}
#endregion

#region check 18.4
(double[] Scores, bool[] Positive) DrawScores(Random random)
{
    int count = random.Next(2, 12);
    return ([.. Enumerable.Range(0, count).Select(_ =>
            (double)random.Next(5))],
        [.. Enumerable.Range(0, count).Select(i =>
            i == 0 || i > 1 && random.Next(2) == 0)]);
}
Check.Exercise("18.4",
    "Two loops: one over positives, one over negatives.",
    "Add 1 for a pair in the right order and 0.5 for a tie; divide by the "
        + "number of pairs.")
  .Function(x => PairShare(x.Scores, x.Positive),
    x => RocCurve.Of(x.Scores, x.Positive).Area, inputs: DrawScores)
#endregion

#region why 18.4
// Counting pairs takes time in proportion to their number; sorting the scores once gives the same number faster. The half for ties is what the area
// under a slanted piece of the curve comes to.
#endregion

#region exercise 18.5 make
// Exercise 18.5 · One pooling with a knob. Instance s has the values
// values[s] and the score scores[s]. Return the mean of the values with the
// weights softmax(beta * scores). Scores may be as large as 1,000.
// Size: up to 10 lines.
double[] SoftPooled(double[][] values, double[] scores, double beta)
{
#if STUB
    throw new NotImplementedException(
        "Write SoftPooled, then run the cell below.");
#elif ANSWER
    double most = scores.Max();
    double[] p = [.. scores.Select(s => Math.Exp(beta * (s - most)))];
    return [.. Enumerable.Range(0, values[0].Length).Select(i =>
        values.Zip(p, (v, w) => v[i] * w).Sum() / p.Sum())];
#elif WRONG // overflows at large scores
    double[] p = [.. scores.Select(s => Math.Exp(beta * s))];
    return [.. Enumerable.Range(0, values[0].Length).Select(i =>
        values.Zip(p, (v, w) => v[i] * w).Sum() / p.Sum())];
#elif WRONG // forgets to divide by the sum
    double most = scores.Max();
    double[] p = [.. scores.Select(s => Math.Exp(beta * (s - most)))];
    return [.. Enumerable.Range(0, values[0].Length).Select(i =>
        values.Zip(p, (v, w) => v[i] * w).Sum())];
#elif WRONG // takes the winner alone
    return values[Array.IndexOf(scores, scores.Max())];
#endif
}
#endregion

#region check 18.5
(double[][] Values, double[] Scores, double Beta) DrawPool(Random random)
{
    var (count, width) = (random.Next(1, 5), random.Next(1, 4));
    double scale = random.Next(3) == 0 ? 1000 : 1;
    return ([.. Enumerable.Range(0, count).Select(_ => Enumerable
            .Range(0, width).Select(_ => random.NextDouble()).ToArray())],
        [.. Enumerable.Range(0, count).Select(_ =>
            scale * random.NextDouble())], 0.1 + 3 * random.NextDouble());
}
double[] ByEngine(double[][] values, double[] scores, double beta)
{
    double[,] answer = HopfieldAttention.Store(
            PatternSet.From(scores.Select(s => new[] { s })),
            PatternSet.From(values), new() { Beta = [beta] })
        .Attend(PatternSet.From([[1.0]]));
    return [.. answer.Cast<double>()];
}
Check.Exercise("18.5",
    "What does softmax do with scores of 1,000? Take the largest off first.",
    "Weights e^(beta (s - largest)), divided by their sum; then a weighted "
        + "mean of each coordinate.")
  .Function(x => SoftPooled(x.Values, x.Scores, x.Beta),
    x => ByEngine(x.Values, x.Scores, x.Beta), inputs: DrawPool)
#endregion

#region why 18.5
// At β = 0 it is mean pooling, at large β the instance with the highest score answers alone, and in between a few do: three of the four poolings of
// the chapter are one with a knob.
#endregion

#region exercise 18.6 explain
// Exercise 18.6 · Explain. What does memory read when healthy bags are written
// on as well? The choices stand below.
string scar = "";   // "a", "b", "c" or "d"
#if STUB
#elif ANSWER
scar = "c";
#elif WRONG // the scar alone
scar = "a";
#elif WRONG // the count alone
scar = "b";
#endif
#endregion

#region check 18.6
Quiz.Ask("18.6", "What does memory read when healthy bags are written on, too?")
    .Wrong("That somebody has written: healthy bags are clean.",
        "Now each of them has a written loop as well.")
    .Wrong("The motif alone, which it counts more exactly than a reader.",
        "Counting is exact. It cannot tell written motifs from natural ones.")
    .Right("The motif with a scar around it.",
        "Natural motifs have no scar, and the other scars no motif.")
    .Wrong("How many loops a bag holds.", "All hold a thousand.")
    .Answer(scar)
#endregion

#region why 18.6
// Any writing breaks words that nature writes often and makes words that it writes seldom. With scars in both kinds of bags a scar alone says nothing
// any more, and a motif alone says what it says to the reader. Both together say that *our pen* wrote the motif. A lesson for every task made by hand:
// look for what the making has left behind.
#endregion

#region exercise 18.7 open
#endregion

#region why 18.7
// One query per part and a score that needs both: two queries, and a layer with a product or a ReLU after them. One query with a mean of the two
// values can do it as well, if the score asks for a sum that neither part reaches alone. Max of scores cannot: it sees one picture at a time.
#endregion

#region rubric 18.7
// Bags in which neither part suffices (3)
// full: Each part alone stands in negative bags as often as in positive ones, and a count of both kinds of bag shows it.
// part: One of the parts still tells.
// none: The label can be read off one picture.
//
// Tries several poolings (3)
// full: Max, mean or attention with one query, and with two or more, on the same bags with seeds that are named.
// part: Two of them.
// none: One.
//
// Says how many queries, and why (2)
// full: Two, or one with a score that asks for a sum; and why the maximum of one score cannot, since it sees one picture at a time.
// part: The number alone.
// none: A reason that the runs contradict.
//
// Numbers on bags that were not trained on (2)
// full: Areas or shares on fresh bags with their spread over seeds.
// part: Fresh bags, one seed.
// none: On training bags.
#endregion

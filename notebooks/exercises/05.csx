// Chapter 05, capacity: the one source of its exercises.
// The chapter's stub and check cells and the solutions notebook are written
// from here; CONTRIBUTING.md tells how.
using Hopfield;
using Hopfield.Exercises;

#region exercise 05.1 do
// Exercise 05.1 · N = 200, P = 25: the coin tosses of one unit.
#if STUB
int[] tosses = [];   // how many; how many against it turn the unit
#elif ANSWER
int[] tosses = [24 * 199, 2488];
#elif WRONG // lets the pattern itself toss coins too
int[] tosses = [25 * 199, 2587];
#elif WRONG // lets the unit listen to itself
int[] tosses = [24 * 200, 2501];
#elif WRONG // asks for half of the tosses and forgets the pattern's own votes
int[] tosses = [24 * 199, 2389];
#endif
#endregion

#region check 05.1
int coins = (25 - 1) * (200 - 1);
int against = Enumerable.Range(0, coins).First(k => k - (coins - k) > 200 - 1);
Check.Exercise("05.1",
    "P − 1 other patterns, and N − 1 units that the unit listens to.",
    "With k tosses against it, coins − k are for it: k − (coins − k) > N − 1.")
  .Array(tosses, [coins, against])
#endregion

#region why 05.1
// 24 strangers, 199 votes each: 4,776 tosses. The pattern itself gives 199 votes for staying. With k tosses against, the balance of the
// tosses is k − (4776 − k) = 2k − 4776, and it has to exceed 199: k > 2487.5, so k = 2488 at least, 100 more than half.
#endregion

#region exercise 05.2 make
// Exercise 05.2 · The exact law: the chance that a unit is wrong after one
// step. It turns when at least `least` of the `tosses` coins are against it.
// Size: 4–8 lines.
double OneStepLaw(int units, int patterns)
{
    int tosses = (patterns - 1) * (units - 1);
    int least = (tosses + units - 1) / 2 + 1;
#if STUB
    throw new NotImplementedException(
        "Write OneStepLaw, then run the cell below.");
#elif ANSWER
    // Begins as ln of the chance of 0 coins.
    double log = -tosses * Math.Log(2), sum = 0;
    for (int k = 0; k <= tosses; k++)
    {
        if (k >= least) sum += Math.Exp(log);
        log += Math.Log((double)(tosses - k) / (k + 1));
    }
    return sum;
#elif WRONG // takes the bell curve instead of the coins
    return OneStepError.Gaussian((patterns - 1.0) / (units - 1));
#elif WRONG // counts a tie as an error
    double log = -tosses * Math.Log(2), sum = 0;
    for (int k = 0; k <= tosses; k++)
    {
        if (2 * k >= tosses + units - 1) sum += Math.Exp(log);
        log += Math.Log((double)(tosses - k) / (k + 1));
    }
    return sum;
#elif WRONG // multiplies halves until nothing is left
    double chance = Math.Pow(0.5, tosses), sum = 0;
    for (int k = 0; k <= tosses; k++)
    {
        if (k >= least) sum += chance;
        chance *= (double)(tosses - k) / (k + 1);
    }
    return sum;
#endif
}
#endregion

#region check 05.2
Check.Exercise("05.2",
    "The chance of no coin is ½ to the power of tosses: keep its logarithm.",
    "From k coins to k + 1 the chance grows by (tosses − k) / (k + 1).")
  .Function(OneStepLaw, (n, count) => OneStepError.Exact(n, count),
    random => (random.Next(10, 210), random.Next(2, 36)))
#endregion

#region why 05.2
// The chance of k coins against is C(n, k)/2ⁿ. For n = 4,776 the power of two is far below the smallest double, and the binomial far above the
// largest, but their logarithms are ordinary numbers. For N = 200 and P = 25 the law gives 0.001989, the bell curve 0.001991. Here
// no tie is possible: 4,776 tosses have an even balance, and 199 is odd. Where one is (P even or N odd) it is no error, because a unit that hears 0
// keeps its value.
#endregion

#region exercise 05.3 make
// Exercise 05.3 · One more pattern x for a network of 200 units.
// Given: before.Weights(), a copy of the weights, shape [200, 200].
// Size: 5–8 lines.
HopfieldNetwork AddOne(HopfieldNetwork before, sbyte[] x)
{
#if STUB
    throw new NotImplementedException("Return new HopfieldNetwork(weights).");
#elif ANSWER
    double[,] weights = before.Weights();
    for (int i = 0; i < x.Length; i++)
    {
        for (int j = 0; j < i; j++)
            weights[i, j] = weights[j, i] =
                0.95 * weights[i, j] + x[i] * x[j] / 200.0;
    }
    return new HopfieldNetwork(weights);
#elif WRONG // Hebb's rule: it collapses
    return Hebbian.Add(before, x);
#elif WRONG // forgets too fast
    double[,] weights = before.Weights();
    for (int i = 0; i < x.Length; i++)
    {
        for (int j = 0; j < i; j++)
            weights[i, j] = weights[j, i] =
                0.5 * weights[i, j] + x[i] * x[j] / 200.0;
    }
    return new HopfieldNetwork(weights);
#elif WRONG // forgets too slowly
    double[,] weights = before.Weights();
    for (int i = 0; i < x.Length; i++)
    {
        for (int j = 0; j < i; j++)
            weights[i, j] = weights[j, i] =
                0.998 * weights[i, j] + x[i] * x[j] / 200.0;
    }
    return new HopfieldNetwork(weights);
#elif WRONG // keeps the latest alone
    return Hebbian.From(BinaryPatterns.From(x));
#endif
}
#endregion

#region check 05.3
double[] WorstOfLatestSix()
{
    var set = BinaryPatterns.Random(600, 200, seed: 11);
    var net = new HopfieldNetwork(new double[200, 200]);
    List<double> worst = [];
    for (int count = 1; count <= 600; count++)
    {
        net = AddOne(net, set.Pattern(count - 1));
        if (count is 200 or 600)
            worst.Add(Enumerable.Range(count - 6, 6).Min(mu =>
                set.Overlap(mu, net.Recall(set.Pattern(mu)).State)));
    }
    return [.. worst];
}
Check.Exercise("05.3",
    "Old weights must shrink a little for each new pattern: λ = 1 − decay. (Or "
        + "may not leave a bound, here a tighter one than the chapter's.)",
    "A pattern k back speaks with λ to the power k, and all others together "
        + "make the noise of about 1/(2 · decay) patterns.")
  .Facts((Func<double[]>)WorstOfLatestSix,
    ("Smallest overlap of the latest six after 200 patterns",
        worst => worst[0], Wanted.Above(0.9)),
    ("Smallest overlap of the latest six after 600 patterns",
        worst => worst[1], Wanted.Above(0.9)))
#endregion

#region why 05.3
// With the factor λ = 1 − decay the pattern that is k places back speaks with λᵏ. The signal of the latest is 1, and the noise of all the others
// together has the variance (1/N)·(λ² + λ⁴ + …) ≈ 1/(2·decay·N), whatever their number: the load never grows beyond that. With a decay of
// 0.05 and 200 units this is 0.05, safe, and the sixth pattern (five back) still speaks with 0.77. Of twenty sets that we tried all passed with
// decays from 0.03 to 0.1, 18 with 0.15, 14 with 0.02, five with 0.3, and none with 0.5 or 0.01: too large forgets the sixth, too small collapses.
// A network with weights that cannot leave a bound (`Palimpsest.Bounded`) does the same; `Palimpsest.Decaying` is this exercise in the engine.
//
// The step sees one pattern and the weights, and no other pattern: storing the last six by Hebb's rule would need to keep them somewhere else.
#endregion

#region exercise 05.4 do
// Exercise 05.4 · Units for 100 patterns, each exact, and by the slogan:
// the least N with N / (4 ln N) ≥ 100, and the least N with 0.14 N ≥ 100.
#if STUB
int[] buy = [];
#elif ANSWER
int LeastFor(Func<int, double> holds) =>
    Enumerable.Range(2, 100_000).First(n => holds(n) >= 100);
int[] buy = [LeastFor(n => n / (4 * Math.Log(n))), LeastFor(n => 0.14 * n)];
#elif WRONG // takes the formula for nearly every pattern
int[] buy = [Enumerable.Range(2, 100_000)
    .First(n => n / (2 * Math.Log(n)) >= 100), 715];
#elif WRONG // takes the decimal logarithm
int[] buy = [Enumerable.Range(2, 100_000)
    .First(n => n / (4 * Math.Log10(n)) >= 100), 715];
#elif WRONG // rounds the slogan down
int[] buy = [Enumerable.Range(2, 100_000)
    .First(n => n / (4 * Math.Log(n)) >= 100), 714];
#endif
#endregion

#region check 05.4
int Least(Func<int, double> holds) =>
    Enumerable.Range(2, 10_000).First(units => holds(units) >= 100);
Check.Exercise("05.4",
    "A loop, or `Enumerable.Range(2, 10000).First(…)`. ln is `Math.Log`.",
    "The first formula is in the engine: `ClassicalCapacity.AllPatternsExact`.")
  .Array(buy, [Least(ClassicalCapacity.AllPatternsExact),
    Least(units => 0.14 * units)])
#endregion

#region why 05.4
// The two differ by a factor of 4.5. With the slogan's 715 units and 100 patterns nearly every pattern would come back with some wrong units, and
// some would be lost altogether.
#endregion

#region exercise 05.5 explain
// Exercise 05.5 · Explain. Why does the first step tell nothing of the limit?
#if STUB
string why = "";   // "a", "b" or "c"; the choices stand below
#elif ANSWER
string why = "c";
#elif WRONG // thinks of the number of units
string why = "a";
#elif WRONG // mixes up first and later steps
string why = "b";
#endif
#endregion

#region check 05.5
Quiz.Ask("05.5", "Why does the first step tell nothing about the collapse?")
    .Wrong("Because 1,000 units are too few to see it.",
        "The exact law holds for any number of units, and it has no kink.")
    .Wrong("Because the first step repairs errors.",
        "It starts at the pattern itself, where there is nothing to repair.")
    .Right("Because it hears the pattern itself, without an error in it.",
        "Errors feed on errors, and the first step has none to feed on yet.")
    .Answer(why)
#endregion

#region why 05.5
// In the first step every unit hears the stored pattern. Its crosstalk is then a sum of independent coin tosses, and the law is smooth in the load.
// From the second step on the units that have turned belong to the crosstalk; the tosses are no longer independent, and that is what the
// mean-field theory keeps track of and the one-step law does not.
#endregion

#region exercise 05.6 open
#endregion

#region why 05.6
// Not one more. Multiplying by fixed signs turns the weight w_ij into sign_i · sign_j · w_ij, every state into its signed copy, and every overlap
// stays the same: products of two patterns do not see a sign that both carry. What makes photographs alike is not their brightness pattern alone
// but that they agree with *each other*, and that survives.
//
// What helps must make them less alike: the gate of the chapter, a sparse code with the mean subtracted; edges, or differences from the average
// photograph; or a rule that removes the overlaps, such as the pseudo-inverse of chapter 04, which holds all seven. And chapter 09 keeps Hebb's
// idea and narrows the valleys instead.
#endregion

#region rubric 05.6
// Measures it (3)
// full: Photographs with signs and without, at two or more loads, recalled from the same noise: the counts are equal.
// part: One load, or only one of the two.
// none: No run.
//
// Says why (4)
// full: Fixed signs turn weights and states alike, and products of two photographs do not see them: every overlap is the same, so every field is.
// part: Likeness survives, without saying which quantity stays.
// none: The photographs are called random now.
//
// Names a remedy that acts on likeness (2)
// full: One that changes the overlaps (a sparse code, edges, a subtraction, a rule that takes overlaps away), with a number or the chapter's.
// part: A remedy with no reason why it should help.
// none: More noise, larger networks, or nothing.
//
// Says what its photographs cannot show (1)
// full: That these few are no sample of all pictures, or that another load was not tried.
// none: General claims from seven photographs.
#endregion

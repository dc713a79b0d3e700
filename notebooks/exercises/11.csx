// Chapter 11, simplicial networks: the one source of its exercises.
// The chapter's stub and check cells and the solutions notebook are written from here; CONTRIBUTING.md tells how.
using Hopfield;
using Hopfield.Exercises;

#region exercise 11.1 do
// Exercise 11.1 · 100 units, 4,950 triangles: { inputs a unit on average, the
// share of all possible triangles in per cent }.
#if STUB
double[] counted = [];
#elif ANSWER
double[] counted = [4950 * 3 / 100.0, 100 * 4950 / (100 * 99 * 98 / 6.0)];
#elif WRONG // counts each triangle for two units
double[] counted = [4950 * 2 / 100.0, 100 * 4950 / (100 * 99 * 98 / 6.0)];
#elif WRONG // counts ordered triples
double[] counted = [4950 * 3 / 100.0, 100 * 4950 / (100.0 * 99 * 98)];
#endif
#endregion

#region check 11.1
Check.Exercise("11.1",
    "Each triangle feeds three units. How many ways are there to choose three "
        + "of a hundred?",
    "Inputs: three times the triangles over the units. Triangles: N (N − 1) "
        + "(N − 2) / 6.")
  .Array(counted, [SimplicialNetwork.Random(
      BinaryPatterns.Random(1, 100, seed: 1), 3, 148.5, seed: 1).Weights()
      .SelectMany(set => set.Units).Count() / 100.0,
      100 * 4950 / 161700.0], tolerance: 0.01)
#endregion

#region why 11.1
// 4,950 · 3 / 100 = 148.5 inputs, one and a half times the 99 that all pairs give; and 3.06 % of 161,700 triangles. The two things that the chapter
// controls for are in these two numbers: more inputs, and a thin choice.
#endregion

#region exercise 11.2 make
// Exercise 11.2 · N times the field of one unit from all triangles.   Given:
// patterns.Similarities(state) (with the unit), patterns[mu, unit].
// Size: 4–8 lines.
double FieldOfAllTriangles(BinaryPatterns patterns, sbyte[] state, int unit)
{
#if STUB
    throw new NotImplementedException(
        "Write FieldOfAllTriangles, then run the cell below.");
#elif ANSWER
    int[] z = patterns.Similarities(state);
    double sum = 0;
    for (int mu = 0; mu < z.Length; mu++)
    {
        int own = patterns[mu, unit], r = z[mu] - own * state[unit];
        sum += own * (r * r - (state.Length - 1)) / 2.0;
    }
    return sum;
#elif WRONG // leaves the unit's own share in the similarity
    int[] z = patterns.Similarities(state);
    double sum = 0;
    for (int mu = 0; mu < z.Length; mu++)
        sum += patterns[mu, unit] * (z[mu] * z[mu] - (state.Length - 1)) / 2.0;
    return sum;
#elif WRONG // counts each pair of units twice
    int[] z = patterns.Similarities(state);
    double sum = 0;
    for (int mu = 0; mu < z.Length; mu++)
    {
        int own = patterns[mu, unit], r = z[mu] - own * state[unit];
        sum += own * (r * r - (state.Length - 1));
    }
    return sum;
#elif WRONG // forgets the products of a unit with itself
    int[] z = patterns.Similarities(state);
    double sum = 0;
    for (int mu = 0; mu < z.Length; mu++)
    {
        int own = patterns[mu, unit], r = z[mu] - own * state[unit];
        sum += own * r * r / 2.0;
    }
    return sum;
#endif
}
#endregion

#region check 11.2
double OverAllTriangles(BinaryPatterns patterns, sbyte[] state, int unit) =>
    patterns.Sum(x => Simplices.All(state.Length, 3)
        .Where(set => set.Contains(unit))
        .Sum(set => set.Aggregate(1, (product, i) => product * x[i]
            * (i == unit ? 1 : state[i]))));
(BinaryPatterns Patterns, sbyte[] State, int Unit) DrawTriangles(Random random)
{
    int n = random.Next(4, 13);
    return (BinaryPatterns.Random(random.Next(1, 6), n, random),
        Bipolar.Random(n, random), random.Next(n));
}
Check.Exercise("11.2",
    "(Σ a_j)² = Σ a_j² + 2 Σ_{j<k} a_j a_k, and a² = 1. Which units belong "
        + "into the sum?",
    "All but the unit itself: r = z − x·ξ of that unit, and N − 1 squares to "
        + "take away.")
  .Function(FieldOfAllTriangles, OverAllTriangles,
    random => DrawTriangles(random))
#endregion

#region why 11.2
// With a_j = x_j ξ_j over the other N − 1 units, r = Σ a_j and r² = (N − 1) + 2 Σ_{j<k} a_j a_k. The pattern's own entry at the unit multiplies all of it.
// The same trick works for any size of set: the sum over all products of k different numbers ±1 is a polynomial in their sum.
#endregion

#region exercise 11.3 do
// Exercise 11.3 · 20 % of the units turned, 18 patterns, 59 inputs a unit.
// Which comes back farther: "pairs" or "triangles"?
#if STUB
string inSixty = "";
string inNineHundredAndSixty = "";
#elif ANSWER
string inSixty = "triangles";
string inNineHundredAndSixty = "pairs";
#elif WRONG // the shape decides
string inSixty = "triangles";
string inNineHundredAndSixty = "triangles";
#elif WRONG // noise decides alone
string inSixty = "pairs";
string inNineHundredAndSixty = "pairs";
#endif
#endregion

#region check 11.3
string Winner(int units)
{
    double After(int setSize) => new CapacityExperiment((x, draw) =>
        SimplicialNetwork.Random(x, setSize, 59, draw.Next()))
        { Trials = 12, Probes = 9, Seed = 2 }
        .OverNoise(units, 18, [0.2]).Points[0].Result.Value;
    return After(2) > After(3) ? "pairs" : "triangles";
}
Check.Exercise("11.3",
    "Two things are at work: density in the small network, noise in both.",
    "In 60 units the pairs are all there are and feed errors back; in 960 they "
        + "are thin, and only the noise tells.")
  .Facts((inSixty, inNineHundredAndSixty),
    ("In 60 units", answer => answer.inSixty, Winner(60)),
    ("In 960 units", answer => answer.inNineHundredAndSixty, Winner(960)))
#endregion

#region why 11.3
// In 60 units: triangles 0.6 to 0.7, pairs about 0.52: density costs the pairs more than noise costs the triangles. In 960 units pairs come back to 0.9
// and triangles stay at 0.68, since only 0.36 of their signal is left.
#endregion

#region exercise 11.4 make
// Exercise 11.4 · The share of the signal of sets of k units that is left when
// a share rho of the units is turned.   Size: 1 line.
double SignalLeft(int k, double rho)
{
#if STUB
    throw new NotImplementedException(
        "Write SignalLeft, then run the cell below.");
#elif ANSWER
    return Math.Pow(1 - 2 * rho, k - 1);
#elif WRONG // the unit that listens counts, too
    return Math.Pow(1 - 2 * rho, k);
#elif WRONG // a turned unit says the opposite, not nothing
    return Math.Pow(1 - rho, k - 1);
#elif WRONG // as if errors added up
    return 1 - 2 * rho * (k - 1);
#endif
}
#endregion

#region check 11.4
double Enumerated(int k, double rho)
{
    double left = 0;
    for (int turned = 0; turned < 1 << (k - 1); turned++)
    {
        int wrong = System.Numerics.BitOperations.PopCount((uint)turned);
        left += Math.Pow(rho, wrong) * Math.Pow(1 - rho, k - 1 - wrong)
            * (wrong % 2 == 0 ? 1 : -1);
    }
    return left;
}
Check.Exercise("11.4",
    "The other k − 1 units of a set speak with one voice, their product. What "
        + "is the average of one of them?",
    "Each is right with 1 − ρ and opposite with ρ: its average is 1 − 2ρ, and "
        + "averages of independent units multiply.")
  .Function(SignalLeft, Enumerated,
    random => (random.Next(2, 8), 0.5 * random.NextDouble()))
#endregion

#region why 11.4
// (1 − 2ρ)^(k−1). At ρ = 0.2: 0.6, 0.36, 0.216 … The larger the sets, the cleaner the start has to be: the same lesson as chapter 09's narrow valleys.
#endregion

#region exercise 11.5 explain
// Exercise 11.5 · Explain. As many weights, and the triangles hold more. What
// has been shown?
#if STUB
string shown = "";   // "a", "b" or "c"
#elif ANSWER
string shown = "c";
#elif WRONG // takes the difference for its cause
string shown = "a";
#elif WRONG // takes a control for a refutation
string shown = "b";
#endif
#endregion

#region check 11.5
Quiz.Ask("11.5", "As many weights, and the triangles hold more. What is shown?")
    .Wrong("That a triangle carries more than a line.",
        "Inputs a unit and density differ as well, and with both alike the "
            + "difference is gone.")
    .Wrong("Nothing, the comparison is wrong.",
        "It is right for what it says; at equal numbers of weights these "
            + "triangles do hold more.")
    .Right("That these two networks differ; by which of their differences, a "
        + "control has to tell.",
        "Change one thing at a time: equal inputs, then equal density.")
    .Answer(shown)
#endregion

#region why 11.5
// A comparison shows a difference. It becomes a cause when the alleged cause is taken away and the difference goes with it, or stays without it.
// The triangles were taken away, and with thin pairs the lead was gone.
#endregion

#region exercise 11.6 open
#endregion

#region why 11.6
// Over three draws: in 60 units a mixture keeps 0.91 to 0.93 from a clean start, the triangles 0.93 to 0.94; with 15 % of the units turned 0.78 to
// 0.85 against 0.77 to 0.81, so there it may beat both. In 480 units it is as good as the better part, from a clean start (0.93) and with noise
// (0.89). The pairs' half of the energy is the same for a state and its mirror, the triangles' half the opposite: the mirror lies higher, and of 5
// and of 18 patterns in 60 units no mirror was at rest.
#endregion

#region rubric 11.6
// A comparison that is fair (3)
// full: Pairs, triangles and mixture get equally many inputs, the same patterns, noise and seeds, in both sizes.
// part: Fair in one size, or the inputs are not equal and that is said.
// none: What was stored differs.
//
// Numbers with their spread (3)
// full: Several draws of each of the four cases, with mean and spread.
// part: Several draws of some cases.
// none: One draw of each.
//
// Answers whether a mixture wins (2)
// full: Only where it beats both parts by more than the spread, and says where not.
// part: Wins and losses are named without regard to the spread.
// none: A verdict without the numbers.
//
// The sign of the mirror image (2)
// full: Even part alike, odd part opposite: the mirror lies higher, and one is tried for rest.
// part: The argument alone, or the trial alone.
// none: Left out.
#endregion

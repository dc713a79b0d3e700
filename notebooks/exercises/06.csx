// Chapter 06, ghosts, mixtures and dreams: the one source of its exercises.
// The chapter's stub and check cells and the solutions notebook are written from here; CONTRIBUTING.md tells how.
using Hopfield;
using Hopfield.Exercises;

#region exercise 06.1 do
// Exercise 06.1 · The majority of nine random patterns: { overlap with each of
// them, energy per unit }, to three decimals, for very many units.
#if STUB
double[] nine = [];
#elif ANSWER
double[] nine = [0.2734375, -0.5 * 9 * 0.2734375 * 0.2734375];
#elif WRONG // shares one whole among nine
double[] nine = [1 / 9.0, -0.5 / 9];
#elif WRONG // forgets that all nine overlaps count
double[] nine = [0.2734375, -0.5 * 0.2734375 * 0.2734375];
#elif WRONG // the share of agreeing units, not the overlap
double[] nine = [0.63671875, -0.5 * 9 * 0.63671875 * 0.63671875];
#endif
#endregion

#region check 06.1
Check.Exercise("06.1",
    "A pattern decides a unit only where the eight others are split, four "
        + "against four. How often is that?",
    "70 of the 256 ways in which eight can vote. Elsewhere they decide, and "
        + "agree with the ninth by chance. The energy is −½ times the sum of "
        + "m².")
  .Array(nine, [MixtureTheory.Overlap(9), MixtureTheory.EnergyPerUnit(9)],
      tolerance: 6e-4)
#endregion

#region why 06.1
// Eight others are split in 70 of 256 cases, 0.273. There the ninth decides and agrees with the majority for certain; elsewhere it agrees by chance,
// which adds nothing to an overlap. So m = 0.273, and the energy per unit is −½ · 9 · 0.273² = −0.336. The more parts, the shallower, towards −1/π.
#endregion

#region exercise 06.2 make
// Exercise 06.2 · A ghost of three patterns that is like the first two and
// *unlike* the third, with an overlap near −0.5.   Size: 1–3 lines.
sbyte[] UnlikeTheThird(BinaryPatterns three)
{
#if STUB
    throw new NotImplementedException(
        "Write UnlikeTheThird, then run the cell below.");
#elif ANSWER
    return Bipolar.Majority(three.Pattern(0), three.Pattern(1),
        Bipolar.Mirror(three.Pattern(2)));
#elif WRONG // like all three
    return Bipolar.Majority(three);
#elif WRONG // the mirror of the whole ghost
    return Bipolar.Mirror(Bipolar.Majority(three));
#elif WRONG // half of one, half of the other: not at rest
    return [.. three.Pattern(0).Take(1000), .. three.Pattern(1).Skip(1000)];
#endif
}
#endregion

#region check 06.2
(double First, double Second, double Third, bool AtRest) Resembles(
    BinaryPatterns three)
{
    sbyte[] ghost = UnlikeTheThird(three);
    double[] m = [.. three.Overlaps(ghost).Select(m => Math.Round(m, 2))];
    return (m[0], m[1], m[2], Hebbian.From(three).IsFixedPoint(ghost));
}
Check.Exercise("06.2",
    "A mirror image is at rest as firmly as its pattern. What does that say "
        + "about a mixture with mirrors in it?",
    "Let the mirror of the third pattern vote.")
  .Law("the overlaps are near ½, ½ and −½, and the state is at rest", Resembles,
    (three, m) => m.First > 0.35 && m.Second > 0.35 && m.Third < -0.35
        && m.AtRest,
    random => BinaryPatterns.Random(3, 2000, random), samples: 20)
#endregion

#region why 06.2
// Hebb's weights do not change when a pattern is replaced by its mirror, since both signs turn. So every choice of signs gives a mixture of its own:
// three patterns have 2³ = 8 of three parts, four and their four mirrors.
#endregion

#region exercise 06.3 do
// Exercise 06.3 · A temperature at which ghosts of three of 2,000 units melt
// within 60 sweeps and stored patterns stay.
#if STUB
double lukewarm = double.NaN;
#elif ANSWER
double lukewarm = 0.5;
#elif WRONG // too cold for the ghost
double lukewarm = 0.2;
#elif WRONG // too hot for the memory
double lukewarm = 0.95;
#endif
#endregion

#region check 06.3
double[] AfterSixtySweeps(double temperature, bool fromGhost) =>
    Trials.Run(10, seed: 3, random =>
    {
        var three = BinaryPatterns.Random(3, 2000, random);
        double[] m = [.. three.Overlaps(Hebbian.From(three).Glauber(
            fromGhost ? Bipolar.Majority(three) : three.Pattern(0),
            TemperatureSchedule.Constant(temperature, 60), random.Next())
            .State).Select(Math.Abs).OrderDescending()];
        return fromGhost ? m[0] - m[1] : m[0];
    });
Check.Exercise("06.3",
    "The ghost's valley is gone at 0.46. And a memory keeps the overlap "
        + "m = tanh(m/T).",
    "Above 0.46, and so far below 1 that m stays above 0.8.")
  .Facts(lukewarm,
    ("Smallest lead of the largest overlap, from ten ghosts",
        T => AfterSixtySweeps(T, true).Min(), Wanted.Above(0.5)),
    ("Smallest overlap, from ten stored patterns",
        T => AfterSixtySweeps(T, false).Min(), Wanted.Above(0.8)))
#endregion

#region why 06.3
// Anything from about 0.42 to 0.65 will do. At 0.5 the ghost has no valley left in any network, while a memory keeps 0.957 of its overlap.
// Random patterns help: they are never quite balanced, so the ghost leans towards one of its parents from the start.
#endregion

#region exercise 06.4 make
// Exercise 06.4 · One dream: the network with the state ξ weakened.
// Given: net.Weights(), a copy of the weights; net.Dimension.
// Size: 4–8 lines.
HopfieldNetwork AfterDream(HopfieldNetwork net, sbyte[] dreamt, double rate)
{
#if STUB
    throw new NotImplementedException("Return new HopfieldNetwork(weights).");
#elif ANSWER
    double[,] weights = net.Weights();
    for (int i = 0; i < net.Dimension; i++)
        for (int j = 0; j < net.Dimension; j++)
            if (i != j)
                weights[i, j] -= rate / net.Dimension * dreamt[i] * dreamt[j];
    return new HopfieldNetwork(weights);
#elif WRONG // strengthens, as in waking
    double[,] weights = net.Weights();
    for (int i = 0; i < net.Dimension; i++)
        for (int j = 0; j < net.Dimension; j++)
            if (i != j)
                weights[i, j] += rate / net.Dimension * dreamt[i] * dreamt[j];
    return new HopfieldNetwork(weights);
#elif WRONG // forgets the 1/N of Hebb's rule
    double[,] weights = net.Weights();
    for (int i = 0; i < net.Dimension; i++)
        for (int j = 0; j < net.Dimension; j++)
            if (i != j) weights[i, j] -= rate * dreamt[i] * dreamt[j];
    return new HopfieldNetwork(weights);
#elif WRONG // shrinks all weights alike
    double[,] weights = net.Weights();
    for (int i = 0; i < net.Dimension; i++)
        for (int j = 0; j < net.Dimension; j++) weights[i, j] *= 1 - rate;
    return new HopfieldNetwork(weights);
#endif
}
#endregion

#region check 06.4
(HopfieldNetwork Net, sbyte[] Dreamt, sbyte[] Other) DrawDream(Random random)
{
    int n = 4 * random.Next(1, 6);
    return (Hebbian.From(BinaryPatterns.Random(3, n, random)),
        Bipolar.Random(n, random), Bipolar.Random(n, random));
}
double RiseOf((HopfieldNetwork Net, sbyte[] Dreamt, sbyte[] Other) x) =>
    AfterDream(x.Net, x.Dreamt, 0.125).Energy(x.Other) - x.Net.Energy(x.Other);
double RiseByLaw((HopfieldNetwork Net, sbyte[] Dreamt, sbyte[] Other) x)
{
    double m = Bipolar.Overlap(x.Dreamt, x.Other);
    return 0.125 * (x.Net.Dimension * m * m - 1) / 2;
}
Check.Exercise("06.4",
    "Hebb's rule adds x_i x_j / N to a weight. A dream takes a small part of "
        + "that away again.",
    "For i ≠ j: take rate · ξ_i ξ_j / N off; the diagonal stays 0.")
  .Function(RiseOf, RiseByLaw, DrawDream)
#endregion

#region why 06.4
// E = −½ Σ w ξ ξ, and Σ over i ≠ j of s_i s_j ξ_i ξ_j = (N m)² − N. So a dream lifts the landscape most under itself (m = 1) and under its mirror, and
// hardly where m is near 0. A dream of a ghost lifts its parents as well, by m² = ¼ of as much: that is how sleep in the end eats the memories.
#endregion

#region exercise 06.5 explain
// Exercise 06.5 · Explain. A dream weakens whatever state it ends in. Why are
// the memories not the first to go?
#if STUB
string spared = "";   // "a", "b" or "c"; the choices stand below
#elif ANSWER
string spared = "b";
#elif WRONG // gives the network a knowledge that it has not
string spared = "a";
#elif WRONG // takes the dreams for harmless
string spared = "c";
#endif
#endregion

#region check 06.5
Quiz.Ask("06.5",
    "A dream weakens whatever it ends in. Why do memories gain at first?")
    .Wrong("The network knows which of its states it has seen.",
        "Nothing in a weight says where it came from. Dreams that end in a "
            + "memory weaken that memory.")
    .Right("What draws the most dreams is weakened most often, and in these "
        + "networks that is what the memories have in common, or a ghost.",
        "The largest valley loses most, until the valleys are more equal. "
            + "After that, dreams eat all of them.")
    .Wrong("Dreams touch ghosts only.",
        "Exercise 6.4: a ghost's dream lifts its parents by a quarter as much.")
    .Answer(spared)
#endregion

#region why 06.5
// Unlearning knows nothing about true and false. It evens out: whatever random starts fall into most often is weakened most often. At first that is the
// big ghost that similar pictures have in common. When the valleys have become equal there is nothing good left to do, and the night goes on.
#endregion

#region exercise 06.6 open
#endregion

#region why 06.6
// One alarm clock that needs no knowledge of the memories: the spread of the ends. While one ghost draws most of the random starts, few different ends
// are seen among 60; when the memories have gained, each of six and its mirror draws some of them; when the network has slept too long nearly
// every start ends somewhere else. In 20 sets of six digits the mean number of different ends was 6 at the start, between 17 and 22 when most was gained, and 56 when
// all was lost. An alarm at 30 ends rings after the best moment and before the loss.
#endregion

#region rubric 06.6
// The clock knows nothing of the memories (3)
// full: It uses weights, dreams and ends alone, and says what it looks at and when it rings.
// part: It uses a number that was fitted to the memories of one set.
// none: It compares with the stored digits.
//
// Tried on ten sets (3)
// full: Ten sets with seeds of their own; of each the moment it rings and what is remembered then, beside the best moment.
// part: Fewer sets, or only the average.
// none: One run.
//
// Fixed before it is tried (2)
// full: The threshold was chosen on other sets than those that judge it, or is said to have been chosen on the same.
// part: Chosen by looking, and partly said so.
// none: Tuned until it rings right on all ten.
//
// Says when it fails (2)
// full: How often it rings too late or too early, and what that costs.
// part: A failure is shown and not counted.
// none: Only the sets that went well.
#endregion

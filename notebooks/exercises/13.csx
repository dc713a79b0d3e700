// Chapter 13, continuous retrieval: the one source of its exercises.
// The chapter's stub and check cells and the solutions notebook are written from here; CONTRIBUTING.md tells how.
using Hopfield;
using Hopfield.Exercises;

#region exercise 13.1 do
// Exercise 13.1 · Patterns at 85° and 95°: the β at which their average splits.
#if STUB
double splitsAt = double.NaN;
#elif ANSWER
double splitsAt = 1 / Math.Pow(Math.Sin(5 * Math.PI / 180), 2);
#elif WRONG // takes the whole distance for the half
double splitsAt = 1 / Math.Pow(2 * Math.Sin(5 * Math.PI / 180), 2);
#elif WRONG // forgets the square
double splitsAt = 1 / Math.Sin(5 * Math.PI / 180);
#elif WRONG // takes the patterns themselves, of norm 1, for the opposite pair
double splitsAt = 1;
#endif
#endregion

#region check 13.1
var neighbours = PatternSet.OnCircle(85, 95);
double measured = Continuation.Follow(neighbours, [0, 1], 20, 400)
    .Bifurcations[0].Beta;
Check.Exercise("13.1",
    "The patterns differ in one direction only. How far is each from their "
        + "middle?",
    "Seen from the middle they are x and −x with ‖x‖ = sin 5°; when does β "
        + "‖x‖² reach 1?")
  .Value(splitsAt, measured, tolerance: 0.5)
#endregion

#region why 13.1
// Both patterns have the same height cos 5°, which adds the same to both similarities: softmax does not see it. Across they are ± sin 5°, and
// the two opposite patterns of the chapter split at β ‖x‖² = 1. So β = 1 / sin² 5° = 131.65: the closer the pair, the longer it stays one.
#endregion

#region exercise 13.2 make
// Exercise 13.2 · One update: the average of the patterns, weighted by
// softmax(β z).   Given: patterns.PatternCount, patterns.Pattern(mu).ToArray()
// or, for all of them, patterns.Select(x => …).   Size: 6–12 lines.
double[] OneUpdate(PatternSet<double> patterns, double[] state, double beta)
{
#if STUB
    throw new NotImplementedException(
        "Write OneUpdate, then run the cell below.");
#elif ANSWER
    double[] z = [.. patterns.Select(x => x.Zip(state, (a, b) => a * b).Sum())];
    double[] e = [.. z.Select(own => Math.Exp(beta * (own - z.Max())))];
    var next = new double[state.Length];
    for (int mu = 0; mu < z.Length; mu++)
    {
        for (int i = 0; i < next.Length; i++)
            next[i] += e[mu] / e.Sum() * patterns.Pattern(mu)[i];
    }
    return next;
#elif WRONG // takes the exponentials as they are: infinity over infinity
    double[] e = [.. patterns.Select(x =>
        Math.Exp(beta * x.Zip(state, (a, b) => a * b).Sum()))];
    return [.. Enumerable.Range(0, state.Length).Select(i =>
        patterns.Zip(e, (x, own) => own / e.Sum() * x[i]).Sum())];
#elif WRONG // returns the weights instead of the average
    return ContinuousHopfield.Store(patterns, beta).Attention(state);
#elif WRONG // takes the largest only
    int best = Enumerable.Range(0, patterns.PatternCount).MaxBy(mu =>
        state.Zip(patterns.Pattern(mu).ToArray(), (a, b) => a * b).Sum());
    return patterns.Pattern(best).ToArray();
#endif
}
#endregion

#region check 13.2
(PatternSet<double> Patterns, double[] State, double Beta) DrawMemory(
    Random random)
{
    var drawn = PatternSet.OnSphere<double>(
        random.Next(1, 9), random.Next(2, 6), radius: 2, random);
    double[] state = [.. Enumerable.Range(0, drawn.Dimension)
        .Select(_ => 2 * random.NextDouble() - 1)];
    return (drawn, state, Math.Pow(10, 5 * random.NextDouble() - 1));
}
Check.Exercise("13.2",
    "Softmax does not change when the same number is subtracted from all "
        + "similarities.",
    "Subtract the largest one: then every exponent is at most 0, and the "
        + "largest exponential is 1.")
  .Function(OneUpdate, (patterns, state, beta) =>
      ContinuousHopfield.Store(patterns, beta).Update(state),
    random => DrawMemory(random))
#endregion

#region why 13.2
// exp(β z − β max z) divides numerator and denominator by the same number, so the weights are the same, and no exponent is above 0. The
// smallest ones underflow to 0, which is right: they are below 10⁻³⁰⁸. Without the shift β = 10,000 gives ∞ / ∞ = NaN at the first update.
#endregion

#region exercise 13.3 make
// Exercise 13.3 · Angles, in degrees, of five points on the circle with
// exactly four minima at β = 10.
#if STUB
double[] angles = [];
#elif ANSWER
double[] angles = [80, 100, 170, 240, 310];
#elif WRONG // an even star: five minima
double[] angles = [18, 90, 162, 234, 306];
#elif WRONG // two pairs: three minima
double[] angles = [80, 100, 200, 220, 320];
#endif
#endregion

#region check 13.3
Check.Exercise("13.3",
    "Two points that are close share one minimum. Which points have to be far "
        + "from all others?",
    "Exercise 13.1 tells how close is close: at β = 10 a pair at ±a is still "
        + "one while 1/sin² a > 10.")
  .Facts(angles,
    ("Points", chosen => chosen.Length, 5),
    ("Minima at β = 10", chosen => FixedPoints.Find(ContinuousHopfield.Store(
        PatternSet.OnCircle(chosen), 10)).Minima.Count, 4))
#endregion

#region why 13.3
// One pair closer than about 2 · 18.4° (where 1/sin² a = 10) shares a minimum, and the three others stand alone, 70° apart: 1 + 3 = 4.
#endregion

#region exercise 13.4 make
// Exercise 13.4 · The best guess of a denoiser: E[pattern | seen], where
// seen = pattern + noise of deviation sigma. The chance of a difference d in
// one unit is in proportion to exp(−d²/(2 sigma²)).   Size: 5–10 lines.
double[] BestGuess(PatternSet<double> patterns, double[] seen, double sigma)
{
#if STUB
    throw new NotImplementedException(
        "Write BestGuess, then run the cell below.");
#elif ANSWER
    double[] log = [.. patterns.Select(x =>
        -x.Zip(seen, (a, b) => (a - b) * (a - b)).Sum() / (2 * sigma * sigma))];
    double[] chance = [.. log.Select(l => Math.Exp(l - log.Max()))];
    return [.. Enumerable.Range(0, seen.Length).Select(i =>
        patterns.Zip(chance, (x, own) => own / chance.Sum() * x[i]).Sum())];
#elif WRONG // the update of the memory, although the norms differ
    return ContinuousHopfield.Store(patterns, 1 / (sigma * sigma)).Update(seen);
#elif WRONG // forgets the 2
    return new RetrievalScheme(
        Similarity.Euclidean, SeparationFunction.Softmax, 2 / (sigma * sigma))
        .Retrieve<double>(patterns, seen);
#elif WRONG // takes sigma for its square
    return new RetrievalScheme(
        Similarity.Euclidean, SeparationFunction.Softmax, 1 / sigma)
        .Retrieve<double>(patterns, seen);
#endif
}
#endregion

#region check 13.4
(PatternSet<double> Patterns, double[] Seen, double Sigma) DrawSpoilt(
    Random random)
{
    int units = random.Next(2, 6);
    double[] Row(double size) => [.. Enumerable.Range(0, units)
        .Select(_ => size * (2 * random.NextDouble() - 1))];
    double[][] rows = [.. Enumerable.Range(0, random.Next(2, 8))
        .Select(_ => Row(0.5 + random.NextDouble()))];
    return (PatternSet.From(rows), Row(2), 0.2 + random.NextDouble());
}
Check.Exercise("13.4",
    "The chances of all units multiply: the exponents add up to −‖seen − "
        + "pattern‖² / (2σ²).",
    "Weights in proportion to that exponential, divided by their sum; subtract "
        + "the largest exponent first.")
  .Function(BestGuess, (patterns, seen, sigma) => new RetrievalScheme(
      Similarity.Euclidean, SeparationFunction.Softmax, 1 / (sigma * sigma))
      .Retrieve<double>(patterns, seen),
    random => DrawSpoilt(random))
#endregion

#region why 13.4
// −‖ξ − x‖² / (2σ²) = (x·ξ − ½‖x‖²) / σ² − ½‖ξ‖²/σ². The last part is the same for all patterns and cancels. For patterns of one norm ½‖x‖²
// cancels too, and the best guess *is* the update of this chapter with β = 1/σ². So β has a meaning: how much noise the memory expects.
// Diffusion models are trained to make this guess at many σ. One that made it perfectly for its training pictures would be this memory, with β
// growing while σ shrinks, and recall them alone (Hoover and others 2023, Ambrogioni 2024).
#endregion

#region exercise 13.5 explain
// Exercise 13.5 · Explain. Why do two neighbours split at a pitchfork and
// three do not?
#if STUB
string fork = "";   // "a", "b" or "c"
#elif ANSWER
string fork = "b";
#elif WRONG // blames the other patterns
string fork = "a";
#elif WRONG // blames the place and not the lead
string fork = "c";
#endif
#endregion

#region check 13.5
Quiz.Ask("13.5", "Two neighbours split at a pitchfork, three do not. Why?")
    .Wrong("Because of the two lone patterns far away.",
        "At such β they have no weight at the top: follow the three alone and "
            + "see.")
    .Right("Of the three, the middle one is more similar to their average than "
        + "the others are; of two neither has such a lead.",
        "β magnifies the lead, and the middle one has the weight before the "
            + "other two can part.")
    .Wrong("The middle of the three is occupied: where a pattern lies, an "
        + "average cannot split.",
        "On a straight line the middle is occupied too, and it splits at "
            + "β = 49.75.")
    .Answer(fork)
#endregion

#region why 13.5
// With growing β the weights go to whoever is most similar. At the middle of two, both are equally similar for ever, and the slightest step decides:
// the middle turns from the bottom of a valley into a pass. The same happens to three on a straight line, all equally similar to their average.
// On the circle the middle one has a lead δ = 1 − cos φ over its neighbours at ±φ, so its weight grows like e^(βδ), faster than β spreads the rest.
// The pull's curvature across is β sin²φ · 2/(2 + e^(βδ)) (with the state at norm 1); with u = βδ that is (1 + cos φ) · 2u/(2 + e^u), and 2u/(2 + e^u)
// is at most 0.463. So the curvature stays below 0.93 however close the three lie, and the valley would need 1 to split. The outer two are
// served by minima of their own, which a fold has to create.
#endregion

#region exercise 13.6 open
#endregion

#region why 13.6
// At 91° nothing changes in kind. The middle pattern inherits the valley, and two folds make minima for its neighbours, now at different β:
// 120.45 for the one farther away (80°) and 167.52 for the nearer one (100°). The nearer the pair, the later and the tighter its fold: at 94°
// it lies at 365. It looks more and more like a pitchfork, but an exact one needs an exact symmetry. At 95° the third pattern has a weight of
// 2.3 · 10⁻¹¹ where the pair parts (β = 525.58), too little to tell: followed from below, the solver reports a branching, from above a fold.
// Data without an exact symmetry have no exact pitchfork: an average is inherited by one pattern, and the others get minima of their own.
#endregion

#region rubric 13.6
// Follows the minimum (3)
// full: The upper minimum is followed from β = 0.5 to 1000 at 91°, and the pattern that inherits it is named from its weights.
// part: Followed on part of the way, or named from a picture alone.
// none: A guess.
//
// The two births (3)
// full: Both β to two digits or better, each with the neighbour it belongs to, and that the nearer one is born later.
// part: One of them, or without the neighbours.
// none: The values of the chapter's 90°.
//
// On the way to 95° (2)
// full: At least two more angles: the nearer fold moves up, and the pair in the end parts nearly at a pitchfork.
// part: One more angle.
// none: Nothing between.
//
// Knows what the computer cannot tell (2)
// full: Says that an exact pitchfork needs an exact symmetry, and where the solver's answer hangs on the step or the direction.
// part: A doubt about a value, without its cause.
// none: A fold is called a pitchfork because it looks like one.
#endregion

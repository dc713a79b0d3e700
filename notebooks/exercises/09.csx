// Chapter 09, dense associative memory: the one source of its exercises.
// The chapter's stub and check cells and the solutions notebook are written
// from here; CONTRIBUTING.md tells how.
using Hopfield;
using Hopfield.Exercises;

#region exercise 09.1 do
// Exercise 09.1 · Is the mirror image of a stored pattern at rest?
// Three answers: plain n = 3, plain n = 4, rectified n = 4.
#if STUB
bool[] atRest = [];   // for example [true, true, true]
#elif ANSWER
bool[] atRest = [false, true, false];
#elif WRONG // thinks that an even power keeps its mirror, rectified or not
bool[] atRest = [false, true, true];
#elif WRONG // thinks that every plain power keeps it
bool[] atRest = [true, true, false];
#endif
#endregion

#region check 09.1
var ten = BinaryPatterns.Random(10, 100, seed: 1);
bool MirrorsRest(InteractionFunction f)
{
    var memory = new DenseAssociativeMemory(ten, f);
    return ten.All(x => memory.IsFixedPoint(Bipolar.Mirror(x)));
}
Check.Exercise("09.1",
    "In Figure 9.5, go to m = −1. Is there a valley, a summit, a plain?",
    "On a summit every unit wants to move; on a plain the others decide.")
  .Array(atRest, [MirrorsRest(InteractionFunction.Power(3)),
    MirrorsRest(InteractionFunction.Power(4)),
    MirrorsRest(InteractionFunction.RectifiedPower(4))])
#endregion

#region why 09.1
// An even power cannot tell z from −z: the mirror image lies as deep as the pattern. For n = 3 the mirror image is a summit of the pattern's
// own term, and every unit wants to leave it. For a rectified power the pattern's own term is flat there and says nothing; the patterns with a
// positive similarity to the mirror image then decide, and among ten they nearly always pull it away. Alone it would rest: every unit hears
// exactly 0 and keeps its value, and of two patterns that are both on the plain at once the same is true.
#endregion

#region exercise 09.2 make
// Exercise 09.2 · What unit i hears: every pattern votes for its own value.
// Given: the stored patterns, the degree n, the state.   Size: up to 8 lines.
double Heard(BinaryPatterns stored, int n, sbyte[] state, int i)
{
#if STUB
    throw new NotImplementedException("Write Heard here.");
#elif ANSWER
    double sum = 0;
    foreach (sbyte[] x in stored)
    {
        int r = -x[i] * state[i];
        for (int j = 0; j < x.Length; j++) r += x[j] * state[j];
        sum += x[i] * (Math.Pow(r + 1, n) - Math.Pow(r - 1, n));
    }
    return sum / 2;
#elif WRONG // counts the unit itself among the similarities
    double sum = 0;
    foreach (sbyte[] x in stored)
    {
        int z = x.Zip(state, (a, b) => a * b).Sum();
        sum += x[i] * (Math.Pow(z + 1, n) - Math.Pow(z - 1, n));
    }
    return sum / 2;
#elif WRONG // takes the slope of F instead of the difference
    double sum = 0;
    foreach (sbyte[] x in stored)
    {
        int r = x.Zip(state, (a, b) => a * b).Sum() - x[i] * state[i];
        sum += x[i] * n * Math.Pow(r, n - 1);
    }
    return sum;
#elif WRONG // forgets the half
    double sum = 0;
    foreach (sbyte[] x in stored)
    {
        int r = x.Zip(state, (a, b) => a * b).Sum() - x[i] * state[i];
        sum += x[i] * (Math.Pow(r + 1, n) - Math.Pow(r - 1, n));
    }
    return sum;
#endif
}
#endregion

#region check 09.2
(BinaryPatterns Stored, int N, sbyte[] State, int Unit) Draw(Random random)
{
    int units = random.Next(3, 12);
    var stored = BinaryPatterns.Random(random.Next(1, 8), units, random);
    return (stored, random.Next(2, 7),
        Bipolar.Random(units, random), random.Next(units));
}
Check.Exercise("09.2",
    "First the similarity of a pattern to the state, without unit i.",
    "The vote weighs (r + 1)ⁿ − (r − 1)ⁿ; its sign is the pattern's unit i.")
  .Function(x => Heard(x.Stored, x.N, x.State, x.Unit),
    x => new DenseAssociativeMemory(x.Stored, InteractionFunction.Power(x.N))
        .LocalField(x.State, x.Unit),
    inputs: Draw)
#endregion

#region why 09.2
// With the unit on, a pattern's similarity is r + xᵢ, with the unit off r − xᵢ. The difference F(r + xᵢ) − F(r − xᵢ) is F(r + 1) − F(r − 1)
// where xᵢ = +1 and its negative where xᵢ = −1. The slope of F is nearly the same and exactly the same for n = 2; for higher powers it is not,
// and only the difference of two energies is sure never to raise the energy.
#endregion

#region exercise 09.3 make
// Exercise 09.3 · A plain cubic memory of 100 units holds 500 patterns. How
// many may a rectified one hold, to err as often? Derive it; the check
// measures.
#if STUB
double patterns = double.NaN;
#elif ANSWER
double patterns = 1000;
#elif WRONG // halves the noise and not its variance
double patterns = 2000;
#elif WRONG // thinks of the noise as growing like P and not like its root
double patterns = 707;
#elif WRONG // goes the wrong way
double patterns = 250;
#endif
#endregion

#region check 09.3
double ErrorOf(InteractionFunction f, double count) =>
    new CapacityExperiment(x => new DenseAssociativeMemory(x, f))
    {
        Criterion = CapacityCriterion.OneStepError, Trials = 150, Seed = 2,
    }.OverPatternCount(100, [(int)count]).Values[0];
double RatioToPlain(double count) =>
    ErrorOf(InteractionFunction.RectifiedPower(3), count)
    / ErrorOf(InteractionFunction.Power(3), 500);
Check.Exercise("09.3",
    "Of random patterns, how many have a positive similarity to a state?",
    "Variances add up, one for each pattern that votes.")
  .Facts(patterns,
    ("Its share of wrong units, divided by the plain memory's",
        count => RatioToPlain(count), Wanted.Between(0.85, 1.15)))
#endregion

#region why 09.3
// A random pattern has a positive similarity to the state every second time; the others are silent. The noise is a sum of independent votes,
// so its variance is that of half as many patterns: P counts as P/2, and 1,000 rectified patterns disturb like 500 plain ones.
//
// At equal P the error falls by far more than a half, because it is the tail of a bell curve: by nearly 7 at P = 1,000 and by about 30 at P = 500.
#endregion

#region exercise 09.4 make
// Exercise 09.4 · The smallest degree of a rectified power at which all eighty
// digits are at rest. Rest(n) counts them.   Size: 1 line, or a loop.
var data = DataSets.Digits();
var eighty = BinaryPatterns.From(data.Bipolar(
    Enumerable.Range(0, 10).SelectMany(digit => data.IndicesOf(digit)[..8])));
int Rest(int n)
{
    var f = InteractionFunction.RectifiedPower(n);
    var memory = new DenseAssociativeMemory(eighty, f);
    return eighty.Count(x => memory.IsFixedPoint(x));
}
#if STUB
double degree = double.NaN;
#elif ANSWER
double degree = Enumerable.Range(2, 60).First(n => Rest(n) == 80);
#elif WRONG // stops at the first degree that holds most of them
double degree = Enumerable.Range(2, 60).First(n => Rest(n) > 40);
#elif WRONG // asks for one of them only
double degree = Enumerable.Range(2, 60).First(n => Rest(n) > 0);
#elif WRONG // takes a degree that is surely high enough
double degree = 60;
#endif
#endregion

#region check 09.4
Check.Exercise("09.4",
    "Try degrees one after the other: Rest(2), Rest(3), …",
    "`Enumerable.Range(2, 60).First(…)` stops at the first that fits.")
  .Facts(degree,
    ("All eighty are at rest", n => Rest((int)n) == 80, true),
    ("one degree less is too little", n => Rest((int)n - 1) < 80, true))
#endregion

#region why 09.4
// n = 19. Two examples of the same digit may differ in two or three pixels only. For the right one to outvote all its near relatives its vote
// has to weigh several times as much at nearly the same similarity, and (63/59)ⁿ grows slowly. Random patterns of 64 units would need n = 3.
//
// With ten examples of each digit no degree is high enough: 99 of the 100 rest and one does not, because another picture differs from it in a
// single pixel. About that pixel the two have one vote each, and a third picture decides. Chapter 10 goes to the end of this road, with F = exp.
#endregion

#region exercise 09.5 explain
// Exercise 09.5 · Explain. Why did n = 30 not take the ghost away? The choices
// stand below.
#if STUB
string because = "";   // "a", "b", "c" or "d"
#elif ANSWER
string because = "c";
#elif WRONG // thinks that it was not sharp enough
string because = "a";
#elif WRONG // blames the number of pictures
string because = "b";
#endif
#endregion

#region check 09.5
Quiz.Ask("09.5", "Why did n = 30 not take the ghost away?")
    .Wrong("30 is not sharp enough; n = 100 would do.",
        "Every even power has the same two valleys, at m = 1 and at m = −1.")
    .Wrong("Seven pictures are too many for 4,096 units.",
        "At n = 30 all seven are at rest, and all return from 40 % noise.")
    .Right("An even power makes −0.46 count like +0.46: the ghost was nearest.",
        "The half horse has overlap 0.41 with the horse, −0.46 with the "
            + "rocket.")
    .Wrong("The half that was hidden held all the information.",
        "The rectified memory restored the horse from the same half.")
    .Answer(because)
#endregion

#region why 09.5
// Sharper valleys make the *largest* similarity win, and an even power takes its size without the sign. Painted dark, the half horse has overlap
// 0.41 with the horse and −0.46 with the rocket. The larger one won, as it should, and its value is the rocket with black and white exchanged.
#endregion

#region exercise 09.6 open
#endregion

#region why 09.6
// Three to compare. *A leaky cube*, F = z³ for z > 0 and 0.1 z³ below: the mirror image is a summit, though a low one, and the memory holds nearly
// as many as the rectified cube. *A step*, F = 1 for z > 80 and 0 below: around each pattern lies a flat disc on which no unit hears anything, so
// every pattern is at rest and hardly anything is ever repaired; but the mirror images rest as well, because they lie on the plain, where nobody
// hears anything either. *F = |z|*: every pattern has the same vote, however dissimilar it is, and fifteen patterns shout the right one down.
// Where few enough are stored to rest, their ghosts rest too, because |−z| = |z|.
//
// Two questions decide: how fast does F grow (capacity), and does it tell z from −z (ghosts)?
#endregion

#region rubric 09.6
// Two functions at least, written out (2)
// full: Both are given as formulas, with their values for negative similarities, and run in the same memory.
// part: One function.
// none: A function of the chapter.
//
// Counts what rests and what is repaired (3)
// full: For more than 15 patterns of 100 units: how many rest, and how many come back from noise, which is another question.
// part: Rest alone.
// none: One pattern is tried.
//
// Looks for ghosts (3)
// full: The mirror images are tried for rest, and the answer is tied to F(−z).
// part: Tried without the reason, or argued without trying.
// none: Left out.
//
// Says why they differ (2)
// full: Growth decides how many fit, whether F tells z from −z decides about ghosts; shown by a pair of functions that differ in one of the two only.
// part: Both are named; the functions differ in everything.
// none: No cause.
#endregion

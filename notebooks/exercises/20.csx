// Chapter 20, fast kernels: the one source of its exercises.
// The chapter's stub and check cells and the solutions notebook are written from here; CONTRIBUTING.md tells how.
using Hopfield; using Hopfield.Kernels;
using Hopfield.Plotting; using Hopfield.Exercises;
using System.Numerics; using System.Numerics.Tensors;
using System.Runtime.CompilerServices; using System.Runtime.InteropServices;

#region exercise 20.1 do
// Exercise 20.1 · The largest share of its arithmetic that each loop can
// reach, where the balance is 10 operations per byte.
#if STUB
double[] share = [];   // sum of X; two passes; one pass; 64 at once; bits
#elif ANSWER
double[] share = [0.25 / 10, 0.5 / 10, 1.0 / 10, 1, 1];
#elif WRONG // forgets that the second pass reads X again
double[] share = [0.25 / 10, 1.0 / 10, 1.0 / 10, 1, 1];
#elif WRONG // counts a number as one byte
double[] share = [1.0 / 10, 2.0 / 10, 4.0 / 10, 1, 1];
#elif WRONG // goes through the roof
double[] share = [0.25 / 10, 0.5 / 10, 1.0 / 10, 6.4, 1.6];
#endif
#endregion

#region check 20.1
Check.Exercise("20.1",
    "Count operations and bytes for one number of X: it has 4 bytes.",
    "Operations per byte divided by 10, never more than 1. "
        + "A bit is an eighth of a byte.")
  .Array(share, [0.25 / 10, 0.5 / 10, 1.0 / 10, 1, 1], tolerance: 1e-9)
#endregion

#region why 20.1
// Per number of X: the sum does 1 operation for 4 bytes; two passes do 4 for 8; one pass 4 for 4; 64 at once 256 for 4; a bit does 2 for an
// eighth of a byte, which is 16. Divide by the balance 10, and cut at 1. The first three wait for memory, the last two compute.
#endregion

#region exercise 20.2 make
// Exercise 20.2 · The similarity of two patterns of n units from their words.
// Bits beyond n hold rubbish.   Size: 5–8 lines.
// Given: BitOperations.PopCount(word), the number of ones in a word.
int Similarity(ulong[] x, ulong[] y, int n)
{
#if STUB
    throw new NotImplementedException("Write Similarity, run the cell below.");
#elif ANSWER
    int differ = 0;
    for (int k = 0; k < n / 64; k++)
        differ += BitOperations.PopCount(x[k] ^ y[k]);
    if (n % 64 > 0)
    {
        ulong valid = (1UL << n % 64) - 1;
        differ += BitOperations.PopCount((x[n / 64] ^ y[n / 64]) & valid);
    }
    return n - 2 * differ;
#elif WRONG // counts the rubbish
    int differ = 0;
    for (int k = 0; k < x.Length; k++)
        differ += BitOperations.PopCount(x[k] ^ y[k]);
    return n - 2 * differ;
#elif WRONG // leaves the tail out
    int differ = 0;
    for (int k = 0; k < n / 64; k++)
        differ += BitOperations.PopCount(x[k] ^ y[k]);
    return n - 2 * differ;
#elif WRONG // forgets the factor 2
    int differ = 0;
    for (int i = 0; i < n; i++)
        differ += (int)((x[i / 64] ^ y[i / 64]) >> i % 64 & 1);
    return n - differ;
#endif
}
#endregion

#region check 20.2
ulong[] Pack(sbyte[] pattern, int rubbish)   // beyond the last unit
{
    var words = new ulong[(pattern.Length + 63) / 64];
    new SeededRandom(rubbish).NextBytes(MemoryMarshal.AsBytes(words.AsSpan()));
    for (int i = 0; i < pattern.Length; i++)
        if ((words[i / 64] >> i % 64 & 1) != (pattern[i] > 0 ? 1UL : 0))
            words[i / 64] ^= 1UL << i % 64;
    return words;
}
(sbyte[] X, sbyte[] Y, int Rubbish) DrawPair(Random random)
{
    int n = random.Next(1, 301);
    return (Bipolar.Random(n, random), Bipolar.Random(n, random),
        random.Next(100));
}
Check.Exercise("20.2",
    "Where do two patterns differ, and what does XOR say there? Try n = 1.",
    "n − 2·(places that differ). Of the last word keep the n % 64 lowest "
        + "bits: AND with (1UL << n % 64) − 1.")
  .Function(t => Similarity(
        Pack(t.X, t.Rubbish), Pack(t.Y, t.Rubbish + 100), t.X.Length),
    t => t.X.Zip(t.Y).Sum(pair => pair.First * pair.Second),
    DrawPair, samples: 2000)
#endregion

#region why 20.2
// Agreeing units add 1 to the similarity, differing ones subtract 1: (n − d) − d = n − 2d. A mask keeps what lies beyond the last unit out.
// When n is a multiple of 64 there is no tail, and the shift by 0 would give an empty mask: hence the test. The engine keeps those bits at 0
// in all patterns and states, so that XOR gives 0 there and no mask is needed.
#endregion

#region exercise 20.3 make
// Exercise 20.3 · The squared distance Σ (x_i − y_i)² with vectors, for every
// length.   Size: 6–9 lines.
// Given: MemoryMarshal.Cast<float, Vector<float>>(x), Vector<float>.Count,
// Vector.Sum(v).
float SquaredDistance(float[] x, float[] y)
{
#if STUB
    throw new NotImplementedException("Write it, then run the cell below.");
#elif ANSWER
    var xs = MemoryMarshal.Cast<float, Vector<float>>(x);
    var ys = MemoryMarshal.Cast<float, Vector<float>>(y);
    Vector<float> sums = default;
    for (int k = 0; k < xs.Length; k++)
    {
        Vector<float> apart = xs[k] - ys[k];
        sums += apart * apart;
    }
    float sum = Vector.Sum(sums);
    for (int i = xs.Length * Vector<float>.Count; i < x.Length; i++)
        sum += (x[i] - y[i]) * (x[i] - y[i]);
    return sum;
#elif WRONG // forgets the tail
    var xs = MemoryMarshal.Cast<float, Vector<float>>(x);
    var ys = MemoryMarshal.Cast<float, Vector<float>>(y);
    Vector<float> sums = default;
    for (int k = 0; k < xs.Length; k++)
        sums += (xs[k] - ys[k]) * (xs[k] - ys[k]);
    return Vector.Sum(sums);
#elif WRONG // starts the tail one number late
    var xs = MemoryMarshal.Cast<float, Vector<float>>(x);
    var ys = MemoryMarshal.Cast<float, Vector<float>>(y);
    Vector<float> sums = default;
    for (int k = 0; k < xs.Length; k++)
        sums += (xs[k] - ys[k]) * (xs[k] - ys[k]);
    float sum = Vector.Sum(sums);
    for (int i = xs.Length * Vector<float>.Count + 1; i < x.Length; i++)
        sum += (x[i] - y[i]) * (x[i] - y[i]);
    return sum;
#elif WRONG // takes |x|² + |y|² − 2 x·y, which cancels when the two are close
    float sum = 0;
    for (int i = 0; i < x.Length; i++)
        sum += x[i] * x[i] + y[i] * y[i] - 2 * x[i] * y[i];
    return sum;
#endif
}
#endregion

#region check 20.3
(float[] X, float[] Y) DrawClose(Random random)   // close, far from zero
{
    float[] x = [.. Enumerable.Range(0, random.Next(1, 301))
        .Select(_ => 10 + random.NextSingle())];
    return (x, [.. x.Select(value => value + random.NextSingle() / 10)]);
}
bool Proven((float[] X, float[] Y) t, float yours)
{
    double exact = t.X.Zip(t.Y).Sum(
        pair => Math.Pow((double)pair.First - pair.Second, 2));
    double roundings = 8 * Math.Sqrt(t.X.Length + 2) / (1 << 24);
    return Math.Abs(yours - exact) <= roundings * exact;
}
Check.Exercise("20.3",
    "Cast both arrays to spans of vectors. How many numbers are left over?",
    "Subtract first, then square: vectors for the whole blocks, then a plain "
        + "loop from xs.Length * Vector<float>.Count on.")
  .Law("The squared distance is right within rounding",
    t => SquaredDistance(t.X, t.Y), Proven, DrawClose, samples: 1000)
#endregion

#region why 20.3
// The vector loop covers the whole blocks, and the plain loop what is left. All terms are positive, so the error stays a small share of the
// sum. The tempting |x|² + |y|² − 2 x·y has large terms that cancel: it loses most digits when x and y are close, and the proof notices.
#endregion

#region exercise 20.4 make
// Exercise 20.4 · Merge two halves of one pass: largest similarity, sum of
// weights exp(beta (z − Largest)), weighted patterns before the division.
record Half(double Largest, double Sum, double[] Y);   // Size: 4–6 lines.
Half Merge(Half a, Half b, double beta)
{
#if STUB
    throw new NotImplementedException("Write Merge, then run the cell below.");
#elif ANSWER
    double largest = Math.Max(a.Largest, b.Largest);
    double fromA = Math.Exp(beta * (a.Largest - largest));
    double fromB = Math.Exp(beta * (b.Largest - largest));
    double[] y = [.. a.Y.Zip(b.Y, (p, q) => fromA * p + fromB * q)];
    return new Half(largest, fromA * a.Sum + fromB * b.Sum, y);
#elif WRONG // adds without correcting
    double[] y = [.. a.Y.Zip(b.Y, (p, q) => p + q)];
    return new Half(Math.Max(a.Largest, b.Largest), a.Sum + b.Sum, y);
#elif WRONG // corrects the answers and forgets the sums
    double largest = Math.Max(a.Largest, b.Largest);
    double fromA = Math.Exp(beta * (a.Largest - largest));
    double fromB = Math.Exp(beta * (b.Largest - largest));
    double[] y = [.. a.Y.Zip(b.Y, (p, q) => fromA * p + fromB * q)];
    return new Half(largest, a.Sum + b.Sum, y);
#elif WRONG // corrects in the wrong direction
    double largest = Math.Max(a.Largest, b.Largest);
    double fromA = Math.Exp(beta * (largest - a.Largest));
    double fromB = Math.Exp(beta * (largest - b.Largest));
    double[] y = [.. a.Y.Zip(b.Y, (p, q) => fromA * p + fromB * q)];
    return new Half(largest, fromA * a.Sum + fromB * b.Sum, y);
#endif
}
#endregion

#region check 20.4
Half Part(double[] z)   // patterns of two units, z and z², at beta = 2
{
    double[] w = [.. z.Select(value => Math.Exp(2 * (value - z.Max())))];
    return new(z.Max(), w.Sum(),
        [w.Zip(z, (p, x) => p * x).Sum(), w.Zip(z, (p, x) => p * x * x).Sum()]);
}
double[] DrawParts(Random random) => [.. Enumerable.Range(0, random.Next(2, 20))
    .Select(_ => 10 * random.NextDouble())];
(double Largest, double Sum, double[] Y) Of(Half half) =>
    (half.Largest, half.Sum, half.Y);
Check.Exercise("20.4",
    "Each half measured its weights from its own largest similarity. "
        + "From which one must both be measured now?",
    "From the larger one. Multiply the sum and the answer of each half by "
        + "exp(beta · (its own largest − the largest of both)), then add.")
  .Function(z => Of(Merge(Part(z[..1]), Part(z[1..]), 2)),
    z => Of(Part(z)), DrawParts)
#endregion

#region why 20.4
// A half that measured from a smaller maximum holds weights that are too large by exp(beta (largest − its own)); multiplying by the inverse
// corrects sum and answer alike. The half that holds the largest similarity is multiplied by 1. This is how the engine shares one query among
// threads, each with half of the patterns to read.
#endregion

#region exercise 20.5 explain
// Exercise 20.5 · Explain. What can make it twice as fast?
// The choices stand below.
#if STUB
string faster = "";   // "a", "b" or "c"
#elif ANSWER
string faster = "b";
#elif WRONG // computes faster
string faster = "a";
#elif WRONG // computes less
string faster = "c";
#endif
#endregion

#region check 20.5
Quiz.Ask("20.5", "A single update in one pass runs at 95 % of the speed of "
        + "a plain read. What can make it twice as fast?")
    .Wrong("Registers twice as wide.",
        "They compute faster; what it waits for is the next number.")
    .Right("Patterns stored in 16 bits instead of 32.",
        "Half the bytes: the slope is the limit, and the loop moves right.")
    .Wrong("A cheaper exponential.",
        "One exponential for 512 numbers read never took the time.")
    .Answer(faster)
#endregion

#region why 20.5
// Next to a plain read 5 % are left to gain. A plain read is not the last word: four places of the memory read in step bring more bytes a second
// than one (the rows "reading memory" in README), which is worth a tenth or so. Twice as fast needs half the bytes. Wider registers and cheaper
// exponentials shorten what already hides behind the waiting.
#endregion

#region exercise 20.6 open
#endregion

#region why 20.6
// For a pattern x in a block with centre c and radius r, x·ξ = c·ξ + (x − c)·ξ ≤ c·ξ + r |ξ| (Cauchy and Schwarz). If β times that bound lies
// further below the largest similarity found so far than ln(2²⁴ P), no pattern of the block can change the answer in single precision.
//
// It helps when blocks are tight, the largest similarity is found early and β is large. Random patterns in many dimensions have no blocks: all
// are equally far from each other, every radius is as large as the patterns, and the bound skips nothing. Real data, such as digits of one
// class, lie closer together. A sound answer measures the share that is skipped for several β and says where it falls to nothing.
#endregion

#region rubric 20.6
// A bound that holds (3)
// full: For every pattern of a block, derived from centre and radius, and tried on random ones: none exceeds it.
// part: Derived and not tried, or tried and not derived.
// none: A bound that patterns exceed.
//
// When a block may be skipped (3)
// full: From the largest similarity so far, β and the precision: what is left out cannot move the answer; the answers with and without are compared.
// part: A threshold without the derivation, with the comparison.
// none: Blocks are skipped by rank.
//
// Measures the share that is read (2)
// full: For several β on the digits and on random patterns, with the bytes or patterns that were read.
// part: One β, or one set.
// none: Time of one run.
//
// Says when it does not help (2)
// full: Where radii are as large as the patterns, β is small or the best is found late, with the β at which the share falls to nothing.
// part: One of these in words.
// none: It always helps.
#endregion

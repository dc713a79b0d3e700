// Chapter 01, what associative memory is: the one source of its exercises.
// The chapter's stub and check cells and the solutions notebook are written from here; CONTRIBUTING.md tells how.
using Hopfield;
using Hopfield.Exercises;

#region given
var digits = DataSets.Digits();
var patterns = BinaryPatterns.From(digits.Exemplars(seed: 0).Bipolar());
var memory = PseudoInverse.From(patterns);
#endregion

#region exercise 01.1 do
// Exercise 01.1 · Which digit comes back?
#if STUB
int[] back = [];   // from three rows of the 6; from one row of the 9
#elif ANSWER
int[] back = [6, 5];
#elif WRONG // believes that a digit always finds itself
int[] back = [6, 9];
#elif WRONG // takes the answer to darkness for the answer to everything
int[] back = [1, 1];
#endif
#endregion

#region check 01.1
int FromRows(int digit, int rows) => patterns.IndexOf(memory.Recall(
    Corruption.Mask(patterns.Pattern(digit), (8 * rows)..),
    clamped: [.. Enumerable.Range(0, 8 * rows)]).State);
Check.Exercise("01.1",
    "The 6 is one of the five digits that come back whole in Figure 1.5.",
    "Compare the first row of the 9 with the first rows of the others. Which " +
    "digit begins in the same way?")
  .Array(back, [FromRows(6, 3), FromRows(9, 1)])
#endregion

#region why 01.1
// Three rows of the 6 are enough. The first row of the 9 is also the first row of the 5, and so are the second and the third: what is
// shown fits the 5 just as well, and nothing shown could tell them apart.
#endregion

#region exercise 01.2 make
// Exercise 01.2 · The number of the stored pattern that differs from the query
// in the fewest pixels; of equals, the first.
// Given: patterns.PatternCount, patterns.Pattern(mu),
// Bipolar.HammingDistance(x, y).   Size: 1–6 lines.
int Closest(sbyte[] query)
{
#if STUB
    throw new NotImplementedException("Write Closest here.");
#elif ANSWER
    return Enumerable.Range(0, patterns.PatternCount)
        .MinBy(mu => Bipolar.HammingDistance(patterns.Pattern(mu), query));
#elif WRONG // takes the pattern that differs most
    return Enumerable.Range(0, patterns.PatternCount)
        .MaxBy(mu => Bipolar.HammingDistance(patterns.Pattern(mu), query));
#elif WRONG // counts a picture with all pixels turned round as close
    return Enumerable.Range(0, patterns.PatternCount)
        .MaxBy(mu => Math.Abs(Bipolar.Overlap(patterns.Pattern(mu), query)));
#elif WRONG // counts only the pixels that are on in both
    return Enumerable.Range(0, patterns.PatternCount)
        .MaxBy(mu => patterns.Pattern(mu).Zip(query)
            .Count(p => p.First > 0 && p.Second > 0));
#endif
}
#endregion

#region check 01.2
Check.Exercise("01.2",
    "The number of pixels in which two patterns differ is their Hamming " +
    "distance; there is a method for it.",
    "`MinBy` picks the element with the smallest value, and of equals the " +
    "first.")
  .Function(Closest, query => NearestNeighbour.Find(patterns, query).Mu,
    Enumerable.Range(0, 200).Select(k =>
        Corruption.Flip(patterns.Pattern(k % 10), 0.4, seed: k)))
#endregion

#region why 01.2
// One pass over the list, one distance each: the cost grows with the number of pictures, and every picture has to be kept.
// There is no way to be wrong in between: the answer is always one of the ten.
#endregion

#region exercise 01.3 make
// Exercise 01.3 · A number of held pixels k at which the 0 comes back, while
// with k − 1 it does not.   Size: 1 number, or a loop.
#if STUB
int? k = null;
#elif ANSWER
bool ComesBack(int held) => memory.Recall(
    Corruption.Mask(patterns.Pattern(0), held..),
    clamped: [.. Enumerable.Range(0, held)])
    .State.SequenceEqual(patterns.Pattern(0));
int? k = Enumerable.Range(1, 64)
    .First(held => ComesBack(held) && !ComesBack(held - 1));
#elif WRONG // takes whole rows
int? k = 32;
#elif WRONG // one pixel too early
int? k = 24;
#endif
#endregion

#region check 01.3
bool Zero(int held) => memory.Recall(
    Corruption.Mask(patterns.Pattern(0), held..),
    clamped: [.. Enumerable.Range(0, held)])
    .State.SequenceEqual(patterns.Pattern(0));
Check.Exercise("01.3",
    "Three rows (24 pixels) are too few for the 0, says Figure 1.5; four " +
    "(32 pixels) are enough, says Figure 1.1. The step lies in between.",
    "Hide the rest with `Corruption.Mask(patterns.Pattern(0), k..)` and hold " +
    "the units 0 to k − 1 with `clamped`.")
  .Facts(k,
    ("With k pixels the 0 comes back", held => Zero(held!.Value), true),
    ("with k − 1 it does not", held => Zero(held!.Value - 1), false))
#endregion

#region why 01.3
// A single pixel decides, and which one it is says what the network took the picture for until then: up to that pixel
// everything shown also fits another state at rest.
#endregion

#region exercise 01.4 make
// Exercise 01.4 · 64 pixels that the list names an 8 while the network ends in
// something else.
#if STUB
sbyte[] query = [];   // 64 entries, +1 or −1
#elif ANSWER
sbyte[] query = Enumerable.Range(0, 1000)
    .Select(seed => Corruption.Flip(patterns.Pattern(8), 0.25, seed))
    .First(q => NearestNeighbour.Find(patterns, q).Mu == 8
        && !memory.Recall(q).State.SequenceEqual(patterns.Pattern(8)));
#elif WRONG // too little noise: both find the 8
sbyte[] query = Corruption.Flip(patterns.Pattern(8), 0.02, seed: 1);
#elif WRONG // turns the 8 round: the list does not name an 8 any more
sbyte[] query = Bipolar.Mirror(patterns.Pattern(8));
#endif
#endregion

#region check 01.4
Check.Exercise("01.4",
    "In Figure 1.4 the two curves part from about 20 % of noise on: there " +
    "the two often give different answers.",
    "Try one seed after another until both conditions hold: " +
    "`Corruption.Flip(patterns.Pattern(8), 0.25, seed)`.")
  .Facts(query,
    ("The list names", q => NearestNeighbour.Find(patterns, q).Mu, 8),
    ("the network ends elsewhere than in the stored 8",
        q => !memory.Recall(q).State.SequenceEqual(patterns.Pattern(8)), true))
#endregion

#region why 01.4
// The closest pattern and the end of the recall are two different things. The network walks downhill one unit at a time, and on the way
// another valley may open earlier.
#endregion

#region exercise 01.5 explain
// Exercise 01.5 · Explain. Where in the network is the digit 3 stored? The
// choices stand below.
#if STUB
string where = "";   // "a", "b", "c" or "d"
#elif ANSWER
string where = "d";
#elif WRONG // takes units for shelves
string where = "a";
#elif WRONG // takes rows of the matrix for a list
string where = "b";
#elif WRONG // takes the code for the memory
string where = "c";
#endif
#endregion

#region check 01.5
Quiz.Ask("01.5", "Where in the network is the digit 3 stored?")
    .Wrong("In the units that are on in the 3.",
        "The units hold the present state only. Show another half, and they " +
        "hold another digit.")
    .Wrong("In the fourth row of the weights.",
        "A row holds the weights of one pixel to all others; the ten digits " +
        "share it.")
    .Wrong("In the variable patterns.",
        "The recall never looks there: it needs the weights and the query " +
        "alone.")
    .Right("Spread over all weights, together with the other nine.",
        "Each weight holds a little of all ten. That is why no address finds " +
        "it, and why the network lives on with a fifth of its weights cut.")
    .Answer(where)
#endregion

#region why 01.5
// The learning rule puts all ten pictures into the same 2,016 numbers. Each says how one pixel follows from another, once what the pictures
// have in common is taken off; in one pair of pixels of eight it even has the other sign than their agreement. (A rule that writes down the
// agreement itself is Hebb's, and it completes none of these halves: chapter 04.) What brings the 3 back is all these numbers together.
#endregion

#region exercise 01.6 open
#endregion

#region why 01.6
// With one pixel in five turned round, 86 % of the noisy copies of the ten come back. A random eleventh picture leaves 83 to 86 % (twenty
// draws): it costs next to nothing. An eleventh that is the 8 with four pixels changed leaves 74 to 80 %, and below (77 % of all) 73 % of the
// 8 itself, where it were 87 %: between two close pictures there is room for narrow valleys only. All ten are at rest all the same; being at
// rest is the least that one can ask of a memory (chapter 04).
//
//     var near = PseudoInverse.From(patterns.Add(Corruption.FlipCount(patterns.Pattern(8), 4, seed: 3)));
#endregion

#region rubric 01.6
// Counts before and after (3)
// full: Both shares are counted on copies of all ten digits, several of each, with the same noise and the same seeds.
// part: One copy of each digit, or other noise before than after.
// none: No count, or one recall that is told.
//
// Tries drawings that differ (3)
// full: At least two drawings: one like a stored digit, one unlike all of them.
// part: One drawing, with a reasoned guess about another.
// none: One drawing, and it is taken to stand for all.
//
// Says what the cost depends on (2)
// full: On likeness to what is stored, and it is shown: by the overlap of the drawing, or by which digit loses.
// part: Likeness is named and not shown.
// none: No cause, or one that the counts contradict.
//
// Does not read chance as a cost (2)
// full: Other seeds or drawings tell how much the counts differ by chance, and only more than that is called a cost.
// part: Chance is mentioned and not measured.
// none: A difference of a few copies is explained.
#endregion

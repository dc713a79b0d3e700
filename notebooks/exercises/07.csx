// Chapter 07, hetero-association: the one source of its exercises.
// The chapter's stub and check cells and the solutions notebook are written from here; CONTRIBUTING.md tells how.
using Hopfield;
using Hopfield.Exercises;

#region exercise 07.1 do
// Exercise 07.1 · Both sides at once, from the cat's picture and the dog's
// name. Write "cat" or "dog" four times: { picture and name after one step,
// picture and name after two }.
#if STUB
string[] atOneTime = [];
#elif ANSWER
string[] atOneTime = ["dog", "cat", "cat", "dog"];
#elif WRONG // takes turns: the name follows the picture, then both rest
string[] atOneTime = ["cat", "cat", "cat", "cat"];
#elif WRONG // nothing moves
string[] atOneTime = ["cat", "dog", "cat", "dog"];
#elif WRONG // after one step both stay
string[] atOneTime = ["dog", "cat", "dog", "cat"];
#endif
#endregion

#region check 07.1
string[] SwingingPair()
{
    var (x, y) = (BinaryPatterns.Random(2, 101, seed: 1),
        BinaryPatterns.Random(2, 101, seed: 2));
    var joint = BidirectionalMemory.Store(x, y).Joint;
    sbyte[] one = joint.Step([.. x.Pattern(0), .. y.Pattern(1)]),
        two = joint.Step(one);
    string Which(BinaryPatterns side, ReadOnlySpan<sbyte> state) =>
        side.Overlap(0, state) > side.Overlap(1, state) ? "cat" : "dog";
    return [Which(x, one.AsSpan(..101)), Which(y, one.AsSpan(101..)),
        Which(x, two.AsSpan(..101)), Which(y, two.AsSpan(101..))];
}
Check.Exercise("07.1",
    "Each side hears only what the other one was, not what it becomes.",
    "The picture answers the name that was there, the name answers the picture "
        + "that was there. Then once more.")
  .Array(atOneTime, SwingingPair())
#endregion

#region why 07.1
// After one step the picture has followed the old name (dog) and the name the old picture (cat); after two all is as before, and so on for ever. Each
// side has taken the other's place: two conversations that never meet.
#endregion

#region exercise 07.2 make
// Exercise 07.2 · A whole recall of 6 and 4 units. The state holds the 6 of the
// first side, then the 4 of the second; give back the state at rest.
// Given: w[j, i], the weight between unit j of the second side and i of the
// first.   Size: 10–15 lines.
var sixFour = BidirectionalMemory.Store(
    BinaryPatterns.Random(3, 6, seed: 5), BinaryPatterns.Random(3, 4, seed: 6));
int[,] w = sixFour.Weights();
sbyte[] TakeTurns(sbyte[] state)
{
#if STUB
    throw new NotImplementedException(
        "Write TakeTurns, then run the cell below.");
#elif ANSWER
    sbyte[] x = state[..6], y = state[6..];
    bool moved = true;
    while (moved)
    {
        moved = false;
        for (int j = 0; j < 4; j++)
            Follow(y, j, Enumerable.Range(0, 6).Sum(i => w[j, i] * x[i]));
        for (int i = 0; i < 6; i++)
            Follow(x, i, Enumerable.Range(0, 4).Sum(j => w[j, i] * y[j]));
    }
    return [.. x, .. y];

    void Follow(sbyte[] side, int unit, int field)
    {
        if (field == 0 || Math.Sign(field) == side[unit]) return;
        side[unit] = (sbyte)-side[unit];
        moved = true;
    }
#elif WRONG // one round only
    sbyte[] x = state[..6], y = state[6..];
    for (int j = 0; j < 4; j++)
    {
        int field = Enumerable.Range(0, 6).Sum(i => w[j, i] * x[i]);
        if (field != 0) y[j] = (sbyte)Math.Sign(field);
    }
    for (int i = 0; i < 6; i++)
    {
        int field = Enumerable.Range(0, 4).Sum(j => w[j, i] * y[j]);
        if (field != 0) x[i] = (sbyte)Math.Sign(field);
    }
    return [.. x, .. y];
#elif WRONG // the first side answers first
    sbyte[] x = state[..6], y = state[6..];
    for (int round = 0; round < 20; round++)
    {
        for (int i = 0; i < 6; i++)
        {
            int field = Enumerable.Range(0, 4).Sum(j => w[j, i] * y[j]);
            if (field != 0) x[i] = (sbyte)Math.Sign(field);
        }
        for (int j = 0; j < 4; j++)
        {
            int field = Enumerable.Range(0, 6).Sum(i => w[j, i] * x[i]);
            if (field != 0) y[j] = (sbyte)Math.Sign(field);
        }
    }
    return [.. x, .. y];
#elif WRONG // a tie becomes +1
    sbyte[] x = state[..6], y = state[6..];
    for (int round = 0; round < 20; round++)
    {
        for (int j = 0; j < 4; j++)
            y[j] = Enumerable.Range(0, 6).Sum(i => w[j, i] * x[i]) >= 0
                ? (sbyte)1 : (sbyte)-1;
        for (int i = 0; i < 6; i++)
            x[i] = Enumerable.Range(0, 4).Sum(j => w[j, i] * y[j]) >= 0
                ? (sbyte)1 : (sbyte)-1;
    }
    return [.. x, .. y];
#elif WRONG // both sides at once
    sbyte[] x = state[..6], y = state[6..];
    for (int round = 0; round < 20; round++)
    {
        sbyte[] before = [.. x];
        for (int i = 0; i < 6; i++)
        {
            int field = Enumerable.Range(0, 4).Sum(j => w[j, i] * y[j]);
            if (field != 0) x[i] = (sbyte)Math.Sign(field);
        }
        for (int j = 0; j < 4; j++)
        {
            int field = Enumerable.Range(0, 6).Sum(i => w[j, i] * before[i]);
            if (field != 0) y[j] = (sbyte)Math.Sign(field);
        }
    }
    return [.. x, .. y];
#endif
}
#endregion

#region check 07.2
sbyte[] TakeTurnsByEngine(sbyte[] state)
{
    var rest = sixFour.Recall(state[..6], state[6..]).State;
    return [.. rest.First, .. rest.Second];
}
Check.Exercise("07.2",
    "Two loops in a third. Which side moves first, and when may you stop?",
    "field = Σ w[j, i] x[i] for each j, keep the unit if it is 0; then the "
        + "same with the sides exchanged; until a round has changed nothing.")
  .Function(TakeTurns, TakeTurnsByEngine, inputs: Enumerable.Range(0, 1024)
      .Select(k => Enumerable.Range(0, 10)
          .Select(bit => (sbyte)(2 * (k >> bit & 1) - 1)).ToArray()))
#endregion

#region why 07.2
// That the function comes back from all 1,024 states is the proof: a memory that swung would never leave the loop. The general reason is the joint
// energy, which each half-step lowers or leaves; with "keep" on a tie nothing moves without lowering it.
#endregion

#region exercise 07.3 make
// Exercise 07.3 · Eight patterns, one a note, that Sequences.From plays from
// any of them.   Given: BinaryPatterns.Random(count, units, seed),
// BinaryPatterns.From(rows).
// Size: 1–6 lines.
BinaryPatterns EightNotes()
{
#if STUB
    throw new NotImplementedException(
        "Write EightNotes, then run the cell below.");
#elif ANSWER
    return BinaryPatterns.Random(8, 256, seed: 8);
#elif WRONG // one unit a note: the seven silent ones agree, and drown it
    return BinaryPatterns.From(Enumerable.Range(0, 8).Select(note =>
        Enumerable.Range(0, 8).Select(unit => (sbyte)(unit == note ? 1 : -1))
            .ToArray()));
#elif WRONG // too few units
    return BinaryPatterns.Random(8, 16, seed: 8);
#elif WRONG // a melody in which a note comes twice
    var notes = BinaryPatterns.Random(7, 256, seed: 8);
    return notes.Add(notes.Pattern(2));
#endif
}
#endregion

#region check 07.3
int RightNotes(BinaryPatterns notes)
{
    var tune = Sequences.From(notes);
    int right = 0;
    for (int start = 0; start < notes.PatternCount; start++)
    {
        sbyte[] state = notes.Pattern(start);
        for (int t = 1; t < notes.PatternCount; t++)
        {
            state = tune.Step(state);
            if (state.SequenceEqual(notes.Pattern((start + t)
                % notes.PatternCount))) right++;
        }
    }
    return right;
}
Check.Exercise("07.3",
    "The next note is heard above the crosstalk of seven others. What makes "
        + "crosstalk small?",
    "Patterns that are not alike, and many units: random ones of a hundred "
        + "units and more.")
  .Facts(EightNotes,
    ("Patterns", notes => notes.PatternCount, 8),
    ("Right notes of 56", notes => RightNotes(notes), 56))
#endregion

#region why 07.3
// Random patterns of 64 units play from all starts in 75 of 100 draws, of 128 units in all 100: the crosstalk of seven others has the size
// √(7/N) beside the signal 1. With one unit a note, two notes agree in six of eight units, an overlap of ½; rows of a Hadamard matrix, whose
// overlaps are 0, would do with 8 units but for the missing self-weights.
#endregion

#region exercise 07.4 do
// Exercise 07.4 · The echo U at which the noise doubles, r = 2: { network,
// pairs, one melody }, to three digits.
#if STUB
double[] doubled = [];
#elif ANSWER
double[] doubled = [1 - 1 / Math.Sqrt(2),
    Math.Sqrt((5 - Math.Sqrt(17)) / 4), Math.Sqrt(0.5)];
#elif WRONG // forgets the square in the network
double[] doubled = [0.5, Math.Sqrt((5 - Math.Sqrt(17)) / 4), Math.Sqrt(0.5)];
#elif WRONG // U² in place of U
double[] doubled = [1 - 1 / Math.Sqrt(2), (5 - Math.Sqrt(17)) / 4, 0.5];
#endif
#endregion

#region check 07.4
double DoublesAt(EchoLaw law)
{
    double low = 0, high = 0.999;
    while (high - low > 1e-12)
    {
        double middle = (low + high) / 2;
        if (law.Noise(middle) < 2) low = middle; else high = middle;
    }
    return low;
}
Check.Exercise("07.4",
    "Three equations r(U) = 2, from the three lines of the box.",
    "For the pairs write v for U²: 1 + v = 2 (1 − v)², and take the root "
        + "below 1.")
  .Array(doubled, [DoublesAt(EchoLaw.Network), DoublesAt(EchoLaw.Bidirectional),
      DoublesAt(EchoLaw.Sequence)], tolerance: 6e-4)
#endregion

#region why 07.4
// 0.293, 0.468 and 0.707. A network's noise has doubled when units answer a pull with less than a third of it; a melody bears more than twice as much.
#endregion

#region exercise 07.5 explain
// Exercise 07.5 · Explain. Why are the same 180 patterns lost in one case and
// kept in the other?
string because = "";   // "a", "b" or "c"
#if STUB
#elif ANSWER
because = "c";
#elif WRONG // symmetry is not the reason: pairs have symmetric weights
because = "a";
#elif WRONG // the first step is equally good
because = "b";
#endif
#endregion

#region check 07.5
Quiz.Ask("07.5", "180 patterns of 1,000 units. Why is the melody kept?")
    .Wrong("Its weights are not symmetric.",
        "Pairs have symmetric weights and are kept as well.")
    .Wrong("Its crosstalk is smaller.",
        "After one step all have the same overlap, 0.98.")
    .Right("The answer to a stranger's pull goes to another stranger.",
        "In the network it comes back to the same one and adds up.")
    .Answer(because)
#endregion

#region why 07.5
// The first step is as good in all cases, so it is not the crosstalk of the stored patterns; pairs are symmetric and hold, so it is not symmetry. What is
// changed from case to case is who answers whom, and the strangers' pulls, measured in the chapter, are louder than chance only where they answer
// themselves.
#endregion

#region exercise 07.6 open
#endregion

#region why 07.6
// The state has to say where in the tune one is. One way: each state holds the note that sounds and the ones before it, a block of units for each. In the
// whole tune (C D E C twice, E F G twice, G A G F E C twice, C G C twice: 32 notes) two equal stretches of six notes still go on differently, and seven
// suffice. But then neighbours share most of their blocks and are alike: with 256 units a note Hebb's sequence stumbles in each of ten draws, while the
// dense one with f(z) = z⁸ plays all 32. Another way is a pattern of its own for each step, from which the note is read off.
#endregion

#region rubric 07.6
// Says what a state must hold (3)
// full: Where in the tune one is: enough notes before, or a place of its own; and how many notes are needed, found by looking for the first stretch that
// goes on in two ways.
// part: Context is asked for, without how much.
// none: The note alone, with another rule.
//
// Builds it and plays the whole tune (4)
// full: All 32 notes come in order from the first, and it is shown how many patterns of how many units were stored.
// part: The tune comes up to a place that is named.
// none: Nothing is played.
//
// Sees that context makes states alike (2)
// full: Neighbours share most of their blocks; the answer meets that by another rule, a narrower f or patterns of their own, and says what Hebb's rule
// does.
// part: Likeness is seen and not met.
// none: The failure of one rule is put down to chance.
//
// Repeats with other draws (1)
// full: Several draws of the notes' patterns, and in how many the tune is whole.
// none: One draw.
#endregion

// Chapter 21, one memory on many machines: the one source of its exercises.
// The chapter's stub and check cells and the solutions notebook are written from here; CONTRIBUTING.md tells how.
using Hopfield;
using Hopfield.Plotting; using Hopfield.Exercises;
using System.Numerics.Tensors;

#region given
PartialAnswer MergeAll(IEnumerable<PartialAnswer> parts) =>
    parts.Aggregate((a, b) => a.Merge(b));
#endregion

#region exercise 21.1 do
// Exercise 21.1 · The voices of three machines that sent (10, 1.5), (12, 1)
// and (9, 4): a, counted in powers of two, and s.
#if STUB
double[] voices = [];   // three shares, in this order
#elif ANSWER
double[] sums = [1.5 * 1024, 1 * 4096, 4 * 512];
double[] voices = [.. sums.Select(sum => sum / sums.Sum())];
#elif WRONG // takes the sums as they are, each relative to another score
double[] voices = [1.5 / 6.5, 1 / 6.5, 4 / 6.5];
#elif WRONG // lets the largest score speak alone
double[] voices = [0, 1, 0];
#elif WRONG // forgets how many weights stand behind a largest score
double[] voices = [1024 / 5632.0, 4096 / 5632.0, 512 / 5632.0];
#elif WRONG // gives the sums, not their shares
double[] voices = [1536, 4096, 2048];
#endif
#endregion

#region check 21.1
Check.Exercise("21.1",
    "Bring the three sums to one scale first: what is 1.5 relative to 2¹⁰?",
    "1.5 · 2¹⁰, 1 · 2¹² and 4 · 2⁹, each divided by the sum of the three.")
  .Array(voices, [0.2, 8 / 15.0, 4 / 15.0], tolerance: 1e-3)
#endregion

#region why 21.1
// The sums are 1,536, 4,096 and 2,048, together 7,680: voices of 0.2, 0.533 and 0.267. The third machine has the smallest largest score and yet
// counts more than the first: many weights stand behind it.
#endregion

#region exercise 21.2 make
// Exercise 21.2 · Put finished answers together: logs[k] is the logarithm of
// machine k's sum of weights, answers[k] its answer.   Size: 3–6 lines.
double[] Joined(double[] logs, double[][] answers)
{
#if STUB
    throw new NotImplementedException("Write Joined, then run the cell below.");
#elif ANSWER
    double[] p = [.. logs.Select(log => Math.Exp(log - logs.Max()))];
    return [.. answers[0].Select((_, i) =>
        p.Zip(answers, (weight, y) => weight * y[i]).Sum() / p.Sum())];
#elif WRONG // averages
    return [.. answers[0].Select((_, i) => answers.Average(y => y[i]))];
#elif WRONG // overflows
    double[] p = [.. logs.Select(Math.Exp)];
    return [.. answers[0].Select((_, i) =>
        p.Zip(answers, (weight, y) => weight * y[i]).Sum() / p.Sum())];
#elif WRONG // forgets to divide
    double[] p = [.. logs.Select(log => Math.Exp(log - logs.Max()))];
    return [.. answers[0].Select((_, i) =>
        p.Zip(answers, (weight, y) => weight * y[i]).Sum())];
#elif WRONG // weighs with the logarithms themselves
    return [.. answers[0].Select((_, i) =>
        logs.Zip(answers, (log, y) => log * y[i]).Sum() / logs.Sum())];
#endif
}
#endregion

#region check 21.2
PartialAnswer[] DrawParts21(Random random)   // scores up to some thousands
{
    double scale = Math.Pow(10, 4 * random.NextDouble());
    return [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ =>
    {
        double e = Math.Floor(scale * random.NextDouble());
        return new PartialAnswer(e * Math.Log(2), e, 1 + random.NextDouble(),
            [random.NextDouble(), -random.NextDouble()]);
    })];
}
Check.Exercise("21.2",
    "The voices of the machines are a softmax. Of what?",
    "Subtract the largest logarithm, take exponentials, weigh the answers "
        + "with them and divide by their sum.")
  .Function(parts => Joined([.. parts.Select(part => part.LogSumExp)],
        [.. parts.Select(part => part.Answer())]),
    parts => MergeAll(parts).Answer(), DrawParts21)
#endregion

#region why 21.2
// A machine's answer is v/s, and its sum of weights e^a s. Weighing the answers by these sums gives Σ e^a v / Σ e^a s, the quotient of all. The
// weights are a softmax over the logarithms, so they survive any size once the largest has been subtracted.
#endregion

#region exercise 21.3 make
// Exercise 21.3 · The `count` largest similarities of a memory that lies on
// shards, the largest first.   Size: 2–4 lines.
// Given: shard.Nearest(state, howMany), an array of matches with .Similarity;
// shard.PatternCount.
double[] Largest(
    ContinuousHopfield<double>[] shards, double[] state, int count)
{
#if STUB
    throw new NotImplementedException("Write Largest, run the cell below.");
#elif ANSWER
    return [.. shards.SelectMany(shard =>
            shard.Nearest(state, Math.Min(count, shard.PatternCount)))
        .Select(match => match.Similarity).OrderDescending().Take(count)];
#elif WRONG // asks every shard for one only
    return [.. shards.SelectMany(shard => shard.Nearest(state))
        .Select(match => match.Similarity).OrderDescending().Take(count)];
#elif WRONG // asks a small shard for more than it has
    return [.. shards.SelectMany(shard => shard.Nearest(state, count))
        .Select(match => match.Similarity).OrderDescending().Take(count)];
#elif WRONG // shares the places out among the shards
    return [.. shards.SelectMany(shard => shard.Nearest(state, Math.Clamp(
            count / shards.Length, 1, shard.PatternCount)))
        .Select(match => match.Similarity).OrderDescending().Take(count)];
#elif WRONG // forgets to sort
    return [.. shards.SelectMany(shard =>
            shard.Nearest(state, Math.Min(count, shard.PatternCount)))
        .Select(match => match.Similarity).Take(count)];
#endif
}
#endregion

#region check 21.3
(double[][] Rows, double[] State, int Count, int Cut) DrawCuts(Random random)
{
    double[] Row() => [.. Enumerable.Range(0, 3)
        .Select(_ => 2 * random.NextDouble() - 1)];
    double[][] rows = [.. Enumerable.Range(0, random.Next(2, 12))
        .Select(_ => Row())];
    return (rows, Row(), random.Next(1, rows.Length + 1), random.Next(1, 5));
}
Check.Exercise("21.3",
    "How many of the best can lie on one and the same shard?",
    "All of them: ask every shard for `count`, or for all it has, then sort.")
  .Function(t => Largest([.. t.Rows.Chunk(t.Cut)
        .Select(rows => ContinuousHopfield.Store(rows, 1.0))],
        t.State, t.Count),
    t => [.. ContinuousHopfield.Store(t.Rows, 1.0)
        .Nearest(t.State, t.Count).Select(match => match.Similarity)],
    DrawCuts)
#endregion

#region why 21.3
// All of the best may lie on one shard, so each has to send as many as are wanted. Of what it sends, a shard's worst may still be among the best of
// all; what it does not send cannot be, since as many better ones came from the same shard. So lists of length `count` merge exactly.
#endregion

#region exercise 21.4 make
// Exercise 21.4 · The energy of a state of a memory that lies on machines.
// parts[k], counts[k], norms[k]: what machine k sends.   Size: 3–6 lines.
// Given: MergeAll(parts), .LogSumExp, which is ln Σ exp(β z).
double EnergyOf(PartialAnswer[] parts, int[] counts, double[] norms,
    double[] state, double beta)
{
#if STUB
    throw new NotImplementedException("Write EnergyOf, run the cell below.");
#elif ANSWER
    double squares = state.Sum(unit => unit * unit) / 2;
    return -MergeAll(parts).LogSumExp / beta + squares
        + Math.Log(counts.Sum()) / beta + norms.Max() * norms.Max() / 2;
#elif WRONG // adds up the energies of the machines
    double squares = state.Sum(unit => unit * unit) / 2;
    return Enumerable.Range(0, parts.Length).Sum(k =>
        -parts[k].LogSumExp / beta + squares
            + Math.Log(counts[k]) / beta + norms[k] * norms[k] / 2);
#elif WRONG // forgets 1/β
    double squares = state.Sum(unit => unit * unit) / 2;
    return -MergeAll(parts).LogSumExp + squares
        + Math.Log(counts.Sum()) + norms.Max() * norms.Max() / 2;
#elif WRONG // adds the logarithms of the counts
    double squares = state.Sum(unit => unit * unit) / 2;
    return -MergeAll(parts).LogSumExp / beta + squares
        + counts.Sum(count => Math.Log(count)) / beta
        + norms.Max() * norms.Max() / 2;
#elif WRONG // takes the largest score for the sum
    double squares = state.Sum(unit => unit * unit) / 2;
    return -MergeAll(parts).LargestScore / beta + squares
        + Math.Log(counts.Sum()) / beta + norms.Max() * norms.Max() / 2;
#endif
}
#endregion

#region check 21.4
(double[][] Rows, double[] State, double Beta) DrawSpread(Random random)
{
    double[] Row() => [.. Enumerable.Range(0, 3)
        .Select(_ => 2 * random.NextDouble() - 1)];
    return ([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Row())],
        Row(), 0.2 + 5 * random.NextDouble());
}
double ByYours(double[][] rows, double[] state, double beta)
{
    var shards = rows.Chunk(3)
        .Select(some => ContinuousHopfield.Store(some, beta)).ToArray();
    return EnergyOf([.. shards.Select(shard => shard.Partial(state))],
        [.. shards.Select(shard => shard.PatternCount)],
        [.. shards.Select(shard => shard.Patterns.MaxNorm)], state, beta);
}
Check.Exercise("21.4",
    "Each term merges in its own way: by merging parts, by adding, by taking "
        + "the largest, or not at all.",
    "lse(β, z) is LogSumExp of all merged parts, divided by β. Counts add, of "
        + "norms the largest is taken, ξᵀξ is the asker's own.")
  .Function(t => ByYours(t.Rows, t.State, t.Beta),
    t => ContinuousHopfield.Store(t.Rows, t.Beta).Energy(t.State), DrawSpread)
#endregion

#region why 21.4
// Three monoids at once: parts under Merge, counts under addition, norms under maximum. The energy itself is no sum over machines: the logarithm
// stands outside of the sum. With it a cluster can watch its own recalls, since the energy never rises along them (chapter 13).
#endregion

#region exercise 21.5 explain
// Exercise 21.5 · Explain. What do two rounds gain over one round of triples?
// The choices stand below.
#if STUB
string gain = "";   // "a", "b" or "c"
#elif ANSWER
string gain = "c";
#elif WRONG // thinks a common scale is more exact
string gain = "a";
#elif WRONG // thinks triples can overflow
string gain = "b";
#endif
#endregion

#region check 21.5
Quiz.Ask("21.5", "Two rounds, largest scores first, or one round of triples: "
        + "what do the two rounds gain?")
    .Wrong("Digits: all sums are measured from one score.",
        "A sum that is brought to another scale keeps its digits.")
    .Wrong("Safety: a triple can still overflow.",
        "Its sums are measured from their own largest term: they are at most "
            + "as large as the number of patterns.")
    .Right("Nothing; they cost a second message there and back.",
        "And who is lost between the rounds is missed in the second.")
    .Answer(gain)
#endregion

#region why 21.5
// Both give the same quotient. A triple carries its own scale, so the machines need not agree on one beforehand. In the model of the last section a
// second round adds another L to every question, and L is what no number of machines makes shorter.
#endregion

#region exercise 21.6 open
#endregion

#region why 21.6
// Scores of a group are at most β (c·ξ + r |ξ|), with its centre c and radius r. A group that lies more than ln(P/ε) below the largest score found
// can be left out, and its weight in the answer is below ε. A sound answer measures the share of groups asked over β, with the groups' sizes, and
// does not forget that somebody has to hold all centres. With pictures of clothes and half of a picture shown, radii are large, and less is
// skipped than one hopes.
//
// Dealt by likeness a lost machine takes a kind with it, and for some questions nobody is left who knows anything near. Dealt at random every
// machine has to be asked, and a loss leaves a neighbour behind for most questions. Copies on a second machine change the comparison: then the
// first way is affordable.
#endregion

#region rubric 21.6
// A bound that holds (3)
// full: The best possible score of a group from centre and radius, derived, and tried: no pattern of a group exceeds it.
// part: Derived and not tried, or tried and not derived.
// none: A bound that patterns exceed.
//
// The share that is asked (3)
// full: At β = 16 and at other values, over many questions and with a spread, beside what is left out of the answer; the centres that somebody holds are counted.
// part: One question, or a share without the error that it costs.
// none: No share is measured.
//
// What a lost group costs (2)
// full: The same questions with each group missing, beside groups dealt at random of the same size.
// part: Only one of the two ways is measured.
// none: A cost is stated.
//
// A use for each way (2)
// full: Two uses, each with the measured property that decides it, and what the other way would cost there.
// part: Uses without a figure that decides.
// none: One way is called the better.
#endregion

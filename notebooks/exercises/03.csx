// Chapter 03, energy and descent: the one source of its exercises.
// The chapter's stub and check cells and the solutions notebook are written from here; CONTRIBUTING.md tells how.
using Hopfield;
using Hopfield.Exercises;

#region exercise 03.1 do
// Exercise 03.1 · Three units, all edges −1: the energies of three states.
#if STUB
double[] energies = [];   // all on; two on and one off; all off
#elif ANSWER
double[] energies = [3, -1, 3];
#elif WRONG // meets each edge twice and forgets the ½
double[] energies = [6, -2, 6];
#elif WRONG // forgets the minus in front
double[] energies = [-3, 1, -3];
#elif WRONG // treats off as 0
double[] energies = [3, 1, 0];
#endif
#endregion

#region check 03.1
var triangle =
    HopfieldNetwork.FromEdges(3, [(0, 1, -1), (1, 2, -1), (0, 2, -1)]);
Check.Exercise("03.1",
    "Each unhappy edge counts +1, each happy one −1. All three on: how many " +
    "edges are happy?",
    "Two on, one off: two edges join units that differ and are happy, one " +
    "joins units that are the same.")
  .Array(energies, [triangle.Energy([1, 1, 1]),
    triangle.Energy([1, 1, -1]), triangle.Energy([-1, -1, -1])])
#endregion

#region why 03.1
// All on: three unhappy edges, 3. Two on and one off: two happy edges and one unhappy one, −2 + 1 = −1. All off is the mirror of all on: 3.
// At least one edge stays unhappy whatever the units do, and all three do when they agree. The triangle is frustrated.
#endregion

#region exercise 03.2 make
// Exercise 03.2 · E after unit i turns round, minus E before; compute no
// energy.
// Given: net.LocalField(state, i), threshold included.   Size: 1 line.
double FlipPrice(HopfieldNetwork net, sbyte[] state, int i)
{
#if STUB
    throw new NotImplementedException("Write FlipPrice here.");
#elif ANSWER
    return 2 * state[i] * net.LocalField(state, i);
#elif WRONG // forgets that the terms go from minus to plus
    return state[i] * net.LocalField(state, i);
#elif WRONG // takes the gain for the price
    return -2 * state[i] * net.LocalField(state, i);
#elif WRONG // takes the threshold twice
    return 2 * state[i] * (net.LocalField(state, i) - net.Thresholds[i]);
#endif
}
#endregion

#region check 03.2
(HopfieldNetwork Net, sbyte[] State, int Unit) Draw(Random random)
{
    int n = random.Next(2, 12);
    double[] thresholds =
        [.. Enumerable.Range(0, n).Select(_ => random.NextDouble() - 0.5)];
    var net = SpinGlass.SherringtonKirkpatrick(n, random.Next());
    return (net.WithThresholds(thresholds), Bipolar.Random(n, random),
        random.Next(n));
}
double Difference(HopfieldNetwork net, sbyte[] before, int i)
{
    sbyte[] after = [.. before];
    after[i] = (sbyte)-after[i];
    return net.Energy(after) - net.Energy(before);
}
Check.Exercise("03.2",
    "Which terms of the energy contain the unit i? They all turn round.",
    "Before, these terms add up to −ξᵢ hᵢ; afterwards to +ξᵢ hᵢ.")
  .Function(x => FlipPrice(x.Net, x.State, x.Unit),
    x => Difference(x.Net, x.State, x.Unit), Draw, samples: 1000)
#endregion

#region why 03.2
// The terms with ξᵢ are −ξᵢ hᵢ before and +ξᵢ hᵢ after: a difference of 2 ξᵢ hᵢ. One field costs N multiplications, one energy N².
// The engine goes one step further: it keeps all fields up to date while units change, so that the price of any change is at hand.
#endregion

#region exercise 03.3 make
// Exercise 03.3 · Four units with directed edges that never come to rest.
// weights[i, j] is what i hears from j; no unit hears itself.
DirectedNetwork Restless()
{
    double[,] weights = new double[4, 4];
#if STUB
    throw new NotImplementedException("Fill the weights here.");
#elif ANSWER
    (weights[0, 1], weights[1, 0]) = (1, -1);
    return new DirectedNetwork(weights);
#elif WRONG // symmetric after all: it comes to rest
    (weights[0, 1], weights[1, 0]) = (1, 1);
    return new DirectedNetwork(weights);
#elif WRONG // a chain that passes one message on and stops
    (weights[1, 0], weights[2, 1], weights[3, 2]) = (1, 1, 1);
    return new DirectedNetwork(weights);
#elif WRONG // symmetric, with units that contradict themselves
    (weights[0, 1], weights[1, 0]) = (0.5, 0.5);
    for (int i = 0; i < 4; i++) weights[i, i] = -1;
    return new DirectedNetwork(weights);
#endif
}
sbyte[] from = [1, 1, 1, 1];
#endregion

#region check 03.3
Check.Exercise("03.3",
    "Two units are enough: one wants to be like the other, the other wants " +
    "to differ from it.",
    "Let 0 follow 1, and let 1 do the opposite of 0. The other two may do " +
    "nothing.")
  .Facts(Restless,
    ("Units", net => net.Dimension, 4),
    ("Units that hear themselves", net => Enumerable.Range(0, 4)
        .Count(i => net.Weight(i, i) != 0), 0),
    ("Units 0, 1, 2, 3 in turn: the recall ends in",
        net => net.Recall(from, UpdateOrder.Sequential).Stopped,
        StopReason.Cycle))
#endregion

#region why 03.3
// Unit 0 copies unit 1, and unit 1 does the opposite of unit 0. Whoever speaks is content, and makes the other discontent: a chase without
// end. With w₀₁ = 1 and w₁₀ = −1 there is no energy that both could lower: what is happy for one is unhappy for the other.
#endregion

#region exercise 03.4 make
// Exercise 03.4 · 0/1 units, weights v, thresholds phi: the same as ±1 units.
// The 0/1 unit i hears Σ v[i, j]·s[j] − phi[i].   Size: 6–9 lines.
HopfieldNetwork Translate(double[,] v, double[] phi)
{
#if STUB
    throw new NotImplementedException("Write Translate here.");
#elif ANSWER
    int n = phi.Length;
    var w = new double[n, n];
    double[] theta = [.. phi];
    for (int i = 0; i < n; i++)
    {
        for (int j = 0; j < n; j++)
        {
            w[i, j] = v[i, j] / 2;
            theta[i] -= v[i, j] / 2;
        }
    }
    return new HopfieldNetwork(w, theta);
#elif WRONG // takes the numbers over as they are
    return new HopfieldNetwork(v, phi);
#elif WRONG // forgets to shift the thresholds
    int n = phi.Length;
    var w = new double[n, n];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) w[i, j] = v[i, j] / 2;
    return new HopfieldNetwork(w, phi);
#elif WRONG // shifts the thresholds the wrong way
    int n = phi.Length;
    var w = new double[n, n];
    double[] theta = [.. phi];
    for (int i = 0; i < n; i++)
    {
        for (int j = 0; j < n; j++)
        {
            w[i, j] = v[i, j] / 2;
            theta[i] += v[i, j] / 2;
        }
    }
    return new HopfieldNetwork(w, theta);
#endif
}
#endregion

#region check 03.4
(double[,] V, double[] Phi, sbyte[] State) DrawZeroOne(Random random)
{
    int n = random.Next(2, 9);
    double[,] v = SpinGlass.SherringtonKirkpatrick(n, random.Next()).Weights();
    double[] phi =
        [.. Enumerable.Range(0, n).Select(_ => random.NextDouble() - 0.5)];
    return (v, phi, Bipolar.Random(n, random));
}
double[] Fields((double[,] V, double[] Phi, sbyte[] State) x) =>
    [.. x.Phi.Select((phi, i) =>
        x.State.Select((s, j) => x.V[i, j] * (s + 1) / 2).Sum() - phi)];
Check.Exercise("03.4",
    "Put s = (ξ + 1)/2 into the 0/1 field and sort: what stands in front of " +
    "ξ, and what stands alone?",
    "In front of ξ stands v/2. What stands alone is ½ Σ v − φ: minus the new " +
    "threshold.")
  .Function(x => Translate(x.V, x.Phi).LocalFields(x.State), Fields,
    DrawZeroOne)
#endregion

#region why 03.4
// Σ v s − φ = Σ (v/2) ξ + ½ Σ v − φ. What multiplies ξ is the new weight, and what stands alone is minus the new threshold.
// Fields are equal in every state, so every unit wants the same in both networks, and every recall goes the same way.
#endregion

#region exercise 03.5 explain
// Exercise 03.5 · Explain. Which line of the proof breaks? The choices stand
// below.
#if STUB
string broken = "";   // "a", "b" or "c"
#elif ANSWER
string broken = "a";
#elif WRONG // blames the number of states
string broken = "c";
#elif WRONG // blames the return
string broken = "b";
#endif
#endregion

#region check 03.5
Quiz.Ask("03.5",
    "Which line of the proof does a network with directed edges break first?")
    .Right("Line 1: each change lowers the energy.",
        "The unit lowers the terms of its own row. Without symmetry the " +
        "column holds other numbers, and these may rise by more.")
    .Wrong("Line 2: a state cannot return.",
        "It can return here, but only because an earlier line does not hold " +
        "any more.")
    .Wrong("Line 3: there are finitely many states.",
        "There are: 16 of them, for four units.")
    .Answer(broken)
#endregion

#region why 03.5
// The terms with ξᵢ stand in row i and in column i. A unit hears its row. If the column holds the same numbers, lowering one lowers both;
// otherwise the unit is content and the whole may be worse off.
#endregion

#region exercise 03.6 open
#endregion

#region why 03.6
// A self-weight adds −½ wᵢᵢ ξᵢ² = −½ wᵢᵢ to the energy, whatever the unit does: it changes no energy difference at all. But it adds wᵢᵢ ξᵢ to
// what the unit hears: a vote for staying. Changes that would lower the energy by a little do not happen any more, and more states are at
// rest: with large self-weights, every one.
//
// That is why the engine keeps the diagonal empty. (Texts that count N² connections, self-connections included, count each edge twice and add N
// of these; different numbers there are N(N − 1)/2.) The tie rule *keep* is the smallest trace of it: it acts like an infinitely small positive self-weight.
#endregion

#region rubric 03.6
// The energy does not change in its differences (3)
// full: The added term is −½ of the weight for both values of the unit, so no difference of two states changes; derived, not quoted.
// part: Right and without the derivation, or a derivation with a slip.
// none: The energy is said to favour one value.
//
// What a unit hears does change (3)
// full: A vote for staying: the field gets the weight times the unit's own value, and a change happens only where the rest of the field outvotes it.
// part: A bias is named and its sign is wrong or missing.
// none: No statement about the field.
//
// More states rest (3)
// full: Shown: some changes that lower the energy no longer happen, and with weights larger than every field all states rest.
// part: More states are claimed, with an example and no argument.
// none: Fewer, or no change.
//
// What it has to do with ties (1)
// full: The rule keep acts as a self-weight that is as small as one likes.
// none: No connection is made.
#endregion

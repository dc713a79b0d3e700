// Chapter 02, five neurons: the one source of its exercises.
// The chapter's stub and check cells and the solutions notebook are written from
// here; CONTRIBUTING.md tells how.
using Hopfield;
using Hopfield.Exercises;

#region given
const int T = 0, R = 1, L = 2, M = 3, B = 4;
(int A, int B, double Weight)[] edges = [
    (T, R, -4), (T, L, 3), (T, M, 4), (R, M, 3),
    (R, B, 3), (L, M, -1), (M, B, -1),
];
var net = HopfieldNetwork.FromEdges(5, edges);
var space = StateSpace.Of(net);
#endregion

#region exercise 02.1 do
// Exercise 02.1 · Predict. Every neuron is on but L. They speak in the order
// T, R, L, M, B, again and again. Where do they come to rest?
var start = Bipolar.Parse("11011");
#if STUB
sbyte[] end = [];   // for example Bipolar.Parse("10110")
#elif ANSWER
sbyte[] end = Bipolar.Parse("01001");
#elif WRONG // takes the nearest stable state
sbyte[] end = Bipolar.Parse("11111");
#elif WRONG // lets T, R and L speak and stops before M has spoken
sbyte[] end = Bipolar.Parse("01011");
#endif
#endregion

#region check 02.1
Check.Exercise("02.1",
    "Add what T hears: each neighbour's weight, minus where it is off.",
    "Go on with R, L, M and B, always with the states as they are then.")
  .Array(end, net.Recall(start).State)
#endregion

#region why 02.1
// T hears −4 (R) − 3 (L, which is off) + 4 (M) = −3 and switches off. R hears 4 + 3 + 3 = 10 and stays on; L hears −3 − 1 = −4
// and stays off. M hears −4 + 3 + 1 − 1 = −1 and switches off; B hears 3 + 1 = 4 and stays on. From here nobody wants to change: 01001.
//
// The stable state 11111 was one flip away and 01001 two. The nearest one did not win, because T spoke before L.
#endregion

#region exercise 02.2 make
// Exercise 02.2 · The energy as a count: the weights of the unhappy edges
// minus those of the happy ones, each weight without its sign.
// Given: edges, each with A, B and Weight.   Size: up to 7 lines.
double CountEnergy(sbyte[] state)
{
#if STUB
    throw new NotImplementedException("Write CountEnergy here.");
#elif ANSWER
    double energy = 0;
    foreach (var (a, b, weight) in edges)
    {
        bool happy = (state[a] == state[b]) == (weight > 0);
        energy += happy ? -Math.Abs(weight) : Math.Abs(weight);
    }
    return energy;
#elif WRONG // counts the edges and forgets their weights
    return edges.Sum(e => state[e.A] * state[e.B] * e.Weight > 0 ? -1 : 1);
#elif WRONG // calls every edge happy whose units agree
    return -edges.Sum(e => state[e.A] * state[e.B] * Math.Abs(e.Weight));
#elif WRONG // adds the unhappy edges only
    return edges.Sum(e => Math.Max(0, -state[e.A] * state[e.B] * e.Weight));
#endif
}
#endregion

#region check 02.2
Check.Exercise("02.2",
    "Edge by edge: a positive weight asks its units to agree. Do they?",
    "`state[a] * state[b] * weight` is positive where the edge is happy.")
  .Function(CountEnergy, state => net.Energy(state),
    inputs: Enumerable.Range(0, space.Count).Select(space.State))
#endregion

#region why 02.2
// An edge pays its weight when it is unhappy and earns it when it is happy. The product of the weight and both states carries the right
// sign by itself, so the loop shrinks to one line: `-edges.Sum(e => e.Weight * state[e.A] * state[e.B])`.
//
// Chapter 03 writes the same sum with a matrix, −½ ξᵀWξ; the ½ is there because the matrix holds each edge twice.
#endregion

#region exercise 02.3 make
// Exercise 02.3 · Forget two. Return the net with one of its seven edges
// changed, so that 10110 and 01001 stay stable and nothing else does.
// Given: new HopfieldNetwork(weights).   Size: 2 lines.
HopfieldNetwork Changed()
{
    double[,] weights = net.Weights();
#if STUB
    // A weight has two entries, such as weights[L, M] = weights[M, L] = -5.
    throw new NotImplementedException("Write Changed here.");
#elif ANSWER
    weights[R, M] = weights[M, R] = 0;
    return new HopfieldNetwork(weights);
#elif WRONG // does not weaken R enough: it still agrees when all are on
    weights[T, R] = weights[R, T] = -5;
    return new HopfieldNetwork(weights);
#elif WRONG // breaks a pair that agrees in the intended states
    weights[T, M] = weights[M, T] = -4;
    return new HopfieldNetwork(weights);
#elif WRONG // adds an edge: right about the states, but not one of the seven
    weights[T, B] = weights[B, T] = -3;
    return new HopfieldNetwork(weights);
#elif WRONG // changes one direction only
    weights[R, M] = 0;
    return new HopfieldNetwork(weights);
#elif WRONG // changes two pairs
    weights[R, M] = weights[M, R] = weights[T, R] = weights[R, T] = -1;
    return new HopfieldNetwork(weights);
#endif
}
#endregion

#region check 02.3
string Differing(HopfieldNetwork mine) => string.Join(", ",
    from a in Enumerable.Range(0, 5) from b in Enumerable.Range(0, 5)
    where a < b && mine.Weight(a, b) != net.Weight(a, b)
    select net.Weight(a, b) == 0 ? "a new one" : "one of the seven");
Check.Exercise("02.3",
    "With all on, a unit hears the sum of its weights. When does it leave?",
    "Lower the weight of an edge whose ends differ in both intended states.")
  .Facts(Changed,
    ("Edges with another weight", mine => Differing(mine), "one of the seven"),
    ("Stable states",
        mine => StateSpace.Of(mine).FixedPoints.Select(space.State).ToArray(),
        new[] { Bipolar.Parse("10110"), Bipolar.Parse("01001") }))
#endregion

#region why 02.3
// With all on, R hears −4 + 3 + 3 = 2. Without its edge to M it hears −1 and leaves, and all off falls with all on, whose mirror it is.
// R and M differ in both intended states: the edge R–M was unhappy there, and they lose nothing with it.
//
// It is not the only way: −7 between T and R does the same. (So would a new edge of −3 between T and B, which is no edge of the seven.)
#endregion

#region exercise 02.4 make
// Exercise 02.4 · Who speaks first? The query 10111 is asked, and the units
// 0 … 4 speak in a fixed order, again and again.
var memory = Hebbian.From(BinaryPatterns.Parse("10100", "00101", "11010"));
#if STUB
int[] promised = [];    // all five units, in an order that ends in 10100
int[] elsewhere = [];   // an order that ends in another state
#elif ANSWER
int[] promised = [4, 3, 0, 1, 2];
int[] elsewhere = [0, 1, 2, 3, 4];
#elif WRONG // starts well, but lets 2 speak before 3 has left
int[] promised = [4, 0, 2, 3, 1];
int[] elsewhere = [0, 1, 2, 3, 4];
#elif WRONG // lets the unit with the strongest wish go first
int[] promised = [3, 4, 0, 1, 2];
int[] elsewhere = [0, 1, 2, 3, 4];
#elif WRONG // two orders with the same end
int[] promised = [4, 3, 0, 1, 2];
int[] elsewhere = [4, 3, 0, 2, 1];
#elif WRONG // leaves out the units that agree already
int[] promised = [4, 3];
int[] elsewhere = [3, 4];
#endif
#endregion

#region check 02.4
string End(int[] order) => string.Concat(Bipolar.ToZeroOne(
    memory.Recall(Bipolar.Parse("10111"), UpdateOrder.Given(order)).State));
Check.Exercise("02.4",
    "Units 0, 3 and 4 want to leave. What does 4 hear once 3 has left?",
    "Once 4 has left, 1 and 2 want to change, until 3 has left as well.")
  .Facts((promised, elsewhere),
    ("The first order ends in", orders => End(orders.promised), "10100"),
    ("the second ends elsewhere",
        orders => End(orders.elsewhere) != "10100", true))
#endregion

#region why 02.4
// At the query 0, 3 and 4 want to leave. If 3 goes first, 4 hears exactly 0 and keeps its value; so 4 has to be the first of the three.
// Now 1 and 2 want to change, until 3 has left too. So the rule is: 4 before 0 and 3, and neither 1 nor 2 between 4 and 3.
//
// Of the 120 orders 18 obey it. 80 end in 00101, which is as near to the query, and 22 in 11010, which is farther away.
#endregion

#region exercise 02.5 explain
// Exercise 02.5 · Explain. From 22 of the 32 states the end depends on the
// order. Why? The choices stand below.
#if STUB
string because = "";   // "a", "b", "c" or "d"
#elif ANSWER
string because = "c";
#elif WRONG // blames the tie rule
string because = "a";
#elif WRONG // takes distance for the basin
string because = "b";
#elif WRONG // blames the energy
string because = "d";
#endif
#endregion

#region check 02.5
Quiz.Ask("02.5", "Why does the end depend on the order, from 22 of 32 states?")
    .Wrong("Some unit hears exactly 0 there, and chance decides for it.",
        "In this net nobody ever hears exactly 0, in none of the 32 states.")
    .Wrong("They are equally far from two stable states.",
        "10101 is as near to 11111 as to 10110, and yet it has one end.")
    .Right(
        "Two units or more want to change; the first alters what others want.",
        "In the other 10 states at most one wants to change: all orders agree.")
    .Wrong("Their energy is too high to belong to a valley.",
        "Energy falls from each of them, so it ends in a valley. In which?")
    .Answer(because)
#endregion

#region why 02.5
// In 4 of the 32 states nobody wants to change. In 6 exactly one unit does, and the way from there never forks. In the remaining 22 at
// least two units want to change: whoever speaks first alters what the others hear, and the paths part.
#endregion

#region exercise 02.6 open
#endregion

#region why 02.6
// One way to begin: three units that all dislike each other. At least one of the three edges stays unhappy whatever they do, and all three
// when all units agree. Such a net is called *frustrated*. Six of the eight states are equally good, and in place of two deep valleys it has
// one flat ring: from each of the six a unit that hears exactly 0 could turn and be at the next of them. That all six count as fixed points
// is the tie rule *keep*; under the rule that a tie turns a unit on, three of them rest, and under the other rule the other three.
//
// Where the product of the three weights is positive, every edge can be happy, in two mirrored states. Fewer than two fixed points there
// cannot be: a state of lowest energy rests, and so does its mirror.
#endregion

#region rubric 02.6
// A network and all its states (3)
// full: A network of one's own, all states listed and the fixed points counted, not sampled.
// part: Counted from some starts only, or a network of the chapter with one edge changed and no reason.
// none: No count.
//
// How few there can be (3)
// full: At most a mirrored pair where all edges can be happy, with the reason: the lowest state rests, and so does its mirror. That ties are the
// exception is said or not needed.
// part: Two is named from examples, without a reason.
// none: One or none is claimed without a network that shows it.
//
// Three that dislike each other (3)
// full: Six of eight states under the tie rule, and that no state satisfies all three edges.
// part: The count alone, or the frustration alone.
// none: Neither.
//
// Says which rule of ties was used (1)
// full: The rule is named where a unit hears exactly 0.
// none: Counts that hang on it are given without it.
#endregion

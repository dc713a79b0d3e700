// Chapter 08, spin glasses and optimisation: the one source of its exercises.
// The chapter's stub and check cells and the solutions notebook are written from here; CONTRIBUTING.md tells how.
using Hopfield;
using Hopfield.Exercises;

#region given
var ten = DataSets.Cities("uscities10");
#endregion

#region exercise 08.1 do
// Exercise 08.1 · Ten cities, a hundred ±1 units: { states that are tours,
// states that show one and the same round trip, different round trips }.
#if STUB
double[] counted = [];
#elif ANSWER
double[] counted = [3_628_800, 20, 181_440];
#elif WRONG // forgets that a round trip has no direction
double[] counted = [3_628_800, 10, 362_880];
#elif WRONG // counts one +1 in each row only
double[] counted = [1e10, 20, 5e8];
#endif
#endregion

#region check 08.1
double tourStates = Enumerable.Range(1, 10)
    .Aggregate(1.0, (all, k) => all * k);
int[] loop = [.. Enumerable.Range(0, 10)];
int forms = Enumerable.Range(0, 10).SelectMany(k => new[] {
    string.Join(",", loop.Select(c => (c + k) % 10)),
    string.Join(",", loop.Select(c => (k - c + 10) % 10)) }).Distinct().Count();
Check.Exercise("08.1",
    "The city at the first place can be any of ten. And at the second?",
    "10 · 9 · 8 · … states; a round trip can begin at each of its cities and "
        + "go either way.")
  .Array(counted, [tourStates, forms, tourStates / forms])
#endregion

#region why 08.1
// 10! = 3,628,800 of 2^100 states are tours, three in 10^24. Each round trip has 2 · 10 = 20 equal forms, so 181,440 are different. The network has to
// choose one of the twenty forms of a tour before it can agree on any; the noise at the start decides which.
#endregion

#region exercise 08.2 make
// Exercise 08.2 · One step of graded units: u moves by dt times its velocity.
// τ = 1, no thresholds, V = tanh(u / u₀).   Size: 3–6 lines.
double[] StepGraded(double[,] weights, double[] u, double width, double dt)
{
#if STUB
    throw new NotImplementedException(
        "Write StepGraded, then run the cell below.");
#elif ANSWER
    double[] v = Array.ConvertAll(u, x => Math.Tanh(x / width));
    return [.. u.Select((x, i) =>
        x + dt * (v.Select((y, j) => weights[i, j] * y).Sum() - x))];
#elif WRONG // without the leak
    double[] v = Array.ConvertAll(u, x => Math.Tanh(x / width));
    return [.. u.Select((x, i) =>
        x + dt * v.Select((y, j) => weights[i, j] * y).Sum())];
#elif WRONG // units hear potentials, not outputs
    return [.. u.Select((x, i) =>
        x + dt * (u.Select((y, j) => weights[i, j] * y).Sum() - x))];
#elif WRONG // one unit after the other
    double[] moved = [.. u];
    for (int i = 0; i < u.Length; i++)
        moved[i] += dt * (moved.Select((y, j) =>
            weights[i, j] * Math.Tanh(y / width)).Sum() - moved[i]);
    return moved;
#endif
}
#endregion

#region check 08.2
(double[,], double[], double, double) DrawGraded(Random random)
{
    int n = random.Next(2, 5);
    var weights = new double[n, n];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < i; j++)
            weights[i, j] = weights[j, i] = 2 * random.NextDouble() - 1;
    double[] u = [.. weights.Cast<double>().Take(n)
        .Select(_ => 2 * random.NextDouble() - 1)];
    return (weights, u, 0.1 + random.NextDouble(),
        0.1 + 0.8 * random.NextDouble());
}
double[] EngineStep((double[,] W, double[] U, double Width, double Dt) x) =>
    new GradedResponseNetwork(x.W, units: new(Width: x.Width))
        .Recall(x.U, x.Dt, maxSteps: 1, tolerance: 0).State.Potentials;
Check.Exercise("08.2",
    "Velocity: what the unit hears, minus its own potential.",
    "Compute all outputs from the old potentials first, then move all units.")
  .Function(x => StepGraded(x.Item1, x.Item2, x.Item3, x.Item4), EngineStep,
    random => DrawGraded(random))
#endregion

#region why 08.2
// u + dt (W V − u). All outputs come from the old potentials: graded units move at once, in small steps, where ±1 units move one by one. With dt = 1 the
// old potential is gone, and very narrow units are those of chapter 02 that are updated all at once.
#endregion

#region exercise 08.3 do
// Exercise 08.3 · The number of looks with which annealing of tours finds the
// shortest tour of the ten cities in more than 94 of 100 runs; below 3,000.
#if STUB
double looks = double.NaN;
#elif ANSWER
double looks = 2_500;
#elif WRONG // as many as 2-opt takes
double looks = 100;
#elif WRONG // enough, and far more than enough
double looks = 100_000;
#endif
#endregion

#region check 08.3
double Found(double budget) => Trials.Run(100, seed: 3, draw => TourAnnealing
    .Solve(ten, (long)budget, draw.Next()).Length)
    .Count(length => length < 7373.5) / 100.0;
Check.Exercise("08.3",
    "Try 100, 1,000 and 10,000 looks with TourAnnealing.Solve and count.",
    "With 1,000 more than eight runs of ten succeed. A little slower cooling "
        + "is enough.")
  .Facts(looks, ("Looks", budget => budget, Wanted.Below(3000)),
    ("Share of runs that find the shortest tour", budget => Found(budget),
        Wanted.Above(0.94)))
#endregion

#region why 08.3
// Some 2,000 to 2,500 looks. The narrowed network computes 800,000 fields and is 1 % too long. A look at a reversal is a sum of four distances, a field
// of the network a sum of a hundred terms: in arithmetic the ratio is larger still.
#endregion

#region exercise 08.4 make
// Exercise 08.4 · The energy of an assignment, n × n costs of at least 1; unit
// person · n + task.   Given: var energy = new PenaltyEnergy(units), which
// energy.ExactlyOne(choices, penalty) and energy.Cost(choice, cost) add to.
// Size: 6–12 lines.
PenaltyEnergy Assigned(double[,] costs)
{
#if STUB
    throw new NotImplementedException(
        "Write Assigned, then run the cell below.");
#elif ANSWER
    int n = costs.GetLength(0);
    double penalty = 0.6 * costs.Cast<double>().Max();
    var energy = new PenaltyEnergy(n * n);
    for (int k = 0; k < n; k++)
    {
        energy.ExactlyOne(
            [.. Enumerable.Range(0, n).Select(t => k * n + t)], penalty);
        energy.ExactlyOne(
            [.. Enumerable.Range(0, n).Select(p => p * n + k)], penalty);
        for (int t = 0; t < n; t++) energy.Cost(k * n + t, costs[k, t]);
    }
    return energy;
#elif WRONG // each person one task, and a task may have many
    int n = costs.GetLength(0);
    double penalty = 0.6 * costs.Cast<double>().Max();
    var energy = new PenaltyEnergy(n * n);
    for (int k = 0; k < n; k++)
    {
        energy.ExactlyOne(
            [.. Enumerable.Range(0, n).Select(t => k * n + t)], penalty);
        for (int t = 0; t < n; t++) energy.Cost(k * n + t, costs[k, t]);
    }
    return energy;
#elif WRONG // a penalty too weak: it is cheaper to leave a task undone
    int n = costs.GetLength(0);
    double penalty = 0.25 * costs.Cast<double>().Max();
    var energy = new PenaltyEnergy(n * n);
    for (int k = 0; k < n; k++)
    {
        energy.ExactlyOne(
            [.. Enumerable.Range(0, n).Select(t => k * n + t)], penalty);
        energy.ExactlyOne(
            [.. Enumerable.Range(0, n).Select(p => p * n + k)], penalty);
        for (int t = 0; t < n; t++) energy.Cost(k * n + t, costs[k, t]);
    }
    return energy;
#elif WRONG // safe, and ten times too strong
    int n = costs.GetLength(0);
    double penalty = 10 * costs.Cast<double>().Max();
    var energy = new PenaltyEnergy(n * n);
    for (int k = 0; k < n; k++)
    {
        energy.ExactlyOne(
            [.. Enumerable.Range(0, n).Select(t => k * n + t)], penalty);
        energy.ExactlyOne(
            [.. Enumerable.Range(0, n).Select(p => p * n + k)], penalty);
        for (int t = 0; t < n; t++) energy.Cost(k * n + t, costs[k, t]);
    }
    return energy;
#elif WRONG // no costs
    int n = costs.GetLength(0);
    var energy = new PenaltyEnergy(n * n);
    for (int k = 0; k < n; k++)
    {
        energy.ExactlyOne(
            [.. Enumerable.Range(0, n).Select(t => k * n + t)], 60);
        energy.ExactlyOne(
            [.. Enumerable.Range(0, n).Select(p => p * n + k)], 60);
    }
    return energy;
#endif
}
#endregion

#region check 08.4
(int Broken, double Lowest, double Empty) Enumerated3(double[,] costs)
{
    PenaltyEnergy energy = Assigned(costs);
    GroundState ground = GroundState.Of(energy.ToNetwork());
    var job = new AssignmentProblem(costs);
    return (ground.States.Count(state => job.Read(state) is null),
        Math.Round(ground.Energy + energy.Offset, 6),
        Math.Round(energy.CostOf(Bipolar.Constant(9, -1)), 6));
}
double[,] DrawCosts(Random random)
{
    var costs = new double[3, 3];
    for (int k = 0; k < 9; k++) costs[k / 3, k % 3] = random.Next(1, 101);
    return costs;
}
Check.Exercise("08.4",
    "Three lists of choices for the people, three for the tasks. Which penalty "
        + "does the chapter's argument ask for?",
    "Row k holds the units k · n + t, column k the units p · n + k. Take a "
        + "penalty a little above half the largest cost.")
  .Law("no lowest state is broken, it costs what the cheapest assignment "
        + "costs, and choosing nothing costs at most 6 times the largest cost",
    Enumerated3, (costs, found) => found.Broken == 0
        && Math.Abs(found.Lowest
            - new AssignmentProblem(costs).Solve().Cost) < 1e-4
        && found.Empty <= 6 * costs.Cast<double>().Max(),
    random => DrawCosts(random))
#endregion

#region why 08.4
// Any penalty from just above half the largest cost to the largest cost passes. Half is enough, because a missing choice breaks two rules at once, its
// row's and its column's: making it saves twice the penalty.
#endregion

#region exercise 08.5 make
// Exercise 08.5 · The cheapest way from node 0 to node `nodes - 1`. Unit k is
// link k; unit links.Length + v - 1 says whether node v, between the ends, is
// on the way.   Given: var energy = new PenaltyEnergy(units), which
// energy.Cost(choice, cost) and
// energy.SumEquals([(choice, factor), …], target, penalty) add to.
// Size: 8–14 lines.
PenaltyEnergy Route(
    int nodes, (int A, int B, double Cost)[] links, double penalty)
{
#if STUB
    throw new NotImplementedException(
        "Write Route, then run the cell below.");
#elif ANSWER
    var energy = new PenaltyEnergy(links.Length + nodes - 2);
    for (int k = 0; k < links.Length; k++) energy.Cost(k, links[k].Cost);
    for (int v = 0; v < nodes; v++)
    {
        List<(int, double)> terms = [.. links.Index()
            .Where(l => l.Item.A == v || l.Item.B == v)
            .Select(l => (l.Index, 1.0))];
        bool end = v == 0 || v == nodes - 1;
        if (!end) terms.Add((links.Length + v - 1, -2));
        energy.SumEquals(terms, end ? 1 : 0, penalty);
    }
    return energy;
#elif WRONG // a way may end between the ends
    var energy = new PenaltyEnergy(links.Length + nodes - 2);
    for (int k = 0; k < links.Length; k++) energy.Cost(k, links[k].Cost);
    for (int v = 0; v < nodes; v++)
    {
        List<(int, double)> terms = [.. links.Index()
            .Where(l => l.Item.A == v || l.Item.B == v)
            .Select(l => (l.Index, 1.0))];
        bool end = v == 0 || v == nodes - 1;
        if (!end) terms.Add((links.Length + v - 1, -1));
        energy.SumEquals(terms, end ? 1 : 0, penalty);
    }
    return energy;
#elif WRONG // rules for the ends only
    var energy = new PenaltyEnergy(links.Length + nodes - 2);
    for (int k = 0; k < links.Length; k++) energy.Cost(k, links[k].Cost);
    foreach (int v in new[] { 0, nodes - 1 })
        energy.SumEquals([.. links.Index().Where(l => l.Item.A == v
            || l.Item.B == v).Select(l => (l.Index, 1.0))], 1, penalty);
    return energy;
#elif WRONG // the way need not arrive
    var energy = new PenaltyEnergy(links.Length + nodes - 2);
    for (int k = 0; k < links.Length; k++) energy.Cost(k, links[k].Cost);
    for (int v = 0; v < nodes - 1; v++)
    {
        List<(int, double)> terms = [.. links.Index()
            .Where(l => l.Item.A == v || l.Item.B == v)
            .Select(l => (l.Index, 1.0))];
        if (v > 0) terms.Add((links.Length + v - 1, -2));
        energy.SumEquals(terms, 0, penalty);
    }
    return energy;
#endif
}
#endregion

#region check 08.5
(int Nodes, (int A, int B, double Cost)[] Links) DrawLinks(Random random)
{
    int nodes = random.Next(3, 6);
    var all = Enumerable.Range(0, nodes)
        .SelectMany(b => Enumerable.Range(0, b).Select(a => (a, b))).ToArray();
    return (nodes, [.. all.Where(l => l.b == l.a + 1 || random.Next(2) == 0)
        .Select(l => (l.a, l.b, (double)random.Next(1, 30)))]);
}
double Cheapest((int Nodes, (int A, int B, double Cost)[] Links) net)
{
    double[] far = [0, .. Enumerable.Repeat(1e9, net.Nodes - 1)];
    for (int round = 1; round < net.Nodes; round++)
        foreach (var (a, b, cost) in net.Links)
            (far[a], far[b]) = (Math.Min(far[a], far[b] + cost),
                Math.Min(far[b], far[a] + cost));
    return far[^1];
}
double LowestRoute((int Nodes, (int A, int B, double Cost)[] Links) net)
{
    PenaltyEnergy energy = Route(net.Nodes, net.Links, penalty: 200);
    return GroundState.Of(energy.ToNetwork()).Energy + energy.Offset;
}
Check.Exercise("08.5",
    "One square for each node. Which links touch it, and how many of them does "
        + "a way choose?",
    "At the ends: the sum of their links equals 1. Between: the same sum, and "
        + "the node's own unit with the factor −2, equal 0.")
  .Function(LowestRoute, Cheapest, random => DrawLinks(random), samples: 60,
    tolerance: 1e-6)
#endregion

#region why 08.5
// One square for each node and one cost for each link. Closed rings beside the way would break no rule, but they cost, so no lowest state has one. For
// shortest ways there are fast exact searches that no network beats; the form matters where many ways compete for the same links, and the problem is
// no longer easy.
#endregion

#region exercise 08.6 do
// Exercise 08.6 · Anneal the ±1 units of the tour: the penalty A, in units of
// the largest distance, and the first and last temperature of 1,000 sweeps.
#if STUB
double strength = double.NaN;
double hot = double.NaN;
double cold = double.NaN;
#elif ANSWER
double strength = 0.64;
double hot = 0.2;
double cold = 0.05;
#elif WRONG // safe and stiff
double strength = 1;
double hot = 0.5;
double cold = 0.02;
#elif WRONG // too weak a rule
double strength = 0.5;
double hot = 0.5;
double cold = 0.02;
#elif WRONG // quenched: too cold from the start
double strength = 0.6;
double hot = 0.01;
double cold = 0.005;
#endif
#endregion

#region check 08.6
var salesman = new TourProblem(ten);
var tried = new Dictionary<(double, double, double), Tour[]>();
Tour[] Cooled((double A, double Hot, double Cold) with)
{
    if (tried.TryGetValue(with, out Tour[] known)) return known;
    var units = salesman.ToEnergy(with.A).ToNetwork();
    double[] cooling = TemperatureSchedule.Geometric(with.Hot, with.Cold, 1000);
    return tried[with] = [.. Trials.Run(60, seed: 4, draw => salesman.Read(
        Annealing.Minimise(units, cooling, draw.Next()).State))
        .Where(tour => tour is not null)];
}
Check.Exercise("08.6",
    "Two wishes pull apart: a weak rule gives short answers, and many are no "
        + "tours.",
    "Look for A between 0.5, too weak, and 0.7, too strong; begin hot enough "
        + "that all units still turn.")
  .Facts((strength, hot, cold),
    ("Share of runs that end in a tour", with => Cooled(with).Length / 60.0,
        Wanted.Between(0.8, 1)),
    ("How much too long they are on average", with => Cooled(with)
        .Select(tour => tour.Length / 7373 - 1).DefaultIfEmpty(9).Average(),
        Wanted.Below(0.17)))
#endregion

#region why 08.6
// A from about 0.58 to 0.65, cooled from 0.2 to 0.05: 80 to 95 % tours, 10 to 15 % too long. The rule has to be as strong as needed: at 0.5 three of
// four runs end in no tour, at 1 all are tours and 36 % too long.
#endregion

#region exercise 08.7 explain
// Exercise 08.7 · Explain. A penalty of 400 instead of 51: all rules are kept,
// and the assignments are worse. Why?
#if STUB
string harmful = "";   // "a", "b" or "c"
#elif ANSWER
string harmful = "b";
#elif WRONG // takes a search's failure for the landscape's floor
string harmful = "a";
#elif WRONG // counts penalties where nothing is broken
string harmful = "c";
#endif
#endregion

#region check 08.7
Quiz.Ask("08.7", "Why does a stronger penalty make the annealed answers worse?")
    .Wrong("The lowest state is no longer the cheapest assignment.",
        "It is: above half the largest cost the lowest states are the same.")
    .Right("To move somebody a rule has to break on the way, and where costs "
        + "begin to matter that is too dear.",
        "The hills between the valleys grow with the penalty, the valleys do "
            + "not.")
    .Wrong("The penalty is added to the cost of each assignment.",
        "Where no rule is broken no penalty is paid.")
    .Answer(harmful)
#endregion

#region why 08.7
// Two assignments differ in at least four units, so every way between them leads over states that break a row's and a column's rule and lie two penalties
// higher, give or take a cost. The chance to climb that is about e^(−2A/T): with A = 400 the network freezes at temperatures at which a difference of
// 100 in cost is hardly felt.
#endregion

#region exercise 08.8 open
#endregion

#region why 08.8
// For comparison, timetables of eight lessons and four slots as in the chapter, six draws: with a penalty of 6 none to 39 of 40 plans are valid, with 10,
// just above the largest dislike, all. A search that moves one lesson at a time to a slot that is free never breaks a rule and needs no penalty; it has
// other traps, such as two lessons that would have to change places at once.
#endregion

#region rubric 08.8
// A problem with its costs (2)
// full: Choices, their costs and the rules are stated so that another person could compute a plan's cost.
// part: The rules are there, the costs are vague.
// none: Words only.
//
// Finds the weakest penalty (3)
// full: Penalties are raised in steps, 40 runs at each, with the number of valid plans; the first with 36 is named and set beside the largest cost it
// must outweigh.
// part: One penalty that works, not the weakest.
// none: No count of valid plans.
//
// Compares at equal work (3)
// full: Both count the same thing (changes looked at, energies, or time) and get as much of it; best and usual cost of both are given with their spread.
// part: Compared at unequal work, and that is said.
// none: Only the winner's best run.
//
// Says what each search cannot do (2)
// full: What traps the moves between valid plans, and what the penalty costs even where plans are valid.
// part: One of the two.
// none: A general praise of one.
#endregion

namespace Hopfield.Exercises.Tests;

public sealed class ExerciseCheckTests : Notes
{
    private static readonly double[] _grid = [-2, -1, 0, 1, 2];

    [Fact]
    public void A_number_is_told_its_side_and_never_the_answer()
    {
        Assert.Equal("✗ Exercise 02.1: not yet. 17 is too small.", Exercise().Value(17, 42).ToString());
        Assert.Equal("✗ Exercise 02.1: not yet. 43 is too large.", Exercise().Value(43, 42).ToString());
        Assert.Equal("✓ Exercise 02.1 solved.", Exercise().Value(42, 42).ToString());
    }

    [Theory, InlineData(0.4, Outcome.Solved), InlineData(0.6, Outcome.Wrong)]
    public void A_number_may_differ_by_the_tolerance(double off, Outcome outcome) =>
        Assert.Equal(outcome, Exercise().Value(131.65 + off, 131.65, tolerance: 0.5).Outcome);

    [Fact]
    public void Without_an_answer_an_exercise_is_not_solved_yet_and_nothing_fails()
    {
        CheckResult[] results =
        [
            Exercise().Value((double?)null, 1),
            Exercise().Value(double.NaN, 1),
            Exercise().Value(" ", "word"),
            Exercise().Value((bool?)null, true),
            Exercise().Array([], [1, 2]),
            Exercise().Array<int>(null, [1, 2]),
            Exercise().Facts((HopfieldNetwork?)null, ("edges", network => network!.Edges().Count(), 7)),
            Exercise().Function(Unwritten, x => x, _grid),
            Exercise().Law("even", x => Unwritten(x) == Unwritten(-x), random => random.NextDouble()),
        ];
        Assert.All(results, result => Assert.Equal("○ Exercise 02.1: not solved yet.", result.ToString()));
        Assert.Empty(Store.All());

        static double Unwritten(double x) => throw new NotImplementedException("Write it, then run the cell below.");
    }

    [Fact]
    public void A_word_is_compared_without_case_and_outer_blanks()
    {
        Assert.Equal(Outcome.Solved, Exercise().Value(" Hebb ", "hebb").Outcome);
        Assert.Equal("✗ Exercise 02.1: not yet. “Ising” is not it.", Exercise().Value("Ising", "hebb").ToString());
    }

    [Fact]
    public void A_yes_or_no_can_be_wrong() => Assert.Equal(Outcome.Wrong, Exercise().Value(false, true).Outcome);

    [Fact]
    public void A_list_is_told_its_first_wrong_entry()
    {
        Assert.Equal("2 of 3 entries are right. The first that is not stands at index 1: 5.", Exercise().Array([1, 5, 3], [1, 2, 3]).Message);
        Assert.Equal("Your list has 2 entries, wanted 3.", Exercise().Array([1, 2], [1, 2, 3]).Message);
        Assert.Equal(Outcome.Solved, Exercise().Array([1.0, 2.0], [1.0, 2.0 + 1e-12], tolerance: 1e-9).Outcome);
    }

    [Fact]
    public void A_function_is_told_an_input_that_disagrees_with_both_values()
    {
        CheckResult result = Exercise().Function(z => z * z * z, z => z < 0 ? 0 : z * z * z, [2, 0, -1.5, -2]);
        Assert.Equal("For -1.5 yours gives -3.375, wanted 0 (input 3 of 4).", result.Message);
    }

    [Fact]
    public void Of_the_inputs_that_disagree_the_smallest_is_told()
    {
        sbyte[][] states = [.. ((string[])["1111", "110", "00000", "10", "01"]).Select(text => Bipolar.Parse(text))];
        Assert.Equal("For \"10\" yours gives 2, wanted 0 (input 4 of 5).", Exercise().Function(state => state.Length, state => state.Sum(unit => unit), states).Message);
        Assert.Equal("For \"1\" this law fails: never (input 1 of 3).", Exercise().Law("never", state => false, _ => Bipolar.Parse("1"), samples: 3).Message); // of equals the first
        // A network counts by its weights, and a small one shows them.
        var net = HopfieldNetwork.FromEdges(2, [(0, 1, -1)], [0, 0.5]);
        (HopfieldNetwork Net, sbyte[] State)[] inputs = [(SpinGlass.SherringtonKirkpatrick(5, seed: 1), Bipolar.Parse("10100")), (net, Bipolar.Parse("11"))];
        Assert.StartsWith("For (a network with the weights [[0, -1], [-1, 0]] and the thresholds [0, 0.5], \"11\") yours gives -1, wanted ",
            Exercise().Function(x => -1.0, x => x.Net.Energy(x.State), inputs).Message);
        Assert.StartsWith("For (a network of 5 units, \"10100\") yours gives -1, wanted ", Exercise().Function(x => -1.0, x => x.Net.Energy(x.State), inputs[..1]).Message);
    }

    [Fact]
    public void In_a_matrix_and_a_long_list_the_place_is_told()
    {
        Assert.Equal("For 2 yours gives 1 in row 1, column 2 (counted from 0), wanted 3 (input 1 of 1).",
            Exercise().Function(x => new double[,] { { 0, 1, 1 }, { 0, 1, 1 } }, x => new double[,] { { 0, 1, 1 }, { 0, 1, 3 } }, [2]).Message);
        Assert.Equal("For 2 yours gives 2 × 3 in shape, wanted 3 × 2 (input 1 of 1).", Exercise().Function(x => new double[2, 3], x => new double[3, 2], [2]).Message);
        Assert.Equal("For 2 yours gives 8 at index 5, wanted 0 (input 1 of 1).", Exercise().Function(x => new[] { 0, 0, 0, 0, 0, 8 }, x => new int[6], [2]).Message);
        Assert.Equal("For 2 yours gives [0, 8], wanted [0, 0] (input 1 of 1).", Exercise().Function(x => new[] { 0, 8 }, x => new int[2], [2]).Message);
        Assert.Equal("For 2 yours gives 5 entries in length, wanted 6 entries (input 1 of 1).", Exercise().Function(x => new int[5], x => new int[6], [2]).Message);
        Assert.Equal("For 2 yours gives 8 at index 1, at index 4, wanted 0 (input 1 of 1).",
            Exercise().Function(x => (1, new[] { 0, 0, 0, 0, 8 }), x => (1, new int[5]), [2]).Message);
        Assert.Equal("Weights: yours 1 in row 0, column 1 (counted from 0), wanted 0.", Exercise().Facts(1, ("Weights", x => new double[,] { { 0, 1 } }, new double[1, 2])).Message);
    }

    [Fact]
    public void An_answer_that_is_no_number_is_told_so()
    {
        Assert.Equal("For 2 your answer holds NaN (input 1 of 1).", Exercise().Function(x => new[] { 1, double.NaN }, x => new[] { 1.0, 2 }, [2]).Message);
        Assert.Equal("For 0.5 your answer holds NaN (input 1 of 3).", Exercise().Law("equal", x => double.NaN, (x, mine) => mine == x, _ => 0.5, samples: 3).Message);
        Assert.Equal("Sum: your answer holds NaN.", Exercise().Facts(1, ("Sum", x => double.NaN, 1.0)).Message);
        Assert.Equal(Outcome.Solved, Exercise().Function(x => double.NaN, x => double.NaN, [2]).Outcome);
    }

    [Fact]
    public void Types_are_named_as_a_reader_would()
    {
        static string Told(object value) => Exercised(value).Message;
        Assert.Equal("It: yours [[1, 0], [0, 1]], wanted null.", Told(PatternSet.From(new double[,] { { 1, 0 }, { 0, 1 } })));
        Assert.Equal("It: yours [\"10\", \"11\"], wanted null.", Told(BinaryPatterns.Parse("10", "11")));
        Assert.Equal("It: yours a DenseAssociativeMemory, wanted null.", Told(new DenseAssociativeMemory(BinaryPatterns.Parse("10"), InteractionFunction.Power(2))));
        Assert.Equal("It: yours a TaskCompletionSource, wanted null.", Told(new TaskCompletionSource<int>()));
        Assert.Equal("It: yours Half(Largest: 2, Y: [1, 2]), wanted null.", Told(new Half(2, [1, 2])));
        Assert.Equal("It: yours Cycle, wanted null.", Told(StopReason.Cycle));

        static CheckResult Exercised(object value) => new ExerciseCheck("02.1", [], new ProgressStore(Path.GetTempPath())).Facts(1, ("It", _ => value, null!));
    }

    private sealed record Half(double Largest, double[] Y);

    [Fact]
    public void A_fact_may_ask_for_a_range()
    {
        Assert.Equal("Overlap: yours 0.31, wanted above 0.9.", Exercise().Facts(0.31, ("Overlap", x => x, Wanted.Above(0.9))).Message);
        Assert.Equal("Drop: yours 1, wanted below 0.5.", Exercise().Facts(1, ("Drop", x => x, Wanted.Below(0.5))).Message);
        Assert.Equal("k: yours 12, wanted from 9.5 to 10.5.", Exercise().Facts(12f, ("k", x => x, Wanted.Between(9.5, 10.5))).Message);
        Assert.Equal("k: your answer holds NaN.", Exercise().Facts(12, ("k", x => double.NaN, Wanted.Above(0))).Message);
        Assert.Equal("k: yours \"ten\", wanted above 0.", Exercise().Facts("ten", ("k", x => x, Wanted.Above(0))).Message);
        Assert.Equal(Outcome.Solved, Exercise().Facts(10, ("k", x => x, Wanted.Between(10, 10)), ("k", x => x, Wanted.Above(9)), ("k", x => x, Wanted.Below(11))).Outcome);
        Assert.Equal(Outcome.Wrong, Exercise().Facts(10, ("k", x => x, Wanted.Above(10))).Outcome);
        Assert.Throws<ArgumentException>("low", () => Wanted.Between(2, 1));
    }

    [Fact]
    public void Functions_of_one_two_and_three_arguments_are_tried_on_seeded_inputs()
    {
        Assert.Equal("It agrees on all 200 inputs.", Exercise().Function(Square, x => Math.Pow(x, 2), random => random.NextDouble()).Message);
        Assert.Equal("It agrees on all 50 inputs.", Exercise().Function(Times, (x, n) => n * x, random => (random.NextDouble(), random.Next(9)), samples: 50).Message);
        Assert.Equal(Outcome.Solved, Exercise().Function(Sum, (x, y, z) => z + y + x, random => (random.Next(9), random.Next(9), random.Next(9))).Outcome);

        static double Square(double x) => x * x;
        static double Times(double x, int n) => x * n;
        static int Sum(int x, int y, int z) => x + y + z;
    }

    [Fact]
    public void The_same_seed_finds_the_same_disagreement_and_another_seed_another()
    {
        string[] messages = [.. new[] { 1, 1, 2 }.Select(seed => Exercise().Function(x => 0.0, x => x, random => random.NextDouble(), seed: seed).Message)];
        Assert.Equal(messages[0], messages[1]);
        Assert.NotEqual(messages[0], messages[2]);
    }

    [Fact]
    public void A_function_that_writes_into_its_argument_spoils_neither_the_reference_nor_the_message()
    {
        CheckResult drawn = Exercise().Function(Spoil, state => state.Sum(unit => unit), random => Bipolar.Random(5, random));
        CheckResult listed = Exercise().Function(Spoil, state => state.Sum(unit => unit), [Bipolar.Parse("10100")]);
        Assert.Equal(Outcome.Solved, drawn.Outcome);
        Assert.Equal(Outcome.Solved, listed.Outcome);

        static int Spoil(sbyte[] state)
        {
            int sum = state.Sum(unit => unit);
            Array.Clear(state);
            return sum;
        }
    }

    [Fact]
    public void An_exception_of_the_readers_code_is_a_wrong_answer_with_its_input()
    {
        Func<double, double> stops = z => z >= 0 ? z : throw new ArgumentException("negative");
        Assert.Equal("For -2: Your code stops with ArgumentException: negative", Exercise().Function(stops, z => z, _grid).Message);
        Assert.StartsWith("For ", Exercise().Law("stops", z => stops(z - 1) >= 0, random => random.NextDouble()).Message);
        Assert.Equal("Your code stops with ArgumentException: negative", Exercise().Facts(-1.0, ("value", z => stops(z), 1)).Message);
    }

    [Fact]
    public void An_exception_of_the_reference_is_a_fault_of_the_chapter_and_is_not_hidden() =>
        Assert.Throws<InvalidOperationException>(() => Exercise().Function(z => z, z => throw new InvalidOperationException(), _grid));

    [Fact]
    public void An_interrupt_passes_through() =>
        Assert.Throws<OperationCanceledException>(() => Exercise().Function(z => throw new OperationCanceledException(), z => z, _grid));

    [Fact]
    public void A_law_names_an_input_that_breaks_it_and_the_answer_where_there_is_one()
    {
        Assert.Equal("The law holds on all 20 inputs.", Exercise().Law("roots square", Math.Sqrt, (x, root) => Math.Abs(root * root - x) < 1e-12, random => random.NextDouble(), samples: 20).Message);
        Assert.Equal("For 0.25 yours gives 0.5, and this law fails: at least 1 (input 1 of 4).", Exercise().Law("at least 1", Math.Sqrt, (_, root) => root >= 1, _ => 0.25, samples: 4).Message);
        Assert.Equal("For 4: Your code stops with IndexOutOfRangeException: Index was outside the bounds of the array.",
            Exercise().Law("the fifth", x => new int[x], (_, list) => list[4] == 0, _ => 4, samples: 4).Message);
        Assert.Equal("The law holds on all 20 inputs.", Exercise().Law("squares are not negative", x => x * x >= 0, random => random.NextDouble(), samples: 20).Message);
        Assert.StartsWith("For \"110\" this law fails: the sum is zero (input 1 of 200).", Exercise().Law("the sum is zero", state => state.Sum(unit => unit) == 0, _ => Bipolar.Parse("110")).Message);
    }

    [Fact]
    public void Facts_name_the_first_property_that_is_missing_with_both_values()
    {
        int[] answer = [3, 1, 2];
        (string, Func<int[], object>, object)[] facts = [("entries", a => a.Length, 3), ("it is sorted", a => a.SequenceEqual(a.Order()), true)];
        Assert.Equal("This is not so yet: it is sorted.", Exercise().Facts(answer, facts).Message);
        Assert.Equal("This is so, and should not be: it is long.", Exercise().Facts(answer, ("it is long", a => a.Length > 2, false)).Message);
        Assert.Equal("entries: yours 2, wanted 3.", Exercise().Facts([1, 2], facts).Message);
        Assert.Equal(Outcome.Solved, Exercise().Facts([1, 2, 3], facts).Outcome);
    }

    [Fact]
    public void Facts_may_be_asked_of_what_the_readers_code_builds()
    {
        int built = 0;
        (string, Func<int[], object>, object)[] facts = [("Entries", a => a.Length, 3), ("Sum", a => a.Sum(), 6)];
        Assert.Equal(Outcome.Solved, Exercise().Facts(() => { built++; return new[] { 1, 2, 3 }; }, facts).Outcome);
        Assert.Equal(1, built);
        Assert.Equal("Sum: yours 7, wanted 6.", Exercise().Facts(() => new[] { 1, 2, 4 }, facts).Message);
        Assert.Equal("Your code stops with InvalidOperationException: no", Exercise().Facts(() => throw new InvalidOperationException("no"), facts).Message);
        Assert.Equal(Outcome.Unsolved, Exercise().Facts(() => throw new NotImplementedException(), facts).Outcome);
    }

    [Fact]
    public void Of_several_answers_all_are_needed()
    {
        (string, Func<(int[] A, int[] B), object>, object)[] facts = [("Entries of both", both => both.A.Length + both.B.Length, 2)];
        Assert.Equal(Outcome.Unsolved, Exercise().Facts((new[] { 1 }, Array.Empty<int>()), facts).Outcome);
        Assert.Equal(Outcome.Solved, Exercise().Facts((new[] { 1 }, new[] { 2 }), facts).Outcome);
    }

    [Fact]
    public void Values_that_print_alike_are_printed_with_all_their_digits() =>
        Assert.Contains("yours gives 1.0000000001, wanted 1 ", Exercise().Function(x => 1.0000000001, x => 1.0, _grid, tolerance: 0).Message);

    [Fact]
    public void A_result_of_another_shape_disagrees()
    {
        Assert.Equal(Outcome.Wrong, Exercise().Function(x => new double[2, 3], x => new double[3, 2], _grid).Outcome);
        Assert.Equal(Outcome.Wrong, Exercise().Function(x => new int[2], x => new int[3], _grid).Outcome);
        Assert.Equal(Outcome.Wrong, Exercise().Function(x => double.NaN, x => 0.0, _grid).Outcome);
        Assert.Equal(Outcome.Solved, Exercise().Function(x => (x, new[] { 1.0 }), x => (x, new[] { 1.0 + 1e-12 }), _grid).Outcome);
    }

    [Fact]
    public void Another_wrong_answer_is_another_try_also_where_the_same_is_said_of_it()
    {
        CheckResult Fact(double answer) => Exercise("One.", "Two.").Facts(answer, ("it fits", x => x == 1000, true));
        CheckResult Law(Func<double, double> answer) => Exercise("One.", "Two.").Law("it fits", answer, (x, mine) => x > 0.5 && mine > 5, random => random.NextDouble());
        CheckResult Function(Func<double, double> answer) => Exercise("One.", "Two.").Function(answer, x => -x, [1, 2, 3]);
        CheckResult Built(Func<HopfieldNetwork> answer) => Exercise("One.", "Two.").Facts(answer, ("it rests", net => net.Dimension == 3, true));

        AssertSecond(Fact(707), Fact(250), Fact(250));
        AssertSecond(Law(x => 1), Law(x => x > 0.9 ? 2 : 1), Law(x => x > 0.9 ? 2 : 1));
        AssertSecond(Function(x => x), Function(x => x == 1 ? 1 : 7), Function(x => x == 1 ? 1 : 7)); // the same input is told of both
        AssertSecond(Built(() => HopfieldNetwork.FromEdges(9, [(0, 1, 1)])), Built(() => HopfieldNetwork.FromEdges(9, [(0, 1, 2)])), Built(() => HopfieldNetwork.FromEdges(9, [(0, 1, 2)])));

        void AssertSecond(CheckResult first, CheckResult second, CheckResult again)
        {
            Assert.Equal(first.Message, second.Message);
            Assert.Equal([1, 2, 2], new[] { first, second, again }.Select(result => result.Hints.Count));
            Store.Clear();
        }
    }

    [Fact]
    public void Hints_come_one_a_wrong_try_and_the_same_answer_again_is_no_new_try()
    {
        CheckResult Try(double answer) => Exercise("Count the edges.", "Each edge once.").Value(answer, 7);

        Assert.Equal(["Count the edges."], Try(1).Hints);
        Assert.Equal(["Count the edges."], Try(1).Hints);
        Assert.Equal(["Count the edges.", "Each edge once."], Try(2).Hints);
        Assert.Equal("""
            ✗ Exercise 02.1: not yet. 3 is too small.
              Hint 1. Count the edges.
              Hint 2. Each edge once.
              The solutions notebook of this chapter has an answer with its reasons.
            """, Try(3).ToString().ReplaceLineEndings());
        Assert.Empty(Try(7).Hints);
    }
}

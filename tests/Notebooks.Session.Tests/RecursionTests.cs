namespace Notebooks.Session.Tests;

/// <summary>A function that calls itself without end is an error of its cell; the session goes on.</summary>
public sealed class RecursionTests
{
    [Theory]
    [InlineData("int Rec(int n) => n > 0 ? n * Rec(n) : 1;\nRec(5)")]
    [InlineData("int Rec(int n) { return Rec(n) + 1; }\nRec(5)")]
    [InlineData("int Outer(int n) { int Inner(int m) => Inner(m) + 1; return Inner(n); }\nOuter(1)")]
    [InlineData("Func<int, int> f = null; f = x => f(x) + 1;\nf(1)")]
    [InlineData("Func<int, int> f = null; f = delegate(int x) { return f(x) + 1; };\nf(1)")]
    [InlineData("class A { public int Balance { get => Balance; } }\nnew A().Balance")]
    [InlineData("class A { public int Balance => Balance; }\nnew A().Balance")]
    [InlineData("class A { public int Balance { get { return Balance; } } }\nnew A().Balance")]
    [InlineData("class A { public int Balance { set => Balance = value; } }\nnew A().Balance = 1;")]
    [InlineData("class A { public int this[int i] => this[i]; }\nnew A()[1]")]
    [InlineData("class A { public A(int n) { new A(n); } }\nnew A(1)")]
    [InlineData("class A { public A(int n) : this(new A(n).ToString()) { } public A(string s) { } }\nnew A(1)")]
    [InlineData("class A { A next = new A(); }\nnew A()")]
    [InlineData("class A { A next = new(); }\nnew A()")]
    [InlineData("class A { public A Next { get; } = new A(); }\nnew A()")]
    [InlineData("class A { public static A operator +(A a, A b) => a + b; }\nnew A() + new A()")]
    [InlineData("class A { public static implicit operator int(A a) => a; }\nint i = new A();")]
    [InlineData("class A { public override string ToString() => $\"{this}\"; }\nnew A()")]
    [InlineData("class A : IComparable<A> { public int CompareTo(A other) => Comparer<A>.Default.Compare(this, other); }\nnew A().CompareTo(new A())")]
    [InlineData("IEnumerable<int> Each(int n) { foreach (int i in Each(n)) yield return i; }\nEach(1).ToList()")]
    [InlineData("async Task<int> Rec(int n) => await Rec(n) + 1;\nawait Rec(1)")]
    [InlineData("int Rec(int n) => Rec(n) + 1;\nawait Task.Run(() => Rec(1))")]
    public async Task Without_end_it_is_an_error_with_a_place_and_a_hint(string code)
    {
        using var notebook = new Notebook();
        await notebook.Run("var kept = 41;");
        var ran = await notebook.Run(code);
        Assert.Equal("InsufficientExecutionStackException", ran.Error.Name);
        Assert.Contains("in Cell 2, line", ran.Traceback, StringComparison.Ordinal);
        Assert.Contains("Hint: a function that calls itself needs a case", ran.Traceback, StringComparison.Ordinal);
        Assert.True(ran.Error.Traceback.Count < 40);
        Assert.Equal("41", (await notebook.Run("kept")).Value);
    }

    [Fact]
    public async Task An_async_one_that_ends_may_be_deep()
    {
        using var notebook = new Notebook();
        Assert.Equal("125250", (await notebook.Run("async Task<int> Sum(int n) => n == 0 ? 0 : n + await Sum(n - 1);\nawait Sum(500)")).Value);
    }

    [Fact]
    public async Task Members_keep_their_meaning()
    {
        using var notebook = new Notebook();
        await notebook.Run("""
            class All
            {
                int[] array = new int[3]; List<int> list = new(); readonly List<int> items = [1, 2]; static readonly object gate = new();
                readonly Dictionary<string, int> map = new() { ["a"] = 1 }; string text = string.Concat("a", "b"); const int K = 5;
                public int Sum { get; init; } = Math.Max(1, 2);
                public int Twice { get => _twice; set => _twice = value * 2; }
                int _twice;
                public ref int First => ref array[0];
                public event Action Happened { add { Heard++; } remove => Heard--; }
                public int Heard;
                public All() => First = K;
                public int Total => array.Length + list.Count + items.Count + map["a"] + text.Length + Sum + First;
            }
            struct Point
            {
                public readonly int X;
                public Point(int x) => X = x;
                public static bool operator ==(Point a, Point b) => a.X == b.X;
                public static bool operator !=(Point a, Point b) => !(a == b);
                public static explicit operator int(Point p) => p.X;
                public override bool Equals(object other) => other is Point p && p == this;
                public override int GetHashCode() => X;
            }
            """);
        Assert.Equal("(15, 6, 1, True, 7)", (await notebook.Run("var all = new All { Twice = 3 }; all.Happened += () => { };\n(all.Total, all.Twice, all.Heard, new Point(1) == new Point(1), (int)new Point(7))")).Value);
    }
}

using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using Hopfield.Kernels;

namespace Hopfield.Tests;

/// <summary>Every public generic door serves the types it says, and refuses others by name instead of reading them as something else.</summary>
public class TypeDoorsTests
{
    private static readonly float[,] _rows = { { 1, 0, 2 }, { 0, 1, 1 } };

    // What is computed in double precision from entry by entry serves any type of IEEE numbers.
    private static readonly string[] _served =
    [
        "AttentionMask.AddTo", "HeadMeasure.Of", "HeadMeasure.PatternsForMass", "HeadMeasure.EffectivePatternCount", "DenseClassifier.Scores", "DenseClassifier.Votes", "DenseClassifier.Classify", "EnergySurface.Place", "EnergySurface.WithPath", "EnergySurface.WithPoint",
    ];

    // What takes patterns, or a memory of them, cannot be reached with other types: there are no such patterns.
    private static readonly string[] _takePatterns =
    [
        "ContinuousHopfield.Store", "HopfieldAttention.Store", "ContinuousHopfield.FromFile", "HopfieldAttention.FromFile", "PatternSet.FromFile", "NearestNeighbour.Find", "RetrievalScheme.Weights", "RetrievalScheme.Retrieve", "Corruption.Mask", "RetrievalBounds.Of",
        "StatePlane.Of", "EnergySurface.Of", "DenseClassifier.Train", "DenseClassifier.ErrorRate",
    ];

    private static Dictionary<string, Action> Refusals<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new()
    {
        ["Attend.Apply"] = () => Attend.Apply<T>([T.One], [T.One], [T.One], 1, 1, T.One, new T[1]),
        ["Dot.Of"] = () => Dot.Of<T>([T.One], [T.One]),
        ["Dot.Precise"] = () => Dot.Precise<T>([T.One], [T.One]),
        ["Entmax.Apply"] = () => Entmax.Apply<T>([T.One], T.One, 1.5, new T[1]),
        ["Exp.Apply"] = () => Exp.Apply<T>([T.One], new T[1]),
        ["MatrixProduct.Apply"] = () => MatrixProduct.Apply(new MatrixView<T>([T.One], 1, 1), new MatrixView<T>([T.One], 1, 1), new T[1], 1, T.One),
        ["LogSumExp.Of"] = () => LogSumExp.Of<T>([T.One], T.One),
        ["Similarities.Apply"] = () => Similarities.Apply<T>([T.One], [T.One], new T[1]),
        ["Similarities.Precise"] = () => Similarities.Precise<T>([T.One], [T.One], new double[1]),
        ["Softmax.Apply"] = () => Softmax.Apply<T>([T.One], T.One, new T[1]),
        ["Softmax.ApplyToRows"] = () => Softmax.ApplyToRows<T>(new T[1], 1, T.One),
        ["Softmax.GradientOfRows"] = () => Softmax.GradientOfRows<T>([T.One], new T[1], 1),
        ["Memory.Recall"] = () => Memory.Recall(new[,] { { T.One } }, [T.One], 1),
        ["PatternSet.From"] = () => PatternSet.From([T.One], [T.Zero]),
        ["PatternSet.Wrap"] = () => PatternSet.Wrap<T>(new[] { T.One }, 1),
        ["PatternSet.OnSphere"] = () => PatternSet.OnSphere<T>(2, 2, 1, seed: 1),
        ["SeparationFunction.Weigh"] = () => SeparationFunction.Softmax.Weigh<T>([T.One], T.One, new T[1]),
        ["Similarity.Between"] = () => Similarity.Dot.Between<T>([T.One], [T.One]),
    };

    public static TheoryData<string> Refused => [.. Refusals<float>().Keys];

    [Theory, MemberData(nameof(Refused))]
    public void Types_that_no_kernel_serves_are_refused_by_name(string door)
    {
        RefusesByName<Half>(Refusals<Half>()[door]);
        RefusesByName<NFloat>(Refusals<NFloat>()[door]);
    }

    [Theory, MemberData(nameof(Refused))]
    public void Single_and_double_precision_are_let_in(string door)
    {
        Refusals<float>()[door]();
        Refusals<double>()[door]();
    }

    [Fact]
    public void No_separation_serves_other_types()
    {
        SeparationFunction[] all =
        [
            SeparationFunction.Identity, SeparationFunction.Maximum, SeparationFunction.Power(2), SeparationFunction.Sparsemax,
            SeparationFunction.Custom("own", (_, _, _) => { }),
        ];
        foreach (SeparationFunction separation in all) RefusesByName<Half>(() => separation.Weigh<Half>([Half.One], Half.One, new Half[1]));
        RefusesByName<Half>(() => Similarity.Cosine.Between<Half>([Half.One], [Half.One]));
    }

    private static void RefusesByName<T>(Action action) => Assert.Contains(typeof(T).Name, Assert.Throws<NotSupportedException>(action).Message);

    // Numbers that half precision holds exactly give what double precision gives.
    [Fact]
    public void Doors_that_compute_in_double_precision_serve_every_type()
    {
        Half[] p = [(Half)0.5, (Half)0.25, (Half)0.25];
        Assert.Equal(2, HeadMeasure.PatternsForMass<Half>(p, 0.7));
        Assert.Equal(HeadMeasure.EffectivePatternCount<double>([0.5, 0.25, 0.25]), HeadMeasure.EffectivePatternCount<Half>(p));
        Assert.Equal([2], HeadMeasure.Of(new Half[,] { { p[0], p[1], p[2] } }, 0.7).Counts);
        var classifier = new DenseClassifier(PatternSet.From([0.5, -0.25, 1, -1], [-0.5, 1, -1, 1]), classCount: 2, degree: 3, temperature: 1);
        Assert.Equal(classifier.Scores<double>([0.5, 0.75]), classifier.Scores<Half>([(Half)0.5, (Half)0.75]));
        Assert.Equal(classifier.Votes<double>([0.5, 0.75]), classifier.Votes<Half>([(Half)0.5, (Half)0.75]));
        Assert.Equal(classifier.Classify<double>([0.5, 0.75]), classifier.Classify<Half>([(Half)0.5, (Half)0.75]));
        EnergySurface surface = EnergySurface.Of(ContinuousHopfield.Store(PatternSet.From(_rows), 1f), points: 3);
        Assert.Equal(surface.Place<double>(0.5, 1, 2), surface.Place([(Half)0.5, (Half)1, (Half)2]));
    }

    [Fact]
    public void Every_generic_door_is_in_one_of_the_three_lists()
    {
        Type[] types = typeof(PatternSet).Assembly.GetExportedTypes();
        IEnumerable<string> doors =
            from type in types
            where !type.ContainsGenericParameters // what such a type takes is PatternSet's to refuse
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            where method.GetGenericArguments().Any(IsNumber) && !method.IsVirtual | method.IsAbstract
            select $"{type.Name}.{method.Name}";
        Assert.Equal(
            Refusals<float>().Keys.Concat(_served).Concat(_takePatterns).Order(StringComparer.Ordinal),
            doors.Distinct().Order(StringComparer.Ordinal));
    }

    private static bool IsNumber(Type argument) => argument.IsGenericMethodParameter
        && argument.GetGenericParameterConstraints().Any(c => c.Name.StartsWith("IBinaryFloatingPointIeee754", StringComparison.Ordinal));
}

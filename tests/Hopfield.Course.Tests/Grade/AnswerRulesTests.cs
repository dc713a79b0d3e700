namespace Hopfield.Course.Tests;

public sealed class AnswerRulesTests
{
    private static readonly Exercise _sum = new(
        "01.1", ExerciseKind.Make, "double Sum(double[] x)\n{\n    throw new NotImplementedException();\n}\nint[] start = [1];", "", [],
        "double[] Drawn(Random random) => [random.NextDouble()];\nCheck.Exercise(\"01.1\", \"a\", \"b\").Function(Sum, x => x.Sum(), Drawn)", "");

    private const string Good = "double Sum(double[] numbers)\n{\n    return Enumerable.Sum(numbers);\n}\nint[] start = [2];";

    [Theory]
    [InlineData(Good)]
    [InlineData("using System.Numerics;\ndouble Half(double x) => x / 2;\n" + Good)]
    [InlineData("record Pair(int A, int B);\n" + Good)]
    [InlineData("double Other(double[] Drawn) => Drawn[0];\n" + Good)] // a parameter is nobody else's name
    public void An_answer_may_declare_what_the_check_does_not_use(string answer) => Assert.Null(AnswerRules.Trouble(answer, _sum));

    [Theory]
    [InlineData("static class Check { }\n" + Good, "it declares Check, which the check uses")]
    [InlineData("double[] Drawn(Random random) => [];\n" + Good, "it declares Drawn, which the check uses")]
    [InlineData("var random = 1;\n" + Good, "it declares random, which the check uses")]
    [InlineData("var (a, Check) = (1, 2);\n" + Good, "it declares Check, which the check uses")]
    [InlineData("class Random { }\n" + Good, "it declares Random, which the check uses")]
    [InlineData("using Check = System.Math;\n" + Good, "a using that renames or imports members")]
    [InlineData("using static System.Math;\n" + Good, "a using that renames or imports members")]
    [InlineData("object Sum(double[] x) => 1;\nint[] start = [1];", "double Sum(double[]) is asked for")]
    [InlineData("double Sum(double[] x) => 1;\nlong[] start = [1];", "int[] start is asked for")]
    [InlineData("", "double Sum(double[]) is asked for")]
    public void An_answer_may_not_change_the_check_or_what_is_asked_for(string answer, string trouble) =>
        Assert.Equal(trouble, AnswerRules.Trouble(answer, _sum));
}

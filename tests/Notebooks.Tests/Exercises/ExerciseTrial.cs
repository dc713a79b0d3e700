using System.Collections.Concurrent;
using Hopfield.Course;
using Hopfield.Exercises;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Notebooks.Session;

namespace Notebooks.Tests.Exercises;

/// <summary>Runs the cells of an exercise after what is given and the answers to the exercises before it, as a reader who solves them in order would.</summary>
internal sealed class ExerciseTrial(ExerciseSource source)
{
    private static readonly ConcurrentDictionary<string, ExerciseTrial> _trials = [];

    private static readonly ScriptOptions _options = ScriptOptions.Default
        .AddImports(SessionOptions.DefaultImports)
        .AddReferences(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && assembly.Location.Length > 0))
        .AddReferences(typeof(Hopfield.HopfieldNetwork).Assembly, typeof(Hopfield.Plotting.Figures).Assembly, typeof(Check).Assembly);

    private readonly ConcurrentDictionary<string, Lazy<Task<ScriptState<object>>>> _before = [];

    public static ExerciseTrial Of(string chapter, ExerciseSource source) => _trials.GetOrAdd(chapter, _ => new(source));

    /// <summary>What the check of an exercise says about a cell.</summary>
    public async Task<CheckResult> Judge(string id, string cell)
    {
        ScriptState<object> state = await (await Before(id)).ContinueWithAsync(cell);
        return Assert.IsType<CheckResult>((await state.ContinueWithAsync(source.CheckFor(id))).ReturnValue);
    }

    // Many judgements of one exercise begin at the same state; cells never change a variable of an earlier one.
    private Task<ScriptState<object>> Before(string id) => _before.GetOrAdd(id, _ => new(async () =>
    {
        int index = source.Exercises.ToList().FindIndex(exercise => exercise.Id == id);
        return index == 0
            ? await (await CSharpScript.RunAsync(source.Usings, _options)).ContinueWithAsync(source.Given)
            : await (await Before(source.Exercises[index - 1].Id)).ContinueWithAsync(source.Exercises[index - 1].Answer);
    })).Value;
}

using System.Reflection;
using System.Runtime.InteropServices;

namespace Notebooks.Session;

/// <summary>The commands that a cell can give to the session itself: lines that begin with <c>#!</c>.</summary>
internal static class MagicCommands
{
    private static readonly Dictionary<string, string> _known = new()
    {
        ["#!time"] = "shows how long the cell took",
        ["#!whos"] = "lists the variables of the session",
        ["#!about"] = "shows what runs this notebook",
        ["#!help"] = "lists these commands",
        ["#!csharp"] = "says that the cell is C#, which it is anyway",
    };

    /// <summary>Why a line is not understood, with what to write instead; null for one that is.</summary>
    public static string? Refusal(CellText.Directive directive) => _known.ContainsKey(directive.Name) ? null : directive.Name switch
    {
        "#!c#" or "#!C#" => "leave it out: every code cell is C#.",
        "#!who" or "%who" or "%whos" => "write #!whos.",
        "%time" or "%%time" or "%timeit" or "%%timeit" => "write #!time on a line of its own.",
        "#!lsmagic" or "%lsmagic" => "write #!help.",
        "#!markdown" => "make the cell a Markdown cell.",
        "#!html" or "#!svg" or "#!mermaid" or "#!javascript" or "#!js" or "%%html" => "write a string and show it with .DisplayAs(\"text/html\").",
        "#!import" => "write #load \"file.csx\".",
        "#i" => "put a NuGet.config with the package source beside the notebook.",
        "#!set" or "#!share" or "#!connect" or "#!fsharp" or "#!f#" or "#!pwsh" or "#!sql" or "#!value" => "this kernel runs C# only.",
        "%pip" or "%conda" => "a package is named with #r \"nuget: Id, Version\".",
        _ => "write #!help for a list of its commands.",
    };

    /// <summary>What is shown after the cell's code has run; null for a command that shows nothing.</summary>
    public static IReadOnlyDictionary<string, object>? Show(string name, SessionOptions options, IEnumerable<object> states, TimeSpan took) => name switch
    {
        "#!time" => Text(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Wall time: {took.TotalMilliseconds:F1} ms")),
        "#!whos" => ValueFormatter.Show(Variables(states)),
        "#!about" => ValueFormatter.Show(new Grid([], [.. About(options).Select(line => new[] { new Grid.Cell(line.Name), new Grid.Cell(line.Value) })])),
        "#!help" => ValueFormatter.Show(new Grid([], [.. _known.Select(word => new[] { new Grid.Cell(word.Key), new Grid.Cell(word.Value) }),
            [new("#r \"file.dll\""), new("uses a library")], [new("#r \"nuget: Id, Version\""), new("uses a package")], [new("#load \"file.csx\""), new("runs a file as part of the cell")]])),
        _ => null,
    };

    private static Dictionary<string, object> Text(string text) => new() { ["text/plain"] = text };

    // The newest variable of a name hides the older ones.
    private static Grid Variables(IEnumerable<object> states)
    {
        var variables = new SortedDictionary<string, (FieldInfo Field, object State)>(StringComparer.Ordinal);
        foreach (object state in states)
        {
            foreach (var field in state.GetType().GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Where(field => !field.Name.StartsWith('<')))
            {
                variables[field.Name] = (field, state);
            }
        }
        return new Grid(["name", "type", "value"], [.. variables.Select(variable => new[]
        {
            new Grid.Cell(variable.Key), new Grid.Cell(TypeName.Of(variable.Value.Field.FieldType)), Grid.Cell.Of(variable.Value.Field.GetValue(variable.Value.State)),
        })], variables.Count == 0 ? "(no variables)" : null);
    }

    private static IEnumerable<(string Name, string Value)> About(SessionOptions options) =>
    [
        ("kernel", $"{options.Name} {options.Version}"),
        ("language", "C# 14"),
        ("runtime", RuntimeInformation.FrameworkDescription),
        ("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors, vectors of {System.Numerics.Vector<byte>.Count * 8} bits"),
        ("libraries", string.Join(", ", options.CarriedAssemblies.Select(assembly => assembly.GetName().Name))),
        ("memory", $"{Environment.WorkingSet >> 20} MiB"),
    ];
}

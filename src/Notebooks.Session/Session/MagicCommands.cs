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
        ["#!csharp"] = "begins a section in C#, which a cell is anyway",
        ["#!html"] = "begins a section that is shown as HTML; #!markdown, #!svg and #!javascript likewise",
        ["#!import"] = "runs a file: a script (.cs, .csx, .dib) or the code of a notebook",
        ["#i"] = "names a source of packages: #i \"nuget: FOLDER or ADDRESS\"",
    };

    // What they are called elsewhere.
    private static readonly Dictionary<string, string> _others = new() { ["#!who"] = "#!whos", ["#!lsmagic"] = "#!help", ["#!c#"] = "#!csharp", ["#!C#"] = "#!csharp" };

    /// <summary>The commands that begin with <c>#!</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. _known.Keys.Where(name => name.StartsWith("#!", StringComparison.Ordinal)).Concat(["#!markdown", "#!svg", "#!javascript"])];

    /// <summary>Why a line is not understood, with what to write instead; null for one that is.</summary>
    public static string? Refusal(CellText.Directive directive) => directive.IsPackage || _known.ContainsKey(directive.Name) || _others.ContainsKey(directive.Name) ? null : directive.Name switch
    {
        "%who" or "%whos" => "write #!whos.",
        "%time" or "%%time" or "%timeit" or "%%timeit" => "write #!time on a line of its own.",
        "%lsmagic" => "write #!help.",
        "%%html" => "write #!html.",
        "#!mermaid" => "this kernel has no language for diagrams; a Markdown cell may have.",
        "#!fsharp" or "#!f#" or "#!pwsh" or "#!powershell" or "#!sql" or "#!kql" or "#!http" or "#!request" => "this kernel runs C# only.",
        "#!set" or "#!share" or "#!value" or "#!connect" => "there is one language here, and its variables are there in every cell.",
        "%pip" or "%conda" => "a package is named with #r \"nuget: Id, Version\".",
        _ => "write #!help for a list of its commands.",
    };

    /// <summary>What is shown after the cell's code has run; null for a command that shows nothing.</summary>
    public static IReadOnlyDictionary<string, object>? Show(string name, SessionOptions options, IEnumerable<object> states, TimeSpan took) => _others.GetValueOrDefault(name, name) switch
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
            new Grid.Cell(variable.Key), new Grid.Cell(TypeName.Of(variable.Value.Field.FieldType)), ValueFormatter.Cell(variable.Value.Field.GetValue(variable.Value.State)),
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

using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Session.Tests;

/// <summary>One small notebook of our own for each kind of cell that public C# notebooks hold: it works, or is refused with the reason.</summary>
public sealed class PublicNotebookTests : IDisposable
{
    private readonly Notebook _notebook = new(new SessionOptions { Packages = (_, _) => Task.FromResult(new RestoredPackages([], [])) });

    // What is registered is registered for the process.
    public void Dispose()
    {
        Formatter.ResetToDefault();
        _notebook.Dispose();
    }

    [Theory]
    [InlineData("a value on the last line", "var x = \"ten\";\nx", "ten")]
    [InlineData("a package of .NET itself, without a version", "#r \"nuget:System.Text.Json\"\nSystem.Text.Json.JsonSerializer.Serialize(new[] { 1 })", "[1]")]
    [InlineData("a source and packages below a comment", "// nightly\n#i \"nuget:https://example.org/v3/index.json\"\n#r \"nuget: One, 1.0.0-preview.1\"\n1 + 1", "2")]
    [InlineData("an update of what is shown, with await", "var shown = 0.Display();\nfor (int i = 0; i < 3; i++) { await Task.Delay(1); shown.Update(i); }", "2")]
    [InlineData("a class with methods, and its use", "public class Account { public int Balance { get; private set; } public void Add(int x) => Balance += x; }\nvar mine = new Account(); mine.Add(3);\nmine.Balance", "3")]
    [InlineData("a function, then its call", "string Twice(string s)\n{\n\treturn s + s;\n}\nTwice(\"a\")", "aa")]
    [InlineData("static members by using", "using static System.Math;\nMax(1, 2)", "2")]
    [InlineData("an exception that is caught", "try { throw new ArgumentException(\"no\"); } catch (ArgumentException e) { Console.WriteLine(e.Message); }", "no\n")]
    [InlineData("markup by tags", "using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;\ndisplay(div(h1(\"Title\")));", "<div><h1>Title</h1></div>")]
    [InlineData("a formatter with a writer", "using Microsoft.DotNet.Interactive.Formatting;\nrecord Row(int X);\nFormatter.Register<Row>((row, writer) => writer.Write($\"row {row.X}\"), \"text/plain\");\nnew Row(1)", "row 1")]
    [InlineData("what is preferred for a type", "using Microsoft.DotNet.Interactive.Formatting;\nFormatter.SetPreferredMimeTypesFor(typeof(int), \"text/plain\");\n7", "7")]
    [InlineData("a text of another kind", "\"# Title\".DisplayAs(\"text/markdown\");", "# Title")]
    [InlineData("sections of other kinds", "#!markdown\n*a*\n#!csharp\n1", "*a*1")]
    [InlineData("the time of a cell", "#!time\nConsole.Write(1);", "1")]
    [InlineData("an asynchronous stream", "async IAsyncEnumerable<int> Count() { for (int i = 0; i < 2; i++) { await Task.Yield(); yield return i; } }\nawait foreach (int i in Count()) Console.Write(i);", "01")]
    public async Task This_kind_of_cell_works(string kind, string code, string text)
    {
        var ran = await _notebook.Run(code);
        Assert.True(ran.Result.Status == CellStatus.Ok, $"{kind}: {ran.Result.Error?.Message}");
        string shown = string.Concat(ran.Outputs.Select(output => output switch
        {
            StreamOutput stream => stream.Text,
            DisplayData { Data: var data } when !((string)data.Values.First()).StartsWith("Wall time", StringComparison.Ordinal) => (string)data.Values.First(),
            ExecuteResult result => (string)result.Data["text/plain"],
            _ => "",
        }));
        Assert.Equal(text, shown);
    }

    [Theory]
    [InlineData("a path to fill in", "#r \"<path to .dll>\"", "CS0006", "was not found")]
    [InlineData("another language", "#!fsharp\nlet x = 1", "UnknownWord", "C# only")]
    [InlineData("a shell", "#!pwsh\nGet-Date", "UnknownWord", "C# only")]
    [InlineData("values between languages", "#!share --from fsharp x", "UnknownWord", "one language")]
    [InlineData("a database", "#!connect mssql", "UnknownWord", "one language")]
    [InlineData("the kernel of .NET Interactive", "await Kernel.Root.SendAsync(null);", "CS0103", "belongs to .NET Interactive")]
    [InlineData("its context", "KernelInvocationContext.Current.Display(1);", "CS0103", "belongs to .NET Interactive")]
    [InlineData("a line to read, where nobody answers", "Input(\"name?\")", "NotSupportedException", "Nobody can answer")]
    [InlineData("a namespace", "namespace Mine { class C { } }", "CS7021", "no namespaces")]
    public async Task This_kind_of_cell_is_refused_with_the_reason(string kind, string code, string name, string reason)
    {
        var ran = await _notebook.Run(code);
        Assert.True(ran.Result.Status == CellStatus.Failed, kind);
        Assert.Equal(name, ran.Error.Name);
        Assert.Contains(reason, ran.Traceback + ran.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notebook_of_several_languages_is_imported_up_to_the_one_that_is_not_spoken_here()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("mixed.ipynb"), """
            {"cells":[
              {"cell_type":"code","metadata":{"dotnet_interactive":{"language":"csharp"}},"source":["int one = 1;"]},
              {"cell_type":"code","metadata":{"polyglot_notebook":{"kernelName":"html"}},"source":["<b>x</b>"]},
              {"cell_type":"code","metadata":{"polyglot_notebook":{"kernelName":"fsharp"}},"source":["let two = 2"]}]}
            """);
        var ran = await _notebook.Run($"#!import {folder.File("mixed.ipynb")}");
        Assert.Equal("<b>x</b>", ((string)Assert.IsType<DisplayData>(ran.Outputs[0]).Data["text/html"]).TrimEnd());
        Assert.Contains("C# only", ran.Error.Message, StringComparison.Ordinal);
        Assert.Equal("1", (await _notebook.Run("one")).Value);
    }
}

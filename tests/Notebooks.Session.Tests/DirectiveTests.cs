namespace Notebooks.Session.Tests;

public sealed class DirectiveTests
{
    [Fact]
    public async Task The_time_of_a_cell_is_shown_after_its_value()
    {
        using var notebook = new Notebook();
        var ran = await notebook.Run("#!time\n1 + 1");
        Assert.Equal("2", ran.Value);
        Assert.Matches(@"^Wall time: \d+\.\d ms$", (string)Assert.IsType<DisplayData>(ran.Outputs[^1]).Data["text/plain"]);
    }

    [Fact]
    public async Task The_variables_are_listed_with_the_newest_of_each_name()
    {
        using var notebook = new Notebook();
        await notebook.Run("int x = 1; var words = new List<string> { \"a\" };");
        await notebook.Run("double x = 2.5; Func<int> hidden = () => 1;");
        var ran = await notebook.Run("#!whos");
        Assert.Equal("name    type          value\nhidden  Func<int>     Func<int>\nwords   List<string>  [a]\nx       double        2.5", ((DisplayData)ran.Outputs[0]).Data["text/plain"]);
    }

    [Fact]
    public async Task About_says_what_runs_the_notebook()
    {
        using var notebook = new Notebook(new SessionOptions { Name = "Some kernel", Version = "1.2.3" });
        var text = (string)((DisplayData)(await notebook.Run("#!about")).Outputs[0]).Data["text/plain"];
        Assert.Contains("Some kernel 1.2.3", text, StringComparison.Ordinal);
        Assert.Contains(".NET", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_the_words()
    {
        using var notebook = new Notebook();
        Assert.Contains("#!whos", (string)((DisplayData)(await notebook.Run("#!help")).Outputs[0]).Data["text/plain"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!who", "write #!whos.")]
    [InlineData("%time 1 + 1", "write #!time")]
    [InlineData("#!import \"a.csx\"", "write #load")]
    [InlineData("#i \"nuget:feed\"", "NuGet.config")]
    [InlineData("#!markdown\ntext", "Markdown cell")]
    [InlineData("#!fsharp\nlet x = 1", "C# only")]
    [InlineData("%pip install numpy", "#r \"nuget: Id, Version\"")]
    [InlineData("var a = 1;\n#!nonsense", "#!help")]
    public async Task An_unknown_word_is_refused_with_what_to_write_instead(string code, string advice)
    {
        using var notebook = new Notebook();
        var ran = await notebook.Run(code);
        Assert.Equal("UnknownWord", ran.Error.Name);
        Assert.Contains(advice, ran.Error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"Cell 1, line {(code.StartsWith('v') ? 2 : 1)}: ", ran.Error.Traceback[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_in_a_string_is_text_and_lines_keep_their_numbers()
    {
        using var notebook = new Notebook();
        Assert.Equal("\n#!who\n", (await notebook.Run("\"\"\"\n\n#!who\n\n\"\"\"")).Value);
        Assert.Contains("line 3", (await notebook.Run("#!time\n\nnothing")).Traceback, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_line_of_another_form_is_refused()
    {
        using var notebook = new Notebook();
        Assert.Contains("nuget: Id, Version", (await notebook.Run("#r \"nuget: a b c\"")).Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_host_fetches_no_packages_the_cell_is_told_so()
    {
        using var notebook = new Notebook();
        Assert.Contains("cannot be fetched here", (await notebook.Run("#r \"nuget: CsCheck, 5.0.1\"")).Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_fetches_all_packages_of_the_session_and_none_that_failed()
    {
        var asked = new List<string>();
        using var notebook = new Notebook(new SessionOptions
        {
            Packages = (packages, _) =>
            {
                asked.Add(string.Join(' ', packages.Select(package => $"{package.Key}={package.Value}")));
                return packages.ContainsKey("Bad") ? throw new InvalidOperationException("not found") : Task.FromResult<IReadOnlyList<string>>([]);
            },
        });
        foreach (string package in (string[])["One", "Bad", "two, 2.0"])
        {
            await notebook.Run($"#r \"nuget: {package}\"");
        }
        Assert.Equal(["One=*", "Bad=* One=*", "One=* two=2.0"], asked);
    }
}

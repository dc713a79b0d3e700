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
    [InlineData("%who", "write #!whos.")]
    [InlineData("%time 1 + 1", "write #!time")]
    [InlineData("#!fsharp\nlet x = 1", "C# only")]
    [InlineData("#!set --name x --value 1", "its variables are there in every cell")]
    [InlineData("#!mermaid\ngraph TD", "no language for diagrams")]
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

    [Theory]
    [InlineData("#!who", "x  ")]
    [InlineData("#!lsmagic", "#!whos")]
    [InlineData("#!c#\nx", "41")]
    public async Task Commands_have_the_names_of_NET_Interactive_too(string code, string text)
    {
        using var notebook = new Notebook();
        await notebook.Run("int x = 41;");
        Assert.Contains((await notebook.Run(code)).Outputs, output => output is DisplayData { Data: var data } ? ((string)data["text/plain"]).Contains(text, StringComparison.Ordinal) : ((ExecuteResult)output).Data["text/plain"].Equals(text));
    }

    [Fact]
    public async Task A_section_in_another_language_is_shown_as_it_stands_between_the_code()
    {
        using var notebook = new Notebook();
        var ran = await notebook.Run("var x = 1;\n#!html\n<b>\"it's { bold\"</b>\n#!markdown\n# Title\n#!csharp\nx + 1\n#!javascript\ngo(\"#!csharp\");\n#!csharp\nx + 2");
        Assert.Equal(
            ["text/html <b>\"it's { bold\"</b>", "text/markdown # Title", "text/plain 2", "text/html <script type=\"text/javascript\">go(\"#!csharp\");</script>", "text/plain 3"],
            ran.Outputs.Select(output => (output as DisplayData)?.Data ?? ((ExecuteResult)output).Data).Select(data => $"{data.Single().Key} {data.Single().Value}"));
        Assert.Equal("1", (await notebook.Run("x")).Value);
        Assert.Contains("Cell 3, line 4:", (await notebook.Run("#!html\n<i>\n#!csharp\nnothing")).Traceback, StringComparison.Ordinal);
        Assert.Equal("image/svg+xml", Assert.IsType<DisplayData>((await notebook.Run("#!svg\n<svg/>")).Outputs[0]).Data.Keys.Single());
    }

    [Theory]
    [InlineData("part.csx", "using System.Globalization;\nint Twice(int n) => 2 * n;\nint kept = Twice(20);")]
    [InlineData("part.dib", "#!meta\n\n{\"kernelInfo\":{}}\n\n#!csharp\n\nusing System.Globalization;\nint Twice(int n) => 2 * n;\n\n#!markdown\n\n# Text\n\n#!csharp\n\nint kept = Twice(20);\n")]
    [InlineData("part.ipynb", "{\"cells\":[{\"cell_type\":\"code\",\"source\":[\"using System.Globalization;\\n\",\"int Twice(int n) => 2 * n;\"]},{\"cell_type\":\"markdown\",\"source\":\"# Text\"},{\"cell_type\":\"code\",\"source\":\"int kept = Twice(20);\"}]}")]
    public async Task An_imported_file_runs_as_cells_before_this_one_whose_usings_stay(string name, string content)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File(name), content);
        using var notebook = new Notebook();
        Assert.Equal("42", (await notebook.Run($"#!import {folder.File(name)}\nkept + 2")).Value);
        Assert.Equal("80", (await notebook.Run("Twice(kept).ToString(CultureInfo.InvariantCulture)")).Value);
    }

    [Fact]
    public async Task An_import_that_cannot_be_is_refused_with_the_reason()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("bad.csx"), "int x = 1;\nnothing");
        File.WriteAllText(folder.File("self.csx"), $"#!import {folder.File("self.csx")}");
        File.WriteAllText(folder.File("text.txt"), "");
        File.WriteAllText(folder.File("none.ipynb"), "[]");
        using var notebook = new Notebook();
        Assert.Contains("bad.csx, line 2: CS0103", (await notebook.Run($"#!import {folder.File("bad.csx")}")).Traceback, StringComparison.Ordinal);
        Assert.Contains("without end", (await notebook.Run($"#!import {folder.File("self.csx")}")).Error.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be imported", (await notebook.Run($"#!import {folder.File("text.txt")}")).Error.Message, StringComparison.Ordinal);
        Assert.Contains("is not a notebook", (await notebook.Run($"#!import {folder.File("none.ipynb")}")).Error.Message, StringComparison.Ordinal);
        Assert.Equal("FileNotFoundException", (await notebook.Run($"#!import {folder.File("nowhere.csx")}")).Error.Name);
    }

    [Fact]
    public async Task The_host_fetches_all_packages_of_the_session_and_none_that_failed()
    {
        var asked = new List<string>();
        using var folder = new TemporaryFolder();
        using var notebook = new Notebook(new SessionOptions
        {
            Packages = (request, _) =>
            {
                asked.Add(string.Join(' ', request.Versions.Select(package => $"{package.Key}={package.Value}").Concat(request.Sources)));
                return request.Versions.ContainsKey("Bad") ? throw new InvalidOperationException("not found") : Task.FromResult(new RestoredPackages([], []));
            },
        });
        string source = Path.GetDirectoryName(folder.File("x"))!;
        foreach (string line in (string[])["#r \"nuget: One\"", "#r \"nuget: Bad\"", $"#i \"nuget: {source.Replace('\\', '/')}\"\n#r \"nuget: two, 2.0\"", "#i \"nuget:https://example.org/v3/index.json\"\n#r \"nuget:One\""])
        {
            await notebook.Run(line);
        }
        Assert.Equal(["One=*", "Bad=* One=*", $"One=* two=2.0 {source}", $"One=* two=2.0 {source} https://example.org/v3/index.json"], asked);
        Assert.Contains("in use in version 2.0 since an earlier cell: restart the kernel to use 3.0", (await notebook.Run("#r \"nuget: Two, 3.0\"")).Error.Message, StringComparison.Ordinal);
        Assert.Contains("is not there", (await notebook.Run("#i \"nuget:no/such/folder\"")).Error.Message, StringComparison.Ordinal);
        Assert.Contains("FOLDER or ADDRESS", (await notebook.Run("#i \"elsewhere\"")).Error.Message, StringComparison.Ordinal);
    }
}

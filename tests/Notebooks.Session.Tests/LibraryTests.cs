using System.Reflection;

namespace Notebooks.Session.Tests;

public sealed class LibraryTests
{
    [Fact]
    public async Task A_library_is_named_by_its_path_and_its_neighbours_are_found()
    {
        using var folder = new TemporaryFolder();
        string inner = TestLibrary.Build(folder.File("Inner.dll"), "namespace Inner; public class Deep { public int Value => 42; }");
        string outer = TestLibrary.Build(folder.File("Outer.dll"), "namespace Outer; public class Shallow { public Inner.Deep Get() => new(); }", inner);
        using var notebook = new Notebook();
        Assert.Equal("42", (await notebook.Run($"#r \"{outer}\"\nnew Outer.Shallow().Get().Value")).Value);
    }

    [Fact]
    public async Task A_library_that_is_asked_about_while_a_cell_brings_it_is_seen_once()
    {
        using var folder = new TemporaryFolder();
        for (int round = 0; round < 5; round++)
        {
            string path = TestLibrary.Build(folder.File($"Lib{round}.dll"), $"namespace Lib{round}; public static class Tools {{ public static int Twice(this int x) => 2 * x; }}");
            using var notebook = new Notebook();
            string cell = $"#r \"{path}\"\nusing Lib{round};\nint x = 1;";
            var asked = Enumerable.Range(0, 4).Select(_ => Task.Run(() => notebook.Session.Complete(cell + "\nx.Tw", cell.Length + 5))).ToList();
            await notebook.Run(cell);
            await Task.WhenAll(asked);
            Assert.Equal("2", (await notebook.Run("x.Twice()")).Value);
        }
    }

    [Fact]
    public async Task A_library_in_use_can_be_deleted_and_rebuilt()
    {
        using var folder = new TemporaryFolder();
        string path = TestLibrary.Build(folder.File("Lib.dll"), "public static class Lib { public static int Answer() => 1; }");
        using var notebook = new Notebook();
        Assert.Equal("(1, )", (await notebook.Run($"#r \"{path}\"\n(Lib.Answer(), typeof(Lib).Assembly.Location)")).Value);
        using (File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Equal("1", (await notebook.Run("Lib.Answer()")).Value);
        }
        File.Delete(path);
        Assert.Equal("1", (await notebook.Run("Lib.Answer()")).Value);
    }

    [Fact]
    public async Task Another_build_of_a_library_in_use_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = TestLibrary.Build(folder.File("Lib.dll"), "public static class Lib { public static int Answer() => 1; }");
        using var notebook = new Notebook();
        await notebook.Run($"#r \"{path}\"\nLib.Answer()");
        Assert.Equal("1", (await notebook.Run($"#r \"{path}\"\nLib.Answer()")).Value);
        TestLibrary.Build(path, "public static class Lib { public static int Answer() => 2; }");
        Assert.Contains("another build of this library is in use since an earlier cell: restart the kernel", (await notebook.Run($"#r \"{path}\"")).Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_carried_library_answers_for_its_file_and_brings_the_carried_ones_it_needs()
    {
        using var folder = new TemporaryFolder();
        string inner = TestLibrary.Build(folder.File("CarriedInner.dll"), "namespace CarriedInner; public class Deep { public int Value => 42; }");
        string outer = TestLibrary.Build(folder.File("CarriedOuter.dll"), "namespace CarriedOuter; public class Shallow { public CarriedInner.Deep Get() => new(); }", inner);
        Assembly[] carried = [Assembly.LoadFrom(inner), Assembly.LoadFrom(outer)];
        using var notebook = new Notebook(new SessionOptions { CarriedAssemblies = carried });
        var ran = await notebook.Run("#r \"../no/such/folder/CarriedOuter.dll\"\nusing CarriedInner;\nnew CarriedOuter.Shallow().Get() is Deep d ? d.GetType().Assembly : null");
        Assert.Equal(CellStatus.Ok, ran.Result.Status);
        Assert.Equal("True", (await notebook.Run($"AppDomain.CurrentDomain.GetAssemblies().Count(a => a.GetName().Name == \"CarriedInner\") == 1")).Value);
        Assert.Equal("42", (await notebook.Run($"#r \"{outer}\"\nnew Deep().Value")).Value);
    }

    [Theory]
    [InlineData(false, "the engine was rebuilt: restart the kernel")]
    [InlineData(true, "the engine was rebuilt: run `kernel install` again, then restart the kernel")]
    public async Task A_file_that_differs_from_the_carried_library_is_refused(bool installed, string advice)
    {
        using var folder = new TemporaryFolder();
        string name = installed ? "CarriedA" : "CarriedB";
        string path = TestLibrary.Build(folder.File($"{name}.dll"), "public static class Lib { public static int Answer() => 1; }");
        var assembly = Assembly.Load(File.ReadAllBytes(path));
        using var notebook = new Notebook(new SessionOptions { CarriedAssemblies = [assembly], Installed = installed });
        TestLibrary.Build(path, "public static class Lib { public static int Answer() => 2; }");
        var ran = await notebook.Run($"var x = 1;\n#r \"{path}\"");
        ran = await notebook.Run($"#r \"{path}\"\nLib.Answer()");
        Assert.Equal($"#r \"{path}\": {advice}", ran.Error.Message);
        Assert.Contains("line 1", ran.Traceback, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_library_or_not_there_is_refused_with_the_reason()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("text.dll"), "not a library");
        using var notebook = new Notebook();
        Assert.Contains("is not a .NET library", (await notebook.Run($"#r \"{folder.File("text.dll")}\"")).Error.Message, StringComparison.Ordinal);
        Assert.Contains($"a relative path starts where the kernel was started, {Directory.GetCurrentDirectory()}", (await notebook.Run("#r \"nowhere.dll\"")).Error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("relative", (await notebook.Run($"#r \"{folder.File("nowhere.dll")}\"")).Error.Message, StringComparison.Ordinal);
        File.WriteAllText(folder.File("names.csx"), "#r \"nowhere.dll\"");
        Assert.Contains("the folder of the file that names it", (await notebook.Run($"#load \"{folder.File("names.csx")}\"")).Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_library_of_NET_itself_is_named_without_a_path()
    {
        using var notebook = new Notebook();
        Assert.Equal("[1,2]", (await notebook.Run("#r \"System.Text.Json\"\nSystem.Text.Json.JsonSerializer.Serialize(new[] { 1, 2 })")).Value);
    }
}

using Notebooks.Session;
using Notebooks.Session.Tests;

namespace Notebooks.Kernel.Tests;

public sealed class DotnetPackagesTests
{
    [Fact]
    public async Task A_package_is_found_without_the_network_when_it_was_fetched_before()
    {
        using var folder = new TemporaryFolder();
        string before = Directory.GetCurrentDirectory();
        // The only source is an empty folder: what is found lies in the package cache, where this project's own restore put it.
        Directory.CreateDirectory(folder.File("empty"));
        File.WriteAllText(folder.File("NuGet.config"), "<configuration><packageSources><clear/><add key=\"none\" value=\"empty\"/></packageSources></configuration>");
        Directory.SetCurrentDirectory(Path.GetDirectoryName(folder.File("x"))!);
        try
        {
            var options = new SessionOptions { Packages = new DotnetPackages(folder.File("data")).RestoreAsync };
            const string code = "#r \"nuget: CsCheck, 5.0.1\"\ntypeof(CsCheck.Gen).Assembly.GetName().Name";
            using (var notebook = new Notebook(options))
            {
                Assert.Equal("CsCheck", (await notebook.Run(code)).Value);
                Assert.Contains("NoSuchPackage", (await notebook.Run("#r \"nuget: NoSuchPackage.AtAll, 1.0.0\"")).Error.Message, StringComparison.Ordinal);
                Assert.Equal("CsCheck", (await notebook.Run(code)).Value);
            }
            // A second session asks nobody: it would take the SDK a second or more.
            using var again = new Notebook(options);
            Assert.Equal("CsCheck", (await again.Run(code)).Value);
            Assert.Single(Directory.GetFiles(folder.File("data"), "files.txt", SearchOption.AllDirectories));
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
        }
    }
}

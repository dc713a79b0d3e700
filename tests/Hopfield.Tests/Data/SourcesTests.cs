using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Hopfield.Tests;

/// <summary>data/SOURCES.md and the files of data/ say the same.</summary>
public partial class SourcesTests
{
    private static readonly string _folder = DataFolder.Find(AppContext.BaseDirectory);

    [GeneratedRegex(@"^\| `(?<file>[^`]+)` \|(?<cells>.*)\| `(?<sum>[0-9a-f]{64})` \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    private static Dictionary<string, Match> Rows() =>
        Row().Matches(File.ReadAllText(Path.Combine(_folder, "SOURCES.md")).ReplaceLineEndings("\n")).ToDictionary(m => m.Groups["file"].Value);

    [Fact]
    public void Every_file_has_a_row_and_every_row_a_file()
    {
        var files = Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(_folder, f).Replace('\\', '/'))
            .Where(f => f != "SOURCES.md")
            .Order(StringComparer.Ordinal);
        Assert.Equal(files, Rows().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_checksum_is_that_of_the_file()
    {
        foreach (var (file, row) in Rows())
        {
            string sum = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder, file))));
            Assert.True(sum == row.Groups["sum"].Value, $"data/{file} has the sha256 {sum}; its row in SOURCES.md says {row.Groups["sum"].Value}.");
        }
    }

    [Fact]
    public void Every_row_names_content_package_original_licence_and_attribution()
    {
        foreach (var (file, row) in Rows())
        {
            string[] cells = row.Groups["cells"].Value.Split('|', StringSplitOptions.TrimEntries);
            Assert.True(cells.Length == 5 && cells.All(c => c.Length > 0), $"The row of data/{file} needs five filled cells between name and checksum.");
        }
    }

    [Fact]
    public void Data_files_are_compressed_and_small()
    {
        foreach (string file in Rows().Keys)
        {
            Assert.True(file.EndsWith(".gz") || file.EndsWith(".npz") || file.StartsWith("licences/"), $"data/{file} is not compressed.");
            Assert.InRange(new FileInfo(Path.Combine(_folder, file)).Length, 1, 2 << 20);
        }
    }
}

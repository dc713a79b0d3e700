namespace Hopfield.Tests;

/// <summary>The engine's public surface is what was agreed: it changes on purpose, never by accident.</summary>
public class PublicSurfaceTests
{
    private const string Approved = "tests/Hopfield.Tests/Package/PublicSurface.txt";
    private const string Accept = "HOPFIELD_ACCEPT_SURFACE";

    [Fact]
    public void The_public_surface_is_the_approved_one()
    {
        string surface = PublicSurface.Of(typeof(PatternSet).Assembly), path = Repository.PathOf(Approved);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(path + ".new", surface);
            File.Move(path + ".new", path, overwrite: true);
        }
        string approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (approved == surface) return;

        // A member is named with its type, so that equal lines of two types are told apart.
        HashSet<string> before = [.. Members(approved)], now = [.. Members(surface)];
        Assert.Fail(
            $"The public surface differs from {Approved}.\n"
            + string.Concat(before.Except(now).Select(line => $"  gone: {line}\n")) + string.Concat(now.Except(before).Select(line => $"  new:  {line}\n"))
            + $"If that is meant, run this test once with {Accept}=1 and commit the file.");
    }

    private static IEnumerable<string> Members(string surface)
    {
        string type = "";
        foreach (string line in surface.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!line.StartsWith(' ')) type = line;
            yield return line.StartsWith(' ') ? $"{type.Split(" : ")[0]}: {line.Trim()}" : line;
        }
    }
}

using System.ComponentModel;
using System.Text.RegularExpressions;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>What hosted pages know of where they come from and where they lie.</summary>
/// <param name="Repository">The repository's address without a slash at its end, such as <c>https://github.com/owner/name</c>; null where there is none.</param>
/// <param name="Address">The address of the site, with a slash at its end; null where it is not known.</param>
/// <param name="Commit">The commit of the sources; empty where it is not known.</param>
/// <param name="Date">The day of the commit; empty where it is not known.</param>
/// <param name="Branch">The branch that is edited.</param>
internal sealed partial record Hosting(string? Repository, string? Address, string Commit = "", string Date = "", string Branch = "main")
{
    /// <summary>Whether the cells of its pages run in the page.</summary>
    public bool IsLive { get; init; }

    /// <summary>The version of the course.</summary>
    public static string Version { get; } = typeof(Hosting).Assembly.GetName().Version!.ToString(3);

    /// <summary>Asks git for all that was not named.</summary>
    /// <param name="root">The course's folder.</param>
    /// <param name="repository">The repository that was named; null to take git's remote.</param>
    /// <param name="address">The address that was named; null to take that of the repository's own pages.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    /// <exception cref="NotebookException">What was named is no address.</exception>
    public static async Task<Hosting> FindAsync(string root, string? repository, string? address, CancellationToken cancellationToken)
    {
        string? home = repository is null ? Web(await GitAsync("remote", "get-url", "origin")) : Web(repository) ?? throw new NotebookException($"--repository must be an address like https://github.com/owner/name; it is {repository}.");
        if (address is not null && !(Uri.TryCreate(address, UriKind.Absolute, out Uri? site) && site.Scheme is "http" or "https"))
            throw new NotebookException($"--address must be the site's address like https://owner.github.io/name/; it is {address}.");
        string branch = await GitAsync("symbolic-ref", "--short", "refs/remotes/origin/HEAD");
        return new Hosting(home, address is null ? Pages(home) : address.TrimEnd('/') + "/", await GitAsync("rev-parse", "--short=12", "HEAD"), await GitAsync("log", "-1", "--format=%cs"), branch.Length > 0 ? branch["origin/".Length..] : "main");

        async Task<string> GitAsync(params string[] words)
        {
            try
            {
                ProcessResult end = await ProcessRun.RunAsync("git", ["-C", root, .. words], token: cancellationToken);
                return end.ExitCode == 0 ? end.Output.Trim() : "";
            }
            catch (Win32Exception)
            {
                return "";
            }
        }
    }

    /// <summary>The address at which a person sees a repository, from the one at which git finds it; null for one that lies on a disk.</summary>
    /// <param name="remote">git's remote.</param>
    public static string? Web(string remote)
    {
        Match match = RemotePattern().Match(remote.Trim());
        return match.Success ? $"https://{match.Groups["host"].Value}/{match.Groups["path"].Value}" : null;
    }

    /// <summary>Opens the course in a codespace; null where the repository is not on GitHub.</summary>
    public string? Codespaces => Repository is { } home && home.StartsWith(GitHub, StringComparison.Ordinal) ? $"https://codespaces.new/{home[GitHub.Length..]}" : null;

    /// <summary>Where a file of the course can be changed; null without a repository.</summary>
    /// <param name="path">Its path in the repository, with slashes.</param>
    public string? Edit(string path) => Repository is null ? null : $"{Repository}/edit/{Branch}/{path}";

    /// <summary>Where a fault can be told; null without a repository.</summary>
    /// <param name="about">What it is about.</param>
    public string? Report(string about) => Repository is null ? null : $"{Repository}/issues/new?title={Uri.EscapeDataString($"{about}: ")}";

    /// <summary>Where a file or a folder of the course can be seen as it was; null without a repository.</summary>
    /// <param name="path">Its path in the repository, with slashes.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public string? Source(string path, bool isFolder) => Repository is null ? null : $"{Repository}/{(isFolder ? "tree" : "blob")}/{(Commit.Length > 0 ? Commit : Branch)}/{path}";

    private const string GitHub = "https://github.com/";

    // A project's pages lie below its owner's.
    private static string? Pages(string? repository) =>
        repository is not null && repository.StartsWith(GitHub, StringComparison.Ordinal) && repository[GitHub.Length..].Split('/') is [var owner, var name]
            ? $"https://{owner.ToLowerInvariant()}.github.io/{name}/"
            : null;

    [GeneratedRegex(@"^(?:https?://|ssh://)?(?:[^@/]+@)?(?<host>[\w-]+(?:\.[\w-]+)+)(?::\d+)?[:/](?<path>[\w.~-]+(?:/[\w.~-]+)*/[\w.~-]+?)(?:\.git)?/?$")]
    private static partial Regex RemotePattern();
}

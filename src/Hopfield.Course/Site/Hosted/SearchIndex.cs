namespace Hopfield.Course;

/// <summary>The index in which a hosted page searches, made by the node package pagefind. A page takes only the parts of it that it needs.</summary>
internal static class SearchIndex
{
    /// <summary>Indexes the pages.</summary>
    /// <param name="tree">The course's folders; the pages are written.</param>
    /// <param name="cancellationToken">Ends node and all that it started.</param>
    /// <exception cref="NotebookException">Node is missing or fails.</exception>
    public static async Task WriteAsync(CourseTree tree, CancellationToken cancellationToken)
    {
        var pagefind = new NodePackage(tree.Search.Package, tree.Search.Workshop, "The search of the site needs node and npm, which were not found");
        await pagefind.InstallAsync(cancellationToken);
        await pagefind.RunAsync("node", [Path.Combine("node_modules", "pagefind", "lib", "runner", "bin.cjs"), "--site", Path.GetFullPath(tree.HostedSite), "--exclude-selectors", ".count"], "", cancellationToken);
    }
}

using System.CommandLine;

namespace Hopfield.Course;

/// <summary><c>site</c>: the committed chapters as pages to be hosted.</summary>
internal static class SiteCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var repository = new Option<string?>("--repository") { Description = "The repository's address, for the buttons that open, report and edit; git's remote where it is not named, and no such buttons where there is none." };
        var address = new Option<string?>("--address") { Description = "The site's address, for previews of links; that of the repository's GitHub pages where it is not named." };
        Option<DirectoryInfo?> course = ChapterRun.Course();
        var command = new Command("site", "Write the chapters as they are committed as pages to host, to artifacts/hosted: with search, buttons, hints, progress, and readable offline. Needs node.")
        {
            repository, address, course,
        };
        command.SetAction((parsed, token) => CourseCommand.GuardAsync(parsed, async () =>
        {
            CourseTree tree = ChapterRun.Tree(parsed, course);
            Hosting hosting = await Hosting.FindAsync(tree.Root, parsed.GetValue(repository), parsed.GetValue(address), token);
            if (Directory.Exists(tree.HostedSite)) Directory.Delete(tree.HostedSite, recursive: true);
            string index = new Site(tree, hosting).Write([]);
            await SearchIndex.WriteAsync(tree, token);
            new HostedFiles(tree).WriteWorker(SiteAssets.Resource("sw.js"));
            await parsed.InvocationConfiguration.Output.WriteLineAsync(index);
            return 0;
        }));
        return command;
    }
}

using System.CommandLine;

namespace Hopfield.Course;

/// <summary><c>site</c>: the committed chapters as pages to be hosted.</summary>
internal static class SiteCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        Option<string?> repository = Repository(), address = Address();
        var live = new Option<bool>("--live") { Description = "With the playground: publishes it for browsers, which fetches .NET for them once and takes minutes the first time." };
        Option<DirectoryInfo?> course = ChapterRun.Course();
        var command = new Command("site", "Write the chapters as they are committed as pages to host, to artifacts/hosted: with search, buttons, hints, progress, and readable offline. Needs node.")
        {
            repository, address, live, course,
        };
        command.SetAction((parsed, token) => CourseCommand.GuardAsync(parsed, async () =>
        {
            CourseTree tree = ChapterRun.Tree(parsed, course);
            Hosting hosting = (await Hosting.FindAsync(tree.Root, parsed.GetValue(repository), parsed.GetValue(address), token)) with { IsLive = parsed.GetValue(live) };
            string? playground = hosting.IsLive ? await BrowserProgram.PublishAsync(tree, PlaygroundPage.Project, token) : null;
            await parsed.InvocationConfiguration.Output.WriteLineAsync(await AnewAsync(tree.HostedSite, async () =>
            {
                string index = new Site(tree, hosting).Write([]);
                await SearchIndex.WriteAsync(tree, token);
                new HostedFiles(tree).WriteWorker();
                if (playground is not null) new PlaygroundPage(tree).Write(playground);
                return index;
            }));
            return 0;
        }));
        return command;
    }

    /// <summary>The option that names the repository.</summary>
    public static Option<string?> Repository() =>
        new("--repository") { Description = "The repository's address, for what opens, reports and edits; git's remote where it is not named, and nothing of it where there is none." };

    /// <summary>The option that names the site.</summary>
    public static Option<string?> Address() => new("--address") { Description = "The site's address, for what leads to it; that of the repository's GitHub pages where it is not named." };

    // A site that is not written to its end leaves the one before.
    private static async Task<T> AnewAsync<T>(string folder, Func<Task<T>> write)
    {
        string before = folder + ".before";
        if (Directory.Exists(before)) Directory.Delete(before, recursive: true);
        if (Directory.Exists(folder)) Directory.Move(folder, before);
        try
        {
            T written = await write();
            if (Directory.Exists(before)) Directory.Delete(before, recursive: true);
            return written;
        }
        catch
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            if (Directory.Exists(before)) Directory.Move(before, folder);
            throw;
        }
    }
}

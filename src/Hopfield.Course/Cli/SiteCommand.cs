using System.CommandLine;

namespace Hopfield.Course;

/// <summary><c>site</c>: the committed chapters as pages to be hosted.</summary>
internal static class SiteCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        Option<string?> repository = Repository(), address = Address();
        var live = new Option<bool>("--live") { Description = "Let cells be changed and run in the page, without a server, and put the playground beside the chapters: publishes both for browsers, which fetches .NET for them once and takes minutes the first time." };
        var from = new Option<DirectoryInfo?>("--session") { Description = "With --live: the published folder (wwwroot) of src/Hopfield.Web, where it is there already." };
        var aheadOfTime = new Option<bool>("--aot") { Description = "With --live: compile what runs in the page before it is sent: faster cells, a larger download, a long build. Takes .NET's workload wasm-tools." };
        var serve = new Option<bool>("--serve") { Description = "Then serve the site to this machine, until Ctrl-C." };
        var port = new Option<int>("--port") { Description = "With --serve: the port; one that is free where none is named." };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is not (>= 0 and <= 65535)) result.AddError("--port must be a number from 0 to 65535.");
        });
        Option<DirectoryInfo?> course = ChapterRun.Course();
        var command = new Command("site", "Write the chapters as they are committed as pages to host, to artifacts/hosted: with search, buttons, hints, progress, and readable offline. Needs node.")
        {
            repository, address, live, from, aheadOfTime, serve, port, course,
        };
        command.SetAction((parsed, token) => CourseCommand.GuardAsync(parsed, async () =>
        {
            CourseTree tree = ChapterRun.Tree(parsed, course);
            TextWriter output = parsed.InvocationConfiguration.Output;
            Hosting hosting = (await Hosting.FindAsync(tree.Root, parsed.GetValue(repository), parsed.GetValue(address), token)) with { IsLive = parsed.GetValue(live) };
            string? session = null, playground = null;
            if (hosting.IsLive)
            {
                await output.WriteLineAsync("Building for browsers; the first time takes some minutes.");
                session = parsed.GetValue(from)?.FullName ?? await BrowserProgram.PublishAsync(tree, LiveFiles.Project, parsed.GetValue(aheadOfTime), token);
                playground = await BrowserProgram.PublishAsync(tree, PlaygroundPage.Project, parsed.GetValue(aheadOfTime), token);
            }

            await output.WriteLineAsync(await AnewAsync(tree.HostedSite, async () =>
            {
                string index = new Site(tree, hosting).Write([]);
                await SearchIndex.WriteAsync(tree, token);
                if (session is not null) new LiveFiles(tree).Write(session);
                new HostedFiles(tree).WriteWorker();
                if (playground is not null) new PlaygroundPage(tree).Write(playground);
                return index;
            }));
            if (parsed.GetValue(serve))
                await new SiteServer(tree.HostedSite).RunAsync(parsed.GetValue(port), at => output.WriteLine($"{at}\nCtrl-C ends it."), token);
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

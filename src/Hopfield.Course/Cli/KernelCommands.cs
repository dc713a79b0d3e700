using System.CommandLine;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>The course as a kernel of VS Code and Jupyter: <c>kernel install</c>, <c>uninstall</c>, <c>list</c>, <c>start</c>, and <c>doctor</c>.</summary>
internal static class KernelCommands
{
    /// <summary>The verb that runs a kernel.</summary>
    public const string StartVerb = "start";

    /// <summary><c>kernel</c> with its four verbs.</summary>
    public static Command Kernel() => new("kernel", "Make the course a kernel that VS Code and Jupyter find.") { Install(), Uninstall(), List(), Start() };

    /// <summary><c>doctor</c>: says on one screen why a notebook finds its kernel, or does not.</summary>
    public static Command Doctor()
    {
        Option<string?> prefix = Prefix();
        var command = new Command("doctor", "Look at what a notebook needs to find its kernel, and start it once.") { prefix };
        command.SetAction(parsed => new Doctor(CourseKernel.Install, parsed.InvocationConfiguration.Output).Examine(parsed.GetValue(prefix)) ? 0 : 1);
        return command;
    }

    private static Command Install()
    {
        var plain = new Option<bool>("--no-r2r") { Description = "Do not compile the copy ahead of time: done in a second, but the first cell of each session takes about a second longer." };
        var force = new Option<bool>("--force") { Description = "Take the place of another program's .net-csharp; it is kept and comes back with uninstall." };
        // Every installer of a kernel knows this word; here it says what happens anyway.
        var user = new Option<bool>("--user") { Description = "For this user alone, as without it." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be written where, and touch nothing." };
        Option<string?> prefix = Prefix();
        var command = new Command("install", "Copy the kernel to a folder of its own and register it.") { plain, force, user, dryRun, prefix };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(user) && parsed.GetValue(prefix) is not null) parsed.AddError("--user and --prefix exclude one another: name one folder of kernels.");
        });
        command.SetAction((parsed, token) => CourseCommand.GuardAsync(parsed, async () =>
        {
            var installer = new KernelInstaller(CourseKernel.Install, parsed.InvocationConfiguration.Output);
            if (parsed.GetValue(dryRun))
            {
                installer.Describe(!parsed.GetValue(plain), parsed.GetValue(force), parsed.GetValue(prefix));
                return 0;
            }
            try
            {
                await installer.InstallAsync(!parsed.GetValue(plain), parsed.GetValue(force), parsed.GetValue(prefix), token);
                return 0;
            }
            catch (InvalidOperationException error)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(error.Message);
                return 1;
            }
        }));
        return command;
    }

    private static Command Uninstall()
    {
        Option<string?> prefix = Prefix();
        var command = new Command("uninstall", "Remove the kernel, its copies and its registrations.") { prefix };
        command.SetAction(parsed => new KernelInstaller(CourseKernel.Install, parsed.InvocationConfiguration.Output).Uninstall(parsed.GetValue(prefix)));
        return command;
    }

    private static Command List()
    {
        Option<string?> prefix = Prefix();
        var command = new Command("list", "List the kernels that Jupyter finds.") { prefix };
        command.SetAction(parsed => new KernelInstaller(CourseKernel.Install, parsed.InvocationConfiguration.Output).List(parsed.GetValue(prefix)));
        return command;
    }

    private static Command Start()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The connection file that a front end wrote." };
        var command = new Command(StartVerb, "Run as a kernel; front ends call this.") { file };
        command.SetAction(parsed => JupyterKernel.RunProcess(CourseKernel.Options, parsed.GetValue(file)!.FullName));
        return command;
    }

    // The folder of another set of kernels than the user's own.
    private static Option<string?> Prefix() => new("--prefix") { Description = "A folder such as that of a virtual environment; without it the user's own.", HelpName = "DIR" };
}

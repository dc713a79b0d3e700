using System.Globalization;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>What bounds the process that runs a stranger's code: its memory, and where the system has namespaces, no network and no file but its own.</summary>
/// <param name="Bytes">The most that managed memory may take.</param>
/// <param name="Sealed">Whether the process is shut in.</param>
internal sealed record Confinement(long Bytes, bool Sealed)
{
    // In namespaces of its own the process sees no network but a loopback that is down, no other process, and every file system read-only
    // but for the one folder. Mounts that are changed here are seen by nobody else, and everything ends with the shell.
    private const string Script = """
        set -e
        room=$1; shift
        mount --make-rprivate /
        mount --bind "$room" "$room"
        mount -t proc proc /proc
        awk '{print $5}' /proc/self/mountinfo | sort -r | while read -r place; do
          [ "$place" = "$room" ] || mount -o remount,bind,ro "$place"
        done
        exec "$@"
        """;

    /// <summary>The command that runs a program within these bounds.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="room">The folder it may write to.</param>
    public (string Program, IEnumerable<string> Arguments) Around(string program, IEnumerable<string> arguments, string room) => Sealed
        ? ("unshare", ["--user", "--map-root-user", "--net", "--mount", "--pid", "--fork", "--kill-child=KILL", "sh", "-c", Script, "sh", room, program, .. arguments])
        : (program, arguments);

    /// <summary>The variables of such a process.</summary>
    /// <param name="room">The folder it may write to.</param>
    public IEnumerable<KeyValuePair<string, string?>> Environment(string room) =>
    [
        new("DOTNET_GCHeapHardLimit", Bytes.ToString("X", CultureInfo.InvariantCulture)), new("DOTNET_EnableDiagnostics", "0"), new("TMPDIR", room),
    ];

    /// <summary>Tries whether a process can be shut in here.</summary>
    /// <param name="forbidden">A folder that it must not be able to write to.</param>
    /// <param name="token">Ends the trial.</param>
    /// <returns>Why not, or null where it can.</returns>
    public static async Task<string?> WhyNotAsync(string forbidden, CancellationToken token)
    {
        if (!OperatingSystem.IsLinux()) return "only Linux has the namespaces that shut a process in";
        using var room = new TemporaryFolder();
        string probe = Path.Combine(forbidden, $".probe-{System.Environment.ProcessId}");
        const string Trial = """
            touch "$1" 2>/dev/null && { rm -f "$1"; echo "it can write outside its folder"; exit 0; }
            touch "$2/probe" || { echo "it cannot write to its own folder"; exit 0; }
            [ "$(tail -n +3 /proc/net/dev | wc -l)" = 1 ] || { echo "it sees the network"; exit 0; }
            echo shut in
            """;
        (string program, IEnumerable<string> arguments) = new Confinement(0, true).Around("sh", ["-c", Trial, "sh", probe, room.Path], room.Path);
        try
        {
            ProcessResult end = await ProcessRun.RunAsync(program, arguments, timeout: TimeSpan.FromSeconds(20), token: token);
            string said = (end.Output.Length > 0 ? end.Output : end.Error).Trim();
            return end.ExitCode == 0 && said == "shut in" ? null : said.Split('\n')[^1];
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or TimeoutException)
        {
            return error.Message;
        }
    }
}

using System.ComponentModel;
using System.Diagnostics;

namespace Notebooks.Kernel.Tests;

/// <summary>The programs are small shell scripts, so all but the first test are for Linux and macOS.</summary>
public sealed class ProcessRunTests
{
    private static Task<ProcessResult> Shell(string script, string? input = null, TimeSpan? timeout = null, CancellationToken token = default)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no sh");
        return ProcessRun.RunAsync("sh", ["-c", script], Path.GetTempPath(), input, new Dictionary<string, string?> { ["WORD"] = "ξ" }, timeout, token);
    }

    [Fact]
    public Task A_program_that_is_not_there_is_an_exception() =>
        Assert.ThrowsAsync<Win32Exception>(() => ProcessRun.RunAsync("no-such-program-at-all", []));

    [Fact]
    public async Task Both_streams_the_exit_code_and_the_input_arrive() =>
        Assert.Equal(new ProcessResult(3, "ξ and input\n", "bad\n"), await Shell("read line; echo \"$WORD and $line\"; echo bad >&2; exit 3", "input\n"));

    [Fact]
    public async Task A_program_that_fills_both_streams_does_not_hang()
    {
        var result = await Shell("i=0; while [ $i -lt 4000 ]; do echo 0123456789012345678901234567890123456789 >&2; i=$((i+1)); done; echo done");
        Assert.Equal("done\n", result.Output);
        Assert.Equal(4000 * 41, result.Error.Length);
    }

    [Fact]
    public async Task Input_that_nobody_reads_is_no_failure() => Assert.Equal(0, (await Shell("exit 0", new string('x', 1 << 20))).ExitCode);

    [Fact]
    public async Task Lines_are_handed_on_while_the_program_runs()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no sh");
        using var seen = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ProcessRun.RunAsync("sh", ["-c", "echo one; sleep 600"], _ => seen.Cancel(), token: seen.Token));
        await Assert.ThrowsAsync<FormatException>(() => ProcessRun.RunAsync("sh", ["-c", "echo one; sleep 600"], _ => throw new FormatException()));
    }

    [Fact]
    public async Task A_program_that_takes_too_long_ends_with_all_that_it_started()
    {
        var pid = new TaskCompletionSource<int>();
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no sh");
        await Assert.ThrowsAsync<TimeoutException>(() =>
            ProcessRun.RunAsync("sh", ["-c", "sleep 600 & echo $!; wait"], line => pid.SetResult(int.Parse(line, null)), timeout: TimeSpan.FromSeconds(1)));
        int child = await pid.Task;
        for (var clock = Stopwatch.StartNew(); IsRunning(child) && clock.Elapsed < TimeSpan.FromSeconds(5);)
        {
            await Task.Delay(20);
        }
        Assert.False(IsRunning(child));
    }

    [Fact]
    public async Task What_a_program_leaves_behind_is_not_waited_for()
    {
        var clock = Stopwatch.StartNew();
        Assert.Equal("out\n", (await Shell("sleep 60 & echo out")).Output);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_token_that_was_cancelled_before_starts_nothing() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Shell("exit 0", token: new CancellationToken(true)));

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

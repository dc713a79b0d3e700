using System.Diagnostics;

namespace Notebooks.Session.Tests;

public sealed class InterruptTests
{
    [Theory]
    [InlineData("while (true) held++;")]
    [InlineData("await Task.Yield(); while (true) held++;")]
    [InlineData("try { while (true) held++; } catch (Exception) { }\nheld = -1;")]
    [InlineData("await Task.Delay(TimeSpan.FromHours(1)); held = -1;")]
    [InlineData("Task.Delay(TimeSpan.FromHours(1)).Wait(); held = -1;")]
    [InlineData("System.Threading.Thread.Sleep(TimeSpan.FromHours(1)); held = -1;")]
    [InlineData("while (true) { Console.Write(\"text \"); display(1); held++; }")]
    [InlineData("foreach (int i in Enumerable.Repeat(1, int.MaxValue)) { Console.Write(\"\"); }")]
    public async Task Loops_waits_and_awaits_stop_and_what_the_variables_held_is_kept(string code)
    {
        using var notebook = new Notebook();
        await notebook.Run("var earlier = 41;");
        var ran = await notebook.RunAndInterrupt("var held = 1; Console.WriteLine(\"running\");\n" + code);
        Assert.Equal(CellStatus.Interrupted, ran.Result.Status);
        Assert.Equal("Interrupted", ran.Error.Name);
        Assert.Contains("keep what they held", ran.Error.Message, StringComparison.Ordinal);
        Assert.Equal("True", (await notebook.Run("held > 0 && earlier == 41")).Value);
    }

    [Fact]
    public async Task A_finally_block_runs_when_the_cell_is_interrupted()
    {
        using var notebook = new Notebook();
        await notebook.RunAndInterrupt("var closed = false; Console.WriteLine(\"running\");\nint rounds = 0;\ntry { while (true) { rounds++; if (rounds < 0) rounds = 0; } } finally { closed = true; }");
        Assert.Equal("True", (await notebook.Run("while (!closed) await Task.Delay(1);\nclosed")).Value);
    }

    [Fact]
    public async Task The_cells_token_is_cancelled_first_so_that_a_library_can_end_in_order()
    {
        using var notebook = new Notebook();
        var ran = await notebook.RunAndInterrupt("""
            var token = (System.Threading.CancellationToken)AppContext.GetData("Notebooks.Kernel.CellToken");
            var ended = "";
            Console.WriteLine("running");
            token.WaitHandle.WaitOne();
            ended = "in order";
            """);
        Assert.Equal(CellStatus.Interrupted, ran.Result.Status);
        Assert.Equal("in order", (await notebook.Run("ended")).Value);
    }

    [Fact]
    public async Task There_is_a_token_while_a_cell_runs_and_none_before_or_after()
    {
        using var notebook = new Notebook();
        Assert.Equal("True", (await notebook.Run("AppContext.GetData(\"Notebooks.Kernel.CellToken\") is System.Threading.CancellationToken { CanBeCanceled: true }")).Value);
        Assert.Null(AppContext.GetData("Notebooks.Kernel.CellToken"));
    }

    [Fact]
    public async Task What_cannot_be_stopped_is_left_behind_and_said()
    {
        using var notebook = new Notebook();
        // After an await the cell is on a thread of the pool, whose waits cannot be broken off.
        var ran = await notebook.RunAndInterrupt("""
            var stop = new System.Threading.ManualResetEventSlim(); var rounds = 0;
            await Task.Yield();
            Console.WriteLine("running");
            while (!stop.IsSet) { try { stop.Wait(); } catch { rounds++; } }
            """);
        Assert.Equal(CellStatus.Interrupted, ran.Result.Status);
        Assert.Contains("goes on in the background", ran.Error.Message, StringComparison.Ordinal);
        Assert.Equal("True", (await notebook.Run("stop.Set();\nstop.IsSet")).Value);
    }

    [Fact]
    public async Task An_exception_of_a_cancelled_task_is_no_interrupt()
    {
        using var notebook = new Notebook();
        var ran = await notebook.Run("throw new OperationCanceledException();");
        Assert.Equal((CellStatus.Failed, "OperationCanceledException"), (ran.Result.Status, ran.Error.Name));
    }

    [Fact]
    public async Task A_cell_that_waits_for_its_own_tasks_does_not_lock_up()
    {
        using var notebook = new Notebook();
        Assert.Equal("5", (await notebook.Run("async Task<int> Later() { await Task.Delay(1); return 5; }\nLater().Result")).Value);
    }

    [Theory]
    [InlineData("System.Linq.Expressions.Expression<Func<int[], int>> count = a => a.Where(x => x > 1).Count();\ncount.Compile()([1, 2, 3])", "2")]
    [InlineData("using Nothing = System.Threading.Tasks.Task;\nasync Nothing Wait() => await Nothing.Delay(1);\nawait Wait();\n5", "5")]
    public async Task Code_that_cannot_hold_a_checkpoint_runs_without(string code, string value)
    {
        using var notebook = new Notebook();
        Assert.Equal(value, (await notebook.Run(code)).Value);
    }

    [Fact]
    public async Task A_session_works_on_after_many_interrupts()
    {
        using var notebook = new Notebook();
        await notebook.Run("var rounds = 0;");
        for (int i = 0; i < 5; i++)
        {
            await notebook.RunAndInterrupt("rounds++; Console.WriteLine(\"running\"); while (true) ;");
        }
        Assert.Equal("5", (await notebook.Run("rounds")).Value);
    }

    [Fact]
    public async Task A_function_marked_AggressiveOptimization_is_compiled_as_it_is_written_and_optimised()
    {
        using var notebook = new Notebook();
        await notebook.Run("""
            using System.Diagnostics; using System.Reflection; using System.Runtime.CompilerServices;
            [MethodImpl(MethodImplOptions.AggressiveOptimization)]
            int Marked(int n) { int sum = 0; for (int i = 0; i < n; i++) sum += i; return sum; }
            int Plain(int n) { int sum = 0; for (int i = 0; i < n; i++) sum += i; return sum; }
            int Size(Func<int, int> function) => function.Method.GetMethodBody().GetILAsByteArray().Length;
            bool Debugged(Func<int, int> function) => function.Method.Module.Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled == true;
            """);
        Assert.Equal("True", (await notebook.Run("Size(Marked) < Size(Plain) && !Debugged(Marked)")).Value);
        Assert.Equal("True", (await notebook.Run("int Later(int n) => n;\nDebugged(Later)")).Value);
        Assert.Equal("45", (await notebook.Run("Marked(10)")).Value);
    }
}

using System.Globalization;

namespace Notebooks.Kernel.Tests;

/// <summary>A cell that shows more than anybody can read stays under the control of its front end, and does not fill the memory.</summary>
public sealed class FloodTests
{
    [Theory]
    [InlineData("while (true) display(1);")]
    [InlineData("var d = display(0); while (true) d.Update(1);")]
    [InlineData("while (true) { Console.WriteLine(1); Console.Error.WriteLine(2); }")]
    [InlineData("while (true) ClearOutput(true);")]
    [InlineData("Parallel.For(0, int.MaxValue, i => display(i));")]
    public async Task A_loop_of_outputs_is_interrupted_and_shut_down(string code)
    {
        await using var client = JupyterClient.Start();
        string id = client.Execute("Console.Write(\"running\");\n" + code);
        while (client.Receive("iopub").Type != "stream")
        {
        }
        Assert.Equal("ok", (string?)client.Ask("interrupt_request", [], "control")["status"]);
        Assert.Equal("Interrupted", (string?)client.Outputs(id).Single(o => o.Type == "error").Content["ename"]);
        client.Execute(code);
        while (client.Receive("iopub").Type != "execute_input")
        {
        }
        Assert.Equal("ok", (string?)client.Ask("shutdown_request", [], "control")["status"]);
        await client.Kernel.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_cell_waits_for_a_front_end_that_does_not_read()
    {
        await using var client = JupyterClient.Start();
        client.Ask("execute_request", new() { ["code"] = "var shown = 0; var large = new string('x', 100_000);" });
        client.Drain();
        string id = client.Execute("while (true) { display(large); AppContext.SetData(\"test.shown\", ++shown); }");
        // Nobody reads the client's own buffer of a thousand messages; then nothing moves any more.
        int before = -1;
        for (int now = 0; now != before || now == 0; now = AppContext.GetData("test.shown") as int? ?? 0)
        {
            before = now;
            await Task.Delay(1000, TestContext.Current.CancellationToken);
        }
        Assert.InRange(before, 1, 3000);
        Assert.Equal("ok", (string?)client.Ask("interrupt_request", [], "control")["status"]);
        Assert.Equal("error", (string?)client.Receive("shell").Content["status"]);
        string held = (string?)client.Outputs(client.Execute("shown")).Single(o => o.Type == "execute_result").Content["data"]!["text/plain"] ?? "";
        Assert.True(int.Parse(held, CultureInfo.InvariantCulture) > 0);
        Assert.NotNull(id);
    }
}

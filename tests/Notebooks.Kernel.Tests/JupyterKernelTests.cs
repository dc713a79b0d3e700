using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;
using Notebooks.Session;
using Notebooks.Session.Tests;

namespace Notebooks.Kernel.Tests;

/// <summary>The behaviours that public conformance tests of kernels ask for, over real sockets.</summary>
public sealed class JupyterKernelTests
{
    [Fact]
    public async Task The_heartbeat_answers_with_what_it_was_sent()
    {
        await using var client = JupyterClient.Start();
        using var heart = new RequestSocket($">tcp://127.0.0.1:{client.Connection.HeartbeatPort}");
        heart.SendFrame("beat");
        Assert.True(heart.TryReceiveFrameString(TimeSpan.FromSeconds(10), out string? echo));
        Assert.Equal("beat", echo);
    }

    [Fact]
    public async Task The_kernel_introduces_itself_on_both_channels()
    {
        await using var client = JupyterClient.Start(new SessionOptions { Name = "Some kernel", Version = "1.2.3", HelpLinks = [("Course", "https://example.org")] });
        foreach (string channel in (string[])["shell", "control"])
        {
            var info = client.Ask("kernel_info_request", [], channel);
            Assert.Equal("ok", (string?)info["status"]);
            Assert.Equal("5.3", (string?)info["protocol_version"]);
            Assert.Equal("Some kernel", (string?)info["implementation"]);
            Assert.Equal("C#", (string?)info["language_info"]!["name"]);
            Assert.Equal("text/x-csharp", (string?)info["language_info"]!["mimetype"]);
            Assert.Equal(".cs", (string?)info["language_info"]!["file_extension"]);
            Assert.Equal("https://example.org", (string?)info["help_links"]![0]!["url"]);
        }
    }

    [Fact]
    public async Task A_cell_is_busy_then_its_input_its_outputs_in_order_its_reply_and_idle()
    {
        await using var client = JupyterClient.Start();
        string id = client.Execute("Console.WriteLine(\"out\"); Console.Error.WriteLine(\"err\"); display(1); 2");
        var outputs = client.Outputs(id);
        Assert.Equal(["status", "execute_input", "stream", "stream", "display_data", "execute_result", "status"], outputs.Select(o => o.Type));
        Assert.Equal("busy", (string?)outputs[0].Content["execution_state"]);
        Assert.Equal(1, (int?)outputs[1].Content["execution_count"]);
        Assert.Equal(("stdout", "out\n"), ((string?)outputs[2].Content["name"], (string?)outputs[2].Content["text"]));
        Assert.Equal(("stderr", "err\n"), ((string?)outputs[3].Content["name"], (string?)outputs[3].Content["text"]));
        Assert.Equal("1", (string?)outputs[4].Content["data"]!["text/plain"]);
        Assert.Equal("2", (string?)outputs[5].Content["data"]!["text/plain"]);
        var reply = client.Receive("shell");
        Assert.Equal((id, "execute_reply", "ok", 1), (reply.ParentId, reply.Type, (string?)reply.Content["status"], (int?)reply.Content["execution_count"]));
        Assert.Equal(2, (int?)client.Ask("execute_request", new() { ["code"] = "" })["execution_count"]);
    }

    [Fact]
    public async Task Text_arrives_while_the_cell_runs()
    {
        await using var client = JupyterClient.Start();
        string id = client.Execute("Console.Write(\"early\");\nConsole.ReadLine()");
        while (client.Receive("iopub") is var next && next.Type != "stream")
        {
        }
        Assert.Equal("input_request", client.Receive("stdin").Type);
        client.Send("input_reply", new() { ["value"] = "late" }, "stdin");
        Assert.Equal("late", (string?)client.Outputs(id).Single(o => o.Type == "execute_result").Content["data"]!["text/plain"]);
    }

    [Fact]
    public async Task A_display_is_updated_under_its_name()
    {
        await using var client = JupyterClient.Start();
        var outputs = client.Outputs(client.Execute("var shown = display(1);\nshown.Update(2);\nClearOutput(true);"));
        var display = outputs.Single(o => o.Type == "display_data");
        var update = outputs.Single(o => o.Type == "update_display_data");
        Assert.NotNull((string?)display.Content["transient"]!["display_id"]);
        Assert.Equal((string?)display.Content["transient"]!["display_id"], (string?)update.Content["transient"]!["display_id"]);
        Assert.Equal("2", (string?)update.Content["data"]!["text/plain"]);
        Assert.True((bool?)outputs.Single(o => o.Type == "clear_output").Content["wait"]);
    }

    [Fact]
    public async Task Rich_parts_travel_as_JSON_text_and_base64()
    {
        await using var client = JupyterClient.Start();
        client.Execute("class Rich { public Dictionary<string, object> ToMimeBundle() => new() { [\"application/vnd.plotly.v1+json\"] = System.Text.Json.Nodes.JsonNode.Parse(\"{\\\"data\\\":[]}\"), [\"image/png\"] = new byte[] { 1, 2, 3 }, [\"text/plain\"] = \"ξ\" }; }");
        var data = client.Outputs(client.Execute("new Rich()")).Single(o => o.Type == "execute_result").Content["data"]!;
        Assert.IsType<JsonArray>(data["application/vnd.plotly.v1+json"]!["data"]);
        Assert.Equal("AQID", (string?)data["image/png"]);
        Assert.Equal("ξ", (string?)data["text/plain"]);
    }

    [Fact]
    public async Task An_error_is_broadcast_and_replied_and_what_waits_is_aborted()
    {
        await using var client = JupyterClient.Start();
        client.Execute("var go = new System.Threading.ManualResetEventSlim(); AppContext.SetData(\"test.go\", go);");
        client.Receive("shell");
        string failing = client.Execute("go.Wait();\nthrow new InvalidOperationException(\"boom\");"), queued = client.Execute("1"), another = client.Execute("2");
        // The kernel has all three when it answers a question asked after them.
        client.Ask("comm_info_request", []);
        ((ManualResetEventSlim)AppContext.GetData("test.go")!).Set();
        var error = client.Outputs(failing).Single(o => o.Type == "error").Content;
        Assert.Equal(("InvalidOperationException", "boom"), ((string?)error["ename"], (string?)error["evalue"]));
        Assert.Contains("Cell 2, line 2", string.Join('\n', error["traceback"]!.AsArray().Select(line => (string?)line)), StringComparison.Ordinal);
        Assert.Equal("error", (string?)client.Receive("shell").Content["status"]);
        Assert.Equal(["status", "status"], client.Outputs(queued).Select(o => o.Type));
        Assert.Equal("aborted", (string?)client.Receive("shell").Content["status"]);
        Assert.Equal("aborted", (string?)client.Receive("shell").Content["status"]);
        Assert.Equal("ok", (string?)client.Ask("execute_request", new() { ["code"] = "3" })["status"]);
        Assert.NotNull(another);
    }

    [Fact]
    public async Task Without_stop_on_error_what_waits_still_runs()
    {
        await using var client = JupyterClient.Start();
        client.Execute("throw new Exception();", new() { ["stop_on_error"] = false });
        string queued = client.Execute("1");
        Assert.Contains("execute_result", client.Outputs(queued).Select(o => o.Type));
    }

    [Fact]
    public async Task A_silent_cell_shows_and_counts_nothing()
    {
        await using var client = JupyterClient.Start();
        Assert.Equal(["status", "status"], client.Outputs(client.Execute("Console.Write(1); 2", new() { ["silent"] = true })).Select(o => o.Type));
        Assert.Equal(0, (int?)client.Receive("shell").Content["execution_count"]);
    }

    [Theory]
    [InlineData("while (true) ;")]
    [InlineData("System.Threading.Thread.Sleep(System.Threading.Timeout.Infinite);")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("Console.ReadLine();")]
    [InlineData("System.Threading.Tasks.Parallel.For(0, int.MaxValue, i => { while (true) ; });")]
    public async Task An_interrupt_on_control_ends_the_cell_and_keeps_its_variables(string code)
    {
        await using var client = JupyterClient.Start();
        string id = client.Execute("var held = 41; Console.WriteLine(\"running\");\n" + code);
        while (client.Receive("iopub").Type != "stream")
        {
        }
        Assert.Equal("ok", (string?)client.Ask("interrupt_request", [], "control")["status"]);
        Assert.Equal("Interrupted", (string?)client.Outputs(id).Single(o => o.Type == "error").Content["ename"]);
        Assert.Equal("error", (string?)client.Receive("shell").Content["status"]);
        Assert.Equal("41", (string?)client.Outputs(client.Execute("held")).Single(o => o.Type == "execute_result").Content["data"]!["text/plain"]);
    }

    [Fact]
    public async Task Who_hears_that_a_cell_runs_can_interrupt_it()
    {
        await using var client = JupyterClient.Start();
        for (int i = 0; i < 10; i++)
        {
            string id = client.Execute("while (true) ;");
            while ((string?)client.Receive("iopub").Content["execution_state"] != "busy")
            {
            }
            client.Ask("interrupt_request", [], "control");
            Assert.Contains("error", client.Outputs(id).Select(o => o.Type));
            Assert.Equal("error", (string?)client.Receive("shell").Content["status"]);
        }
    }

    [Fact]
    public async Task An_interrupt_while_nothing_runs_does_nothing()
    {
        await using var client = JupyterClient.Start();
        client.Ask("interrupt_request", [], "control");
        Assert.Equal("ok", (string?)client.Ask("execute_request", new() { ["code"] = "1" })["status"]);
    }

    [Fact]
    public async Task Questions_are_answered_while_a_cell_runs()
    {
        await using var client = JupyterClient.Start();
        string id = client.Execute("while (true) ;");
        while (client.Receive("iopub").Type != "execute_input")
        {
        }
        Assert.Contains("Console", client.Ask("complete_request", new() { ["code"] = "Cons", ["cursor_pos"] = 4 })["matches"]!.AsArray().Select(m => (string?)m));
        Assert.True((bool?)client.Ask("inspect_request", new() { ["code"] = "Console.WriteLine", ["cursor_pos"] = 12, ["detail_level"] = 0 })["found"]);
        Assert.Equal("incomplete", (string?)client.Ask("is_complete_request", new() { ["code"] = "if (true) {" })["status"]);
        Assert.Equal("ok", (string?)client.Ask("history_request", new() { ["hist_access_type"] = "tail", ["n"] = 3 })["status"]);
        Assert.Equal("ok", (string?)client.Ask("comm_info_request", [])["status"]);
        Assert.Equal("ok", (string?)client.Ask("kernel_info_request", [])["status"]);
        client.Ask("interrupt_request", [], "control");
        Assert.Contains("error", client.Outputs(id).Select(o => o.Type));
    }

    [Fact]
    public async Task Positions_count_letters_and_not_halves_of_them()
    {
        await using var client = JupyterClient.Start();
        var reply = client.Ask("complete_request", new() { ["code"] = "\"🧠\" + Cons", ["cursor_pos"] = 10 });
        Assert.Equal((6, 10), ((int?)reply["cursor_start"], (int?)reply["cursor_end"]));
        Assert.Contains("Console", reply["matches"]!.AsArray().Select(m => (string?)m));
    }

    [Fact]
    public async Task Completion_names_kinds_and_inspection_gives_declarations()
    {
        await using var client = JupyterClient.Start();
        var typed = client.Ask("complete_request", new() { ["code"] = "Console.WriteL", ["cursor_pos"] = 14 })["metadata"]!["_jupyter_types_experimental"]![0]!;
        Assert.Equal(("WriteLine", "function"), ((string?)typed["text"], (string?)typed["type"]));
        Assert.Contains("Console", (string?)client.Ask("inspect_request", new() { ["code"] = "Console", ["cursor_pos"] = 3, ["detail_level"] = 1 })["data"]!["text/plain"], StringComparison.Ordinal);
        Assert.False((bool?)client.Ask("inspect_request", new() { ["code"] = "", ["cursor_pos"] = 0 })["found"]);
    }

    [Fact]
    public async Task History_is_given_by_its_end_by_range_and_by_pattern()
    {
        await using var client = JupyterClient.Start();
        foreach (string code in (string[])["var a = 1;", "var b = 2;", "var a = 1;"])
        {
            client.Ask("execute_request", new() { ["code"] = code });
        }
        Assert.Equal("""[[0,2,"var b = 2;"],[0,3,"var a = 1;"]]""", client.Ask("history_request", new() { ["hist_access_type"] = "tail", ["n"] = 2 })["history"]!.ToJsonString());
        Assert.Equal("""[[0,2,["var b = 2;",null]]]""", client.Ask("history_request", new() { ["hist_access_type"] = "range", ["start"] = 2, ["stop"] = 3, ["output"] = true })["history"]!.ToJsonString());
        Assert.Equal("""[[0,3,"var a = 1;"]]""", client.Ask("history_request", new() { ["hist_access_type"] = "search", ["pattern"] = "*a =*", ["unique"] = true })["history"]!.ToJsonString());
    }

    [Fact]
    public async Task A_question_reaches_the_person_and_its_answer_the_cell()
    {
        await using var client = JupyterClient.Start();
        string id = client.Execute("Password(\"secret? \")");
        var question = client.Receive("stdin");
        Assert.Equal(("input_request", id, "secret? ", true), (question.Type, question.ParentId, (string?)question.Content["prompt"], (bool?)question.Content["password"]));
        client.Send("input_reply", new() { ["value"] = "ξ" }, "stdin");
        Assert.Equal("ξ", (string?)client.Outputs(id).Single(o => o.Type == "execute_result").Content["data"]!["text/plain"]);
    }

    [Fact]
    public async Task A_front_end_that_takes_no_input_is_not_asked()
    {
        await using var client = JupyterClient.Start();
        Assert.Equal("NotSupportedException", (string?)client.Outputs(client.Execute("Input(\"?\")", new() { ["allow_stdin"] = false })).Single(o => o.Type == "error").Content["ename"]);
    }

    [Fact]
    public async Task A_comm_to_nobody_is_closed_and_every_request_ends_idle()
    {
        await using var client = JupyterClient.Start();
        Assert.Equal(["status", "comm_close", "status"], client.Outputs(client.Send("comm_open", new() { ["comm_id"] = "c", ["target_name"] = "t", ["data"] = new JsonObject() })).Select(o => o.Type));
        Assert.Equal(["status", "status"], client.Outputs(client.Send("comm_msg", new() { ["comm_id"] = "c" })).Select(o => o.Type));
        Assert.Equal(["status", "status"], client.Outputs(client.Send("no_such_request", [])).Select(o => o.Type));
        Assert.Equal(["status", "status"], client.Outputs(client.Send("debug_request", [], "control")).Select(o => o.Type));
    }

    [Theory]
    [InlineData("")]
    [InlineData("another key")]
    public async Task A_message_that_is_not_signed_with_the_key_is_not_heard(string wrong)
    {
        await using var client = JupyterClient.Start(key: "secret");
        client.Send("execute_request", new() { ["code"] = "Console.WriteLine(\"should not run\")" }, signWith: wrong);
        Assert.False(client.Hears("iopub"));
        Assert.Equal(1, (int?)client.Ask("execute_request", new() { ["code"] = "1" })["execution_count"]);
    }

    [Fact]
    public async Task Without_a_key_messages_are_not_signed()
    {
        await using var client = JupyterClient.Start(key: "");
        Assert.Equal("ok", (string?)client.Ask("execute_request", new() { ["code"] = "1" })["status"]);
    }

    [Fact]
    public async Task Damaged_messages_do_no_harm()
    {
        await using var client = JupyterClient.Start(key: "");
        using var raw = new DealerSocket($">tcp://127.0.0.1:{client.Connection.ShellPort}");
        foreach (string[] frames in (string[][])[["x"], ["<IDS|MSG>"], ["<IDS|MSG>", "", "{", "{}", "{}", "{}"], ["<IDS|MSG>", "", "[]", "{}", "{}", "{}"], ["<IDS|MSG>", "", "{}", "{}", "{}", "{}"]])
        {
            raw.SendMultipartMessage(new NetMQMessage(frames.Select(frame => new NetMQFrame(frame))));
        }
        Assert.Equal("ok", (string?)client.Ask("execute_request", new() { ["code"] = "1" })["status"]);
    }

    [Theory]
    [InlineData("control", false)]
    [InlineData("shell", true)]
    public async Task A_shutdown_is_answered_and_ends_the_kernel_even_in_the_middle_of_a_cell(string channel, bool restart)
    {
        await using var client = JupyterClient.Start();
        string running = client.Execute("while (true) ;"), waiting = client.Execute("1");
        while (client.Receive("iopub").Type != "execute_input")
        {
        }
        Assert.Equal(restart, (bool?)client.Ask("shutdown_request", new() { ["restart"] = restart }, channel)["restart"]);
        await client.Kernel.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        foreach (var (cell, status) in new[] { (running, "error"), (waiting, "aborted") })
        {
            Received reply = client.Receive("shell");
            Assert.Equal((cell, status), (reply.ParentId, (string?)reply.Content["status"]));
        }
    }

    [Theory]
    [InlineData("{}", "no valid ip")]
    [InlineData("""{"ip":"127.0.0.1","shell_port":0}""", "shell_port")]
    [InlineData("not json", "not a connection file")]
    [InlineData("""{"transport":"ipc"}""", "speaks tcp")]
    [InlineData("""{"key":"k","signature_scheme":"hmac-md5"}""", "hmac-sha256")]
    public void A_connection_file_that_is_none_is_refused_with_the_reason(string text, string reason)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("c.json"), text);
        Assert.Contains(reason, Assert.Throws<FormatException>(() => ConnectionFile.Read(folder.File("c.json"))).Message, StringComparison.Ordinal);
    }
}

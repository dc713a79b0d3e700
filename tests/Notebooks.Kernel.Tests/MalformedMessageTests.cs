using System.Text;
using System.Text.Json.Nodes;

namespace Notebooks.Kernel.Tests;

/// <summary>Messages with the right signature that say what they should not. A request is answered in any case; the kernel goes on.</summary>
public sealed class MalformedMessageTests
{
    private static readonly string[] _requests = ["execute", "complete", "inspect", "is_complete", "history", "comm_info", "kernel_info"];

    public static TheoryData<string> Contents =>
    [
        "{", "[]", "5", "\"text\"", "", "{\"code\":\"1\",\"code\":\"2\"}", "{\"code\":\"\\ud800\"}", "{\"x\":\"\u0001\"}",
        "{\"code\":[\"1\"]}", "{\"code\":5}", "{\"code\":{}}", "{\"code\":\"1\",\"silent\":\"no\"}", "{\"code\":\"1\",\"store_history\":1}",
        "{\"code\":\"1\",\"allow_stdin\":[]}", "{\"code\":\"1\",\"stop_on_error\":\"yes\"}", "{\"code\":\"1\",\"cursor_pos\":\"1\"}", "{\"code\":\"1\",\"cursor_pos\":1.5}",
        "{\"code\":\"1\",\"cursor_pos\":1e300}", "{\"code\":\"1\",\"cursor_pos\":-7}", "{\"code\":\"1\",\"detail_level\":null}", "{\"hist_access_type\":7}",
        "{\"hist_access_type\":\"range\",\"start\":\"a\"}", "{\"n\":{}}", "{\"hist_access_type\":\"search\",\"pattern\":[]}", "{\"unique\":\"x\",\"output\":3}",
    ];

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task Every_request_is_answered_whatever_its_content(string content)
    {
        await using var client = JupyterClient.Start();
        foreach (string request in _requests)
        {
            string id = Guid.NewGuid().ToString();
            client.SendParts("shell", [Header($"{request}_request", id), "{}"u8.ToArray(), "{}"u8.ToArray(), Encoding.UTF8.GetBytes(content)]);
            var outputs = client.Outputs(id);
            Assert.Equal("busy", (string?)outputs[0].Content["execution_state"]);
            var reply = client.Receive("shell");
            Assert.Equal((id, $"{request}_reply"), (reply.ParentId, reply.Type));
        }
        Assert.Equal("ok", (string?)client.Ask("execute_request", new() { ["code"] = "1" })["status"]);
    }

    [Theory]
    [InlineData("{\"code\":[\"1\"]}", "code must be a text; it is array.")]
    [InlineData("{\"code\":\"1\",\"silent\":\"no\"}", "silent must be true or false; it is string.")]
    public async Task The_reply_says_what_was_expected(string content, string message)
    {
        await using var client = JupyterClient.Start();
        var reply = client.Ask("execute_request", JsonNode.Parse(content)!.AsObject());
        Assert.Equal(("error", message), ((string?)reply["status"], (string?)reply["evalue"]));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("{\"msg_type\":5,\"msg_id\":\"a\"}")]
    [InlineData("{\"msg_type\":\"execute_request\",\"msg_type\":\"execute_request\"}")]
    [InlineData("{\"msg_type\":\"execute_request\",\"msg_id\":\"\\ud800\"}")]
    [InlineData("{\"msg_type\":\"\\udfff\"}")]
    public async Task What_has_no_header_that_can_be_answered_is_not_heard(string header)
    {
        await using var client = JupyterClient.Start();
        foreach (string channel in (string[])["shell", "control", "stdin"])
        {
            client.SendParts(channel, [Encoding.UTF8.GetBytes(header), "{}"u8.ToArray(), "{}"u8.ToArray(), "{\"code\":\"1\"}"u8.ToArray()]);
            client.SendParts(channel, [[.. "{\"msg_type\":\"execute_request\",\"x\":\""u8, 0xff, 0xfe, .. "\"}"u8], "{}"u8.ToArray(), "{}"u8.ToArray(), "{}"u8.ToArray()]);
        }
        Assert.Equal("ok", (string?)client.Ask("kernel_info_request", [], "control")["status"]);
        Assert.Equal(1, (int?)client.Ask("execute_request", new() { ["code"] = "1" })["execution_count"]);
    }

    [Fact]
    public async Task An_answer_that_is_no_text_is_taken_as_it_is_written_and_a_comm_may_be_opened_twice()
    {
        await using var client = JupyterClient.Start();
        string id = client.Execute("Input(\"?\")");
        client.Receive("stdin");
        client.Send("input_reply", new() { ["value"] = 5 }, "stdin");
        Assert.Equal("5", (string?)client.Outputs(id).Single(o => o.Type == "execute_result").Content["data"]!["text/plain"]);
        for (int i = 0; i < 2; i++)
        {
            string comm = client.Send("comm_open", new() { ["comm_id"] = "c", ["target_name"] = 5, ["data"] = "x" });
            Assert.Equal(["status", "comm_close", "status"], client.Outputs(comm).Select(o => o.Type));
        }
        Assert.False((bool?)client.Ask("shutdown_request", new() { ["restart"] = "maybe" }, "control")["restart"]);
        await client.Kernel.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("(", 100_000)]
    [InlineData("A<", 20_000)]
    [InlineData("[", 100_000)]
    [InlineData("(a,", 100_000)]
    [InlineData("$\"{", 100_000)]
    [InlineData("$\"\"\"{", 50_000)]
    [InlineData("#if A\n", 100_000)]
    [InlineData("!", 100_000)]
    [InlineData("a.", 100_000)]
    [InlineData("x=>", 20_000)]
    public async Task A_text_that_nests_without_end_is_answered_too(string piece, int times)
    {
        await using var client = JupyterClient.Start();
        string code = string.Concat(Enumerable.Repeat(piece, times));
        foreach (string request in (string[])["is_complete", "complete", "inspect", "execute"])
        {
            client.Ask($"{request}_request", new() { ["code"] = code, ["cursor_pos"] = code.Length });
        }
        Assert.Equal("ok", (string?)client.Ask("execute_request", new() { ["code"] = "1" })["status"]);
    }

    private static byte[] Header(string type, string id) =>
        Encoding.UTF8.GetBytes(new JsonObject { ["msg_id"] = id, ["msg_type"] = type, ["session"] = "s", ["username"] = "", ["date"] = "", ["version"] = "5.3" }.ToJsonString());
}

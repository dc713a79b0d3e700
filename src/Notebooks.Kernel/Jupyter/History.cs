using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace Notebooks.Kernel;

/// <summary>The cells that were run in this session, by their numbers.</summary>
internal sealed class History
{
    private readonly Lock _gate = new();
    private readonly List<(int Number, string Code)> _cells = [];

    public void Add(int number, string code)
    {
        lock (_gate)
        {
            _cells.Add((number, code));
        }
    }

    /// <summary>The content of the reply to a <c>history_request</c>: the last ones, those of a range, or those that fit a pattern.</summary>
    public JsonObject Answer(JsonObject content)
    {
        IEnumerable<(int Number, string Code)> entries;
        lock (_gate)
        {
            entries = [.. _cells];
        }
        entries = content.Text("hist_access_type") switch
        {
            "range" => entries.Where(entry => entry.Number >= (content.Whole("start") ?? 0) && entry.Number < (content.Whole("stop") ?? int.MaxValue)),
            "search" => entries.Where(entry => FileSystemName.MatchesSimpleExpression(content.Text("pattern") ?? "*", entry.Code)),
            _ => entries,
        };
        if (content.Flag("unique", false))
        {
            entries = entries.Reverse().DistinctBy(entry => entry.Code).Reverse();
        }
        bool withOutput = content.Flag("output", false);
        return new()
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. entries.TakeLast(content.Whole("n") ?? int.MaxValue).Select(entry =>
                (JsonNode)new JsonArray(0, entry.Number, withOutput ? new JsonArray(entry.Code, null) : entry.Code))]),
        };
    }
}

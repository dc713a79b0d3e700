using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hopfield.Tests;

namespace Hopfield.Playground.Tests;

/// <summary>What the page's doors say to a visit that asks for everything. <c>.ci/browser/playground.mjs</c> makes the same visit in a browser and compares.</summary>
public sealed class ScenarioTests
{
    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Each visit begins anew.
    private static readonly object[][] _calls =
    [
        ["Open", ""], ["Remember"], ["Stand", 5], ["Stand", 99], ["Paint", new[] { 0, 9, 18 }, true], ["Store"], ["Remember"], ["Undo"], ["Undo"], ["Redo"],
        ["Open", "stored=r0&picture=r0n10.1"], ["Load", "r", 6], ["Load", "r", 4], ["Load", "r", 8], ["Remember"],
        ["Open", "memory=projection&stored=d0~9&picture=d3c&hold=1"], ["Remember"], ["Hold", false], ["Remember"], ["Load", "d", 5],
        ["Open", "size=16&memory=power&n=4&stored=p0~6,d1&picture=p1n30.2"], ["Remember"], ["Stand", 40], ["Choose", "hebb", 3, 0.2], ["Remember"],
        ["Open", "size=32&memory=power&stored=p0~6&picture=p2n40.1"], ["Remember"], ["Stand", 239], ["Spoil", 45], ["Remember"],
        ["Open", "memory=exponential&beta=0.5&stored=d0~30&picture=d7n20.4"], ["Remember"], ["CoverHalf"], ["Remember"],
        ["Open", "memory=continuous&beta=0.1&stored=d0~9&picture=d3c"], ["Remember"], ["Choose", "continuous", 3, 0.5], ["Remember"],
        ["Open", "stored=zz,d2&size=9"], ["Take", "d5"], ["Clear"], ["Resize", 32], ["Forget", 0], ["Store"], ["ForgetAll"],
    ];

    // Real numbers differ in their last digits where vectors have another width.
    private const double Tolerance = 1e-9;

    [Fact]
    public void The_doors_say_what_the_page_is_compared_with()
    {
        string path = Repository.PathOf(Path.Combine("tests", "Hopfield.Playground.Tests", "scenario.json"));
        var steps = new JsonArray([.. _calls.Select(Step)]);
        if (Environment.GetEnvironmentVariable("HOPFIELD_ACCEPT_SCENARIO") == "1")
            File.WriteAllText(path, "[\n" + string.Join(",\n", steps.Select(step => step!.ToJsonString(_plain))) + "\n]\n");
        JsonArray committed = JsonNode.Parse(File.ReadAllText(path))!.AsArray();
        Assert.Equal(committed.Count, steps.Count);
        for (int k = 0; k < steps.Count; k++) AssertSame(committed[k]!, JsonNode.Parse(steps[k]!.ToJsonString())!, $"step {k}, {steps[k]!["call"]}");
    }

    private static JsonNode Step(object[] call)
    {
        object? said = Ask((string)call[0], call[1..]);
        byte[] picture = Doors.Picture();
        return new JsonObject
        {
            ["call"] = JsonSerializer.SerializeToNode(call[0]), ["with"] = JsonSerializer.SerializeToNode(call[1..]), ["said"] = JsonSerializer.SerializeToNode(said),
            ["address"] = Doors.Address(), ["facts"] = JsonSerializer.SerializeToNode(Doors.Facts()), ["energies"] = JsonSerializer.SerializeToNode(Some(Doors.Energies())),
            ["overlaps"] = JsonSerializer.SerializeToNode(Doors.Overlaps()), ["kept"] = JsonSerializer.SerializeToNode(Doors.Kept()), ["picture"] = Convert.ToHexString(picture),
            ["sentences"] = JsonSerializer.SerializeToNode((string[])[.. Doors.Told(), .. Doors.Fullness()]), ["curve"] = JsonSerializer.SerializeToNode(Doors.Curve(Doors.CurveNow())),
        };
    }

    private static object? Ask(string name, object[] arguments) =>
        typeof(Doors).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, arguments);

    // A long film is compared at every tenth frame and at its last.
    private static double[] Some(double[] energies) => energies.Length <= 60 ? energies : [.. energies.Where((_, k) => k % 10 == 0), energies[^1]];

    private static void AssertSame(JsonNode? wanted, JsonNode? found, string place)
    {
        switch (wanted)
        {
            case JsonObject all:
                foreach ((string name, JsonNode? value) in all) AssertSame(value, found![name], $"{place}, {name}");
                break;
            case JsonArray list:
                Assert.True(list.Count == found!.AsArray().Count, $"{place}: {list.Count} were expected, {found.AsArray().Count} came");
                for (int k = 0; k < list.Count; k++) AssertSame(list[k], found[k], $"{place}[{k}]");
                break;
            case JsonValue number when number.GetValueKind() == JsonValueKind.Number:
                double want = number.GetValue<double>(), have = found!.GetValue<double>();
                Assert.True(Math.Abs(want - have) <= Tolerance * Math.Max(1, Math.Abs(want)), $"{place}: {want} was expected, {have} came");
                break;
            default:
                Assert.True(wanted?.ToJsonString() == found?.ToJsonString(), $"{place}: {wanted?.ToJsonString()} was expected, {found?.ToJsonString()} came");
                break;
        }
    }
}

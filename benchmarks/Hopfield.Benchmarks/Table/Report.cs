using System.Globalization;
using Hopfield.Benchmarks.Limits;
using Hopfield.Benchmarks.Measurement;
using Hopfield.Benchmarks.Peers;

namespace Hopfield.Benchmarks.Table;

/// <summary>The whole table: the machine, its limits, every row in every setting.</summary>
internal static class Report
{
    private static readonly TimeSpan _budget = TimeSpan.FromSeconds(4);

    public static void Print(string filter, TextWriter output)
    {
        foreach (string line in Machine.Describe()) output.WriteLine($"- {line}");
        output.WriteLine($"- peers: {Torch.Description}; ONNX Runtime {OnnxAttention.Version}; MathNet.Numerics {Version(typeof(MathNet.Numerics.Control))}, managed provider; System.Numerics.Tensors {Version(typeof(System.Numerics.Tensors.TensorPrimitives))}");
        output.WriteLine();
        PhysicalLimits.Print(output);

        var columns = new List<IReadOnlyList<Finding>>();
        foreach (Setting setting in Setting.All)
        {
            output.WriteLine($"## {setting.Name}");
            output.WriteLine();
            columns.Add(setting.Variables.Length == 0 ? Find(filter, slow: true, output) : setting.Measure(filter));
        }
        PrintTable(columns, output);
    }

    /// <summary>Measures the contests whose name contains the filter, printing details on the way.</summary>
    public static IReadOnlyList<Finding> Find(string filter, bool slow, TextWriter output)
    {
        var race = new Race(_budget);
        var findings = new List<Finding>();
        foreach (Entry entry in Catalogue.Find(filter))
        {
            using Contest contest = entry.Prepare(slow);
            try
            {
                RaceResult result = race.Run(contest);
                Details.Print(result, output);
                findings.AddRange(result.Findings);
            }
            catch (InvalidOperationException wrong)
            {
                // A wrong answer gives no row, however fast it came.
                output.WriteLine($"### {contest.Title}: no row, since an answer is wrong");
                output.WriteLine();
                output.WriteLine(wrong.Message);
                output.WriteLine();
            }
            GC.Collect();
        }
        return findings;
    }

    private static void PrintTable(List<IReadOnlyList<Finding>> columns, TextWriter output)
    {
        output.WriteLine("## The table");
        output.WriteLine();
        output.WriteLine("Time of the peer / our time in the same round: median [quartiles]. One thread: processor time; two: elapsed time.");
        output.WriteLine();
        output.WriteLine($"| work | threads | against | {string.Join(" | ", Setting.All.Select(setting => setting.Name))} | floor | aim | verdict |");
        output.WriteLine($"|---|---|---|{string.Concat(Setting.All.Select(_ => "---|"))}---|---|---|");
        foreach (Finding finding in columns[0])
        {
            Claim claim = finding.Claim;
            IEnumerable<string> cells = columns.Select(column => column.FirstOrDefault(other => other.Claim == claim && other.Threads == finding.Threads) is { } found ? Text(found) : "–");
            output.WriteLine($"| {claim.Work} | {finding.Threads} | {claim.Peer} | {string.Join(" | ", cells)} | {Number(claim.Floor, claim.IsShare)} | {Number(claim.Aim, claim.IsShare)} | {finding.Verdict} |");
        }
        output.WriteLine();
    }

    private static string Text(Finding finding) =>
        finding.Verdict.StartsWith("unmeasurable", StringComparison.Ordinal) && finding.Verdict.EndsWith("busy", StringComparison.Ordinal)
            ? "unmeasurable"
            : $"{Number(finding.Ratio.Median, finding.Claim.IsShare)} [{Number(finding.Ratio.Lower, finding.Claim.IsShare)}, {Number(finding.Ratio.Upper, finding.Claim.IsShare)}]";

    private static string Number(double? ratio, bool isShare) => ratio switch
    {
        null => "–",
        _ when isShare => (100 * ratio.Value).ToString("F0", CultureInfo.InvariantCulture) + " %",
        >= 100 => ratio.Value.ToString("F0", CultureInfo.InvariantCulture),
        >= 10 => ratio.Value.ToString("F1", CultureInfo.InvariantCulture),
        _ => ratio.Value.ToString("F2", CultureInfo.InvariantCulture),
    };

    private static string? Version(Type type) => type.Assembly.GetName().Version?.ToString(3);
}

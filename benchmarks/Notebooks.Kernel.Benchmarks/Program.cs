// How long a person waits for the kernel. Prints a table of what was measured beside what was aimed at.
//   dotnet run -c Release --project benchmarks/Notebooks.Kernel.Benchmarks [-- KERNEL.JSON]
// Without an argument it measures the build in artifacts/; KERNEL.JSON is that of an installed kernel (`kernel list` says where).
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Notebooks.Kernel.Benchmarks;

string[] command = args is [var spec]
    ? [.. JsonNode.Parse(File.ReadAllText(spec))!["argv"]!.AsArray().Select(word => (string)word!).SkipLast(1)]
    : ["dotnet", Path.GetFullPath("artifacts/bin/Hopfield.Course/release/Hopfield.Course.dll"), "kernel", "start"];
Console.WriteLine($"{string.Join(' ', command)}\n");
Console.WriteLine("| what | measured | aim |\n|---|---|---|");

const int Starts = 5, Cells = 1000;
var ready = new List<double>();
var first = new List<double>();
var firstAtOnce = new List<double>();
for (int i = 0; i < 2 * Starts; i++)
{
    var clock = Stopwatch.StartNew();
    using var started = new KernelProcess(command);
    started.Ask("kernel_info_request", []);
    ready.Add(clock.Elapsed.TotalMilliseconds);
    bool atOnce = i % 2 == 0;
    if (!atOnce)
    {
        // A person takes a moment before the first cell; the kernel warms up meanwhile.
        Thread.Sleep(3000);
    }
    (atOnce ? firstAtOnce : first).Add(Time(() => started.Execute("1 + 1")));
}
Row("start to kernel_info, median of 10", $"{Percentile(ready, 50):F0} ms", "1000 ms");
Row("first cell, sent at once, median of 5", $"{Percentile(firstAtOnce, 50):F0} ms", "2000 ms, better 1000 ms");
Row("first cell, three seconds later, median of 5", $"{Percentile(first, 50):F0} ms", "300 ms");

using var kernel = new KernelProcess(command);
kernel.Execute("using System.Text.Json; var words = new List<string>(); double[] numbers = [1, 2, 3];");
var trivial = Enumerable.Range(0, Cells).Select(i => Time(() => kernel.Execute($"var x{i} = {i}; x{i}"))).ToList();
Row("trivial cells 11 to 110, median and 95 %", Both(trivial[10..110]), "60 ms");
Row($"trivial cells {Cells - 99} to {Cells}, median and 95 %", Both(trivial[^100..]), "60 ms");
Row($"working set after {Cells} cells", $"{kernel.WorkingSet >> 20} MiB", "600 MiB");

string[] texts = ["words.", "Console.Wri", "numbers.Sel", "JsonSer", "x99", "new Lis", "Math."];
double firstAnswer = Time(() => Complete("Enumerable."));
var completions = Enumerable.Range(0, 50).Select(i => Time(() => Complete(texts[i % texts.Length]))).ToList();
var inspections = Enumerable.Range(0, 50).Select(i => Time(() => Inspect(i % 2 == 0 ? "Console.WriteLine" : "words.Add"))).ToList();
Row($"first completion (after {Cells} cells)", $"{firstAnswer:F0} ms", "");
Row($"completion after {Cells} cells, median and 95 %", Both(completions), "150 ms");
Row($"inspection after {Cells} cells, median and 95 %", Both(inspections), "");

foreach (string code in (string[])["while (true) ;", "await Task.Delay(-1);", "System.Threading.Thread.Sleep(-1);", "while (true) numbers.Select(n => n.ToString()).ToList();", "Parallel.For(0, int.MaxValue, i => { while (true) ; });"])
{
    var times = Enumerable.Range(0, 10).Select(_ => kernel.Interrupt("Console.WriteLine(1);\n" + code).TotalMilliseconds).ToList();
    Row($"interrupt of `{code}`, worst of 10", $"{times.Max():F0} ms", "200 ms");
}
return;

void Complete(string text) => kernel.Ask("complete_request", new() { ["code"] = text, ["cursor_pos"] = text.Length });

void Inspect(string text) => kernel.Ask("inspect_request", new() { ["code"] = text, ["cursor_pos"] = text.Length, ["detail_level"] = 0 });

static double Time(Action action)
{
    var clock = Stopwatch.StartNew();
    action();
    return clock.Elapsed.TotalMilliseconds;
}

static double Percentile(List<double> values, int percent) => values.Order().ElementAt((values.Count - 1) * percent / 100);

static FormattableString Both(List<double> values) => $"{Percentile(values, 50):F0} ms, {Percentile(values, 95):F0} ms";

static void Row(string what, FormattableString measured, string aim) => Console.WriteLine($"| {what} | {measured.ToString(CultureInfo.InvariantCulture)} | {aim} |");

using System.Globalization;
using Microsoft.Testing.Platform.Builder;
using Microsoft.Testing.Platform.Extensions;
using Microsoft.Testing.Platform.Extensions.Messages;
using Microsoft.Testing.Platform.Extensions.TestHost;
using Microsoft.Testing.Platform.Messages;
using Microsoft.Testing.Platform.Services;

namespace Hopfield.SlowestTests;

/// <summary>Called by the entry point of every test project; Directory.Build.props names it.</summary>
public static class SlowestTestsHook
{
    /// <summary>Adds the list of slowest tests to a run.</summary>
    public static void AddExtensions(ITestApplicationBuilder builder, string[] _)
    {
        var factory = new CompositeExtensionFactory<SlowestTests>(services => new(services.GetMessageBus()));
        builder.TestHost.AddDataConsumer(factory);
        builder.TestHost.AddTestSessionLifetimeHandler(factory);
    }
}

/// <summary>Names a project's slowest ten tests at the end of <c>dotnet test</c>, and writes the times of all tests to a file beside the project's assembly.</summary>
/// <remarks>
/// <c>dotnet test</c> hides what a passing project writes; files that tests have made it lists by test. So each of the ten "has made" the file
/// of times, and its name begins with its time.
/// </remarks>
internal sealed class SlowestTests(IMessageBus bus) : IDataConsumer, IDataProducer, ITestSessionLifetimeHandler
{
    private readonly List<(TimeSpan Time, TestNode Test)> _times = [];

    public string Uid => nameof(SlowestTests);

    public string Version => "1.0.0";

    public string DisplayName => "Slowest tests";

    public string Description => "Lists the slowest ten tests";

    public Type[] DataTypesConsumed { get; } = [typeof(TestNodeUpdateMessage)];

    public Type[] DataTypesProduced { get; } = [typeof(TestNodeUpdateMessage)];

    public Task<bool> IsEnabledAsync() => Task.FromResult(true);

    public Task OnTestSessionStartingAsync(ITestSessionContext testSessionContext) => Task.CompletedTask;

    public Task ConsumeAsync(IDataProducer dataProducer, IData value, CancellationToken cancellationToken)
    {
        TestNode test = ((TestNodeUpdateMessage)value).TestNode;
        if (test.Properties.SingleOrDefault<TimingProperty>() is { } timing) _times.Add((timing.GlobalTiming.Duration, test));
        return Task.CompletedTask;
    }

    public async Task OnTestSessionFinishingAsync(ITestSessionContext testSessionContext)
    {
        if (_times.Count == 0) return;
        (TimeSpan Time, TestNode Test)[] slowestFirst = [.. _times.OrderByDescending(t => t.Time)];
        var file = new FileInfo(Path.Combine(AppContext.BaseDirectory, "times.txt"));
        await File.WriteAllLinesAsync(file.FullName, slowestFirst.Select(t => $"{Seconds(t.Time)} {t.Test.DisplayName}"));
        foreach ((TimeSpan time, TestNode test) in slowestFirst.Take(10))
        {
            string name = test.DisplayName.Length > 110 ? test.DisplayName[..110] + "…" : test.DisplayName;
            var line = new TestNode
            {
                Uid = test.Uid,
                DisplayName = $"{Seconds(time)} {name}",
                Properties = new(InProgressTestNodeStateProperty.CachedInstance, new FileArtifactProperty(file, "Times of all tests")),
            };
            await bus.PublishAsync(this, new TestNodeUpdateMessage(testSessionContext.SessionUid, line));
        }
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds,6:F2} s");
}

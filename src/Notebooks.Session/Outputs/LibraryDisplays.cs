using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Session;

/// <summary>What a library shows that knows Microsoft's formatting package: it calls <c>Display</c> there, and the cell whose code called it shows it.</summary>
internal static class LibraryDisplays
{
    /// <summary>
    /// The name under which a library that knows no kernel finds, by <see cref="AppContext.GetData"/>, how to show a value in the running cell: a function
    /// that shows it and returns another, by which a new value takes its place. Null makes room for what the cell shows next.
    /// </summary>
    public const string ShowName = "Notebooks.Kernel.Show";

    // One per process, like what it listens to.
    private static readonly Lazy<IDisposable> _heard = new(() =>
    {
        AppContext.SetData(ShowName, (Func<object, Action<object?>>)Begin);
        return Formatter.SubscribeToDisplayedValues(Show);
    });

    public static void Install() => _ = _heard.Value;

    private static Action<object?> Begin(object first)
    {
        DisplayedValue shown = DisplayCommands.display(first);
        return next =>
        {
            if (next is null) DisplayCommands.ClearOutput(wait: true);
            else shown.Update(next);
        };
    }

    private static void Show(Microsoft.DotNet.Interactive.Formatting.DisplayedValue shown)
    {
        var parts = shown.FormattedValues.Where(part => !part.SuppressDisplay).ToDictionary(part => part.MimeType, part => ValueFormatter.Part(part.MimeType, part.Value));
        CellOutputs.Current?.Publish(shown.IsUpdated ? new UpdateDisplayData(parts, shown.DisplayId) : new DisplayData(parts, shown.DisplayId));
    }
}

using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Session;

/// <summary>What a library shows that knows Microsoft's formatting package: it calls <c>Display</c> there, and the cell whose code called it shows it.</summary>
internal static class LibraryDisplays
{
    // One per process, like what it listens to.
    private static readonly Lazy<IDisposable> _heard = new(() => Formatter.SubscribeToDisplayedValues(Show));

    public static void Install() => _ = _heard.Value;

    private static void Show(Microsoft.DotNet.Interactive.Formatting.DisplayedValue shown)
    {
        var parts = shown.FormattedValues.Where(part => !part.SuppressDisplay).ToDictionary(part => part.MimeType, part => ValueFormatter.Part(part.MimeType, part.Value));
        CellOutputs.Current?.Publish(shown.IsUpdated ? new UpdateDisplayData(parts, shown.DisplayId) : new DisplayData(parts, shown.DisplayId));
    }
}

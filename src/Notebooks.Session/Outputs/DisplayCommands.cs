using System.Text.Json.Nodes;

namespace Notebooks.Session;

/// <summary>
/// The commands by which a cell shows something besides its last value. Every cell sees them without a <c>using</c>;
/// the names are those of .NET Interactive. Called outside a cell they show nothing.
/// </summary>
#pragma warning disable CA1708 // display and Display are two names of one command, and notebooks use both.
public static class DisplayCommands
{
    /// <summary>Shows a value.</summary>
    /// <param name="value">Any value, or null.</param>
    /// <param name="mimeTypes">The MIME types wanted; without them the value's own choice.</param>
    /// <returns>A handle by which the shown value can be replaced.</returns>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => Show(ValueFormatter.Bundle(value, mimeTypes));

    /// <summary>Shows a value.</summary>
    /// <param name="value">Any value, or null.</param>
    /// <param name="mimeTypes">The MIME types wanted; without them the value's own choice.</param>
    /// <returns>A handle by which the shown value can be replaced.</returns>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => display(value, mimeTypes);

    /// <summary>Shows a text as what it is: HTML, SVG, Markdown, LaTeX, or a picture in base64.</summary>
    /// <param name="content">The text, or for JSON types the JSON.</param>
    /// <param name="mimeType">For example <c>text/html</c>, <c>image/svg+xml</c>, <c>text/markdown</c>, <c>image/png</c>.</param>
    /// <returns>A handle by which the shown value can be replaced.</returns>
    /// <exception cref="ArgumentException">The MIME type is empty.</exception>
    /// <exception cref="System.Text.Json.JsonException">The MIME type is a JSON one and the text is not JSON.</exception>
    public static DisplayedValue DisplayAs(this string content, string mimeType)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrWhiteSpace(mimeType);
        return Show(new Dictionary<string, object> { [mimeType] = ValueFormatter.Part(mimeType, content) });
    }

    /// <summary>Shows bytes as a picture.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="mimeType">For example <c>image/png</c> or <c>image/jpeg</c>.</param>
    /// <returns>A handle by which the shown picture can be replaced.</returns>
    /// <exception cref="ArgumentException">The MIME type is empty.</exception>
    public static DisplayedValue DisplayAs(this byte[] content, string mimeType)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrWhiteSpace(mimeType);
        return Show(new Dictionary<string, object> { [mimeType] = content });
    }

    /// <summary>Makes a text a piece of HTML, to be the value of a cell or to be shown.</summary>
    /// <param name="content">The HTML.</param>
    /// <returns>A value that is shown as HTML.</returns>
    public static Microsoft.AspNetCore.Html.HtmlString HTML(string content) => new(content);

    /// <summary>Shows a sequence as a table: a row for each item, a column for each member.</summary>
    /// <typeparam name="T">What the items are.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="mimeTypes">The MIME types wanted; without them HTML and text.</param>
    /// <returns>A handle by which the shown table can be replaced.</returns>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T> items, params string[] mimeTypes) => display(items, mimeTypes);

    /// <summary>Runs a script in the page that shows the notebook, where the front end lets it.</summary>
    /// <param name="script">The JavaScript.</param>
    public static void Javascript(string script) => HTML($"<script type=\"text/javascript\">{script}</script>").Display();

    /// <summary>Gives the page that shows the notebook a style.</summary>
    /// <param name="style">The style sheet.</param>
    public static void CSS(string style) => HTML($"<style>{style}</style>").Display();

    /// <summary>Empties the cell's output area.</summary>
    /// <param name="wait">True to keep the old output until the next one arrives.</param>
    public static void ClearOutput(bool wait = false) => CellOutputs.Current?.Publish(new ClearOutput(wait));

    /// <summary>Asks the person in front of the notebook for a line of text.</summary>
    /// <param name="prompt">What to ask.</param>
    /// <returns>The line, without its end.</returns>
    /// <exception cref="NotSupportedException">Nobody is there to answer: the front end takes no input, or the notebook is run by a command.</exception>
    public static string Input(string prompt = "") => Ask(prompt, hidden: false);

    /// <summary>Asks for a line of text that is not shown while it is typed.</summary>
    /// <param name="prompt">What to ask.</param>
    /// <returns>The line, without its end.</returns>
    /// <exception cref="NotSupportedException">Nobody is there to answer: the front end takes no input, or the notebook is run by a command.</exception>
    public static string Password(string prompt = "") => Ask(prompt, hidden: true);

    private static string Ask(string prompt, bool hidden) => CellOutputs.Current?.Ask(prompt, hidden)
        ?? throw new NotSupportedException("Nobody can answer: this front end takes no input.");

    private static DisplayedValue Show(IReadOnlyDictionary<string, object> bundle)
    {
        string id = Guid.NewGuid().ToString("N");
        CellOutputs.Current?.Publish(new DisplayData(bundle, id));
        return new DisplayedValue(CellOutputs.Current, id);
    }
}

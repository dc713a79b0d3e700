namespace Hopfield.Exercises;

/// <summary>Something that a cell can end on: it shows as HTML in a notebook and as text everywhere else.</summary>
public abstract class RichResult
{
    private protected RichResult()
    {
    }

    /// <summary>The result as HTML: readable on light and dark pages, no script, no colour that carries meaning alone.</summary>
    public abstract string ToHtml();

    /// <summary>The result as plain text.</summary>
    public abstract override string ToString();

    /// <summary>The result in each form that a notebook may choose from: MIME type → text.</summary>
    public IReadOnlyDictionary<string, object> ToMimeBundle() =>
        new Dictionary<string, object> { ["text/html"] = ToHtml(), ["text/plain"] = ToString() };
}

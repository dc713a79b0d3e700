using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Notebooks.Session;

/// <summary>A symbol's declaration and documentation as plain text.</summary>
internal static partial class DocumentationText
{
    private static readonly SymbolDisplayFormat _format = SymbolDisplayFormat.MinimallyQualifiedFormat
        .AddParameterOptions(SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeName)
        .AddKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword);

    /// <summary>The declaration, what it is, and on request what its parameters are, what it returns and throws.</summary>
    public static string Of(ISymbol symbol, bool whole, CancellationToken cancel)
    {
        var text = new StringBuilder(Declaration(symbol));
        if (Read(symbol, cancel) is not { } documentation)
        {
            return text.ToString();
        }
        Append(text, "", documentation.Element("summary"));
        if (whole)
        {
            foreach (var parameter in documentation.Elements("typeparam").Concat(documentation.Elements("param")))
            {
                Append(text, $"  {parameter.Attribute("name")?.Value}: ", parameter);
            }
            Append(text, "Returns: ", documentation.Element("returns") ?? documentation.Element("value"));
            Append(text, "Remarks: ", documentation.Element("remarks"));
            foreach (var exception in documentation.Elements("exception"))
            {
                Append(text, $"Throws {ShortName(exception.Attribute("cref")?.Value)}: ", exception);
            }
        }
        return text.ToString();
    }

    public static string Declaration(ISymbol symbol) => symbol.ToDisplayString(_format);

    private static XElement? Read(ISymbol symbol, CancellationToken cancel)
    {
        try
        {
            string? xml = (symbol as IMethodSymbol)?.ReducedFrom?.OriginalDefinition.GetDocumentationCommentXml(cancellationToken: cancel)
                ?? symbol.OriginalDefinition.GetDocumentationCommentXml(cancellationToken: cancel);
            var element = string.IsNullOrWhiteSpace(xml) ? null : XElement.Parse(xml);
            return element?.Element("inheritdoc") is not null && Inherited(symbol) is { } inherited ? Read(inherited, cancel) : element;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static ISymbol? Inherited(ISymbol symbol) =>
        (symbol as IMethodSymbol)?.OverriddenMethod ?? (symbol as IPropertySymbol)?.OverriddenProperty
        ?? symbol.ContainingType?.AllInterfaces.SelectMany(type => type.GetMembers(symbol.Name))
            .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), symbol));

    private static void Append(StringBuilder text, string heading, XElement? element)
    {
        if (element is not null && Plain(element) is { Length: > 0 } content)
        {
            text.Append('\n').Append(heading).Append(content);
        }
    }

    private static string Plain(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            text.Append(node switch
            {
                XText words => words.Value,
                XElement { IsEmpty: true } reference => ShortName(reference.Attribute("cref")?.Value) ?? reference.Attribute("name")?.Value ?? reference.Attribute("langword")?.Value ?? " ",
                XElement { Name.LocalName: "para" or "item" or "list" } block => $" {Plain(block)} ",
                XElement inner => Plain(inner),
                _ => "",
            });
        }
        return Spaces().Replace(text.ToString(), " ").Trim();
    }

    // "M:System.Math.Max(System.Int32,System.Int32)" is called Max.
    private static string? ShortName(string? cref) => cref?.Split('(')[0].Split('.', ':')[^1].Split('`')[0];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

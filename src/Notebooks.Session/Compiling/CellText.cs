using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Notebooks.Session;

/// <summary>A cell's text, divided into lines for the session and lines for the compiler.</summary>
/// <param name="Code">The text for the compiler: the session's lines are blank, so that all others keep their numbers.</param>
/// <param name="Directives">The session's lines, in order.</param>
internal sealed record CellText(string Code, IReadOnlyList<CellText.Directive> Directives)
{
    /// <summary>One line for the session.</summary>
    /// <param name="Text">What stands there, for example <c>#!time</c>, or for a package <c>nuget: Id, Version</c>.</param>
    /// <param name="Line">Its line, from 0.</param>
    internal sealed record Directive(string Text, int Line)
    {
        public bool IsPackage => Text.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase);

        public string Name => Text.Split(' ', 2)[0];
    }

    /// <summary>How the text of a cell is parsed.</summary>
    public static CSharpParseOptions Script { get; } = new(LanguageVersion.CSharp14, kind: SourceCodeKind.Script);

    public static CellText Read(string code)
    {
        var directives = new List<Directive>();
        char[] rest = code.ToCharArray();
        if (code.AsSpan().TrimStart().StartsWith("%"))
        {
            // The way IPython writes it; no C# begins with a percent sign.
            int start = code.IndexOf('%', StringComparison.Ordinal), end = code.IndexOf('\n', start) is >= 0 and var found ? found : code.Length;
            Take(new TextSpan(start, end - start), code[start..end].Trim());
        }
        var tree = CSharpSyntaxTree.ParseText(new string(rest), Script);
        foreach (var trivia in tree.GetRoot().DescendantTrivia().Where(trivia => trivia.IsDirective))
        {
            string text = trivia.ToString().Trim();
            if (trivia.GetStructure() is ReferenceDirectiveTriviaSyntax { File.ValueText: var file } && file.TrimStart().StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
            {
                Take(trivia.Span, file.Trim());
            }
            else if (text.StartsWith("#!", StringComparison.Ordinal) || text.StartsWith("#i ", StringComparison.Ordinal))
            {
                Take(trivia.Span, text);
            }
        }
        return new CellText(new string(rest), directives);

        void Take(TextSpan span, string text)
        {
            directives.Add(new Directive(text, code.AsSpan(0, span.Start).Count('\n')));
            for (int i = span.Start; i < span.End; i++)
            {
                rest[i] = rest[i] is '\n' or '\r' ? rest[i] : ' ';
            }
        }
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Notebooks.Session;

/// <summary>
/// A cell's text, divided into C# and what is to be shown as it stands: a line such as <c>#!html</c> begins a section in
/// another language, and <c>#!csharp</c> one in C# again.
/// </summary>
/// <param name="Sections">The sections, in order.</param>
internal sealed record CellText(IReadOnlyList<CellText.Section> Sections)
{
    // What .NET Interactive calls the languages whose text is shown and not run, with its MIME type.
    private static readonly Dictionary<string, string> _shown = new(StringComparer.OrdinalIgnoreCase)
    {
        ["#!html"] = "text/html", ["#!svg"] = "image/svg+xml", ["#!markdown"] = "text/markdown", ["#!md"] = "text/markdown",
        ["#!javascript"] = "application/javascript", ["#!js"] = "application/javascript",
        // What a file of .NET Interactive says about itself.
        ["#!meta"] = "",
    };

    // What ends a section that is shown: C#, and the languages that the session refuses.
    private static readonly string[] _run = ["#!csharp", "#!c#", "#!fsharp", "#!f#", "#!pwsh", "#!powershell", "#!sql", "#!kql", "#!http", "#!request", "#!mermaid"];

    /// <summary>One section.</summary>
    /// <param name="Code">The text for the compiler: all else is blank, so that every line and column keeps its number.</param>
    /// <param name="Directives">The lines for the session, in order.</param>
    internal sealed record Section(string Code, IReadOnlyList<Directive> Directives)
    {
        /// <summary>What is to be shown, with its MIME type; null for a section in C#.</summary>
        public (string MimeType, string Text)? Shown { get; init; }

        /// <summary>The line, from 0, of an extension block, on which the compiler fails in a cell; null where there is none.</summary>
        public int? ExtensionLine { get; init; }
    }

    /// <summary>One line for the session.</summary>
    /// <param name="Text">What stands there, for example <c>#!time</c>, or for a package <c>nuget: Id, Version</c>.</param>
    /// <param name="Line">Its line, from 0.</param>
    internal sealed record Directive(string Text, int Line)
    {
        public bool IsPackage => Text.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase);

        public string Name => Text.Split(' ', 2)[0];

        /// <summary>What stands behind the name, without quotes.</summary>
        public string Argument => Text[Name.Length..].Trim().Trim('"');
    }

    /// <summary>How the text of a cell is parsed.</summary>
    public static CSharpParseOptions Script { get; } = new(LanguageVersion.CSharp14, kind: SourceCodeKind.Script);

    /// <summary>All the C# of the cell.</summary>
    public string Code
    {
        get
        {
            char[] all = Sections[0].Code.ToCharArray();
            foreach (var section in Sections.Skip(1))
            {
                for (int i = 0; i < all.Length; i++)
                {
                    all[i] = char.IsWhiteSpace(all[i]) ? section.Code[i] : all[i];
                }
            }
            return new string(all);
        }
    }

    /// <summary>Divides a text.</summary>
    /// <param name="code">The text.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidOperationException">It nests too deep to be read.</exception>
    public static CellText Read(string code, CancellationToken cancel)
    {
        Nesting.Check(code);
        var sections = new List<Section>();
        for (int start = 0; start < code.Length || sections.Count == 0;)
        {
            var (section, end) = CSharp(code, start, cancel);
            sections.Add(section);
            // What follows are sections that are shown, up to the next in C#.
            for (start = end; start < code.Length && LanguageAt(code, start) is { } mime;)
            {
                int text = LineEnd(code, start);
                start = NextSection(code, text);
                sections.Add(new Section(Blank(code, 0, 0), []) { Shown = (mime, code[text..start].Trim()) });
            }
        }
        return new CellText(sections);
    }

    private static (Section Section, int End) CSharp(string code, int start, CancellationToken cancel)
    {
        var directives = new List<Directive>();
        char[] rest = Blank(code, start, code.Length).ToCharArray();
        int first = start + code.AsSpan(start).IndexOfAnyExcept(" \t\r\n");
        if (first >= start && code[first] == '%')
        {
            // The way IPython writes it; no C# begins with a percent sign.
            int end = LineEnd(code, first);
            Take(TextSpan.FromBounds(first, end), code[first..end].Trim());
        }
        var tree = CSharpSyntaxTree.ParseText(new string(rest), Script, cancellationToken: cancel);
        var root = (CompilationUnitSyntax)tree.GetRoot(cancel);
        foreach (var trivia in root.DescendantTrivia().Where(trivia => trivia.IsDirective))
        {
            string text = trivia.ToString().Trim();
            if (_shown.ContainsKey(text.Split(' ')[0]))
            {
                return (new Section(Blank(new string(rest), start, trivia.SpanStart), directives), trivia.SpanStart);
            }
            if (trivia.GetStructure() is ReferenceDirectiveTriviaSyntax { File.ValueText: var file } && file.TrimStart().StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
            {
                Take(trivia.Span, file.Trim());
            }
            else if (text.StartsWith("#!", StringComparison.Ordinal) || text.StartsWith("#i ", StringComparison.Ordinal))
            {
                Take(trivia.Span, text);
            }
        }
        var extension = root.Members.OfType<ExtensionBlockDeclarationSyntax>().FirstOrDefault();
        return (new Section(new string(rest), directives) { ExtensionLine = extension?.GetLocation().GetLineSpan().StartLinePosition.Line }, code.Length);

        void Take(TextSpan span, string text)
        {
            directives.Add(new Directive(text, code.AsSpan(0, span.Start).Count('\n')));
            for (int i = span.Start; i < span.End; i++)
            {
                rest[i] = rest[i] is '\n' or '\r' ? rest[i] : ' ';
            }
        }
    }

    // The text with nothing but its line ends outside of a part.
    private static string Blank(string code, int start, int end) =>
        string.Create(code.Length, (code, start, end), static (blank, whole) =>
        {
            for (int i = 0; i < blank.Length; i++)
            {
                blank[i] = (i >= whole.start && i < whole.end) || whole.code[i] is '\n' or '\r' ? whole.code[i] : ' ';
            }
        });

    // Where the next line begins that names a language; the end of the text where there is none.
    private static int NextSection(string code, int lineEnd)
    {
        int line = lineEnd + 1;
        while (line < code.Length && LanguageAt(code, line) is null && !_run.Contains(WordAt(code, line), StringComparer.OrdinalIgnoreCase))
        {
            line = LineEnd(code, line) + 1;
        }
        return Math.Min(line, code.Length);
    }

    private static string? LanguageAt(string code, int line) => _shown.GetValueOrDefault(WordAt(code, line));

    private static string WordAt(string code, int line) => code[line..LineEnd(code, line)].Trim().Split(' ')[0];

    private static int LineEnd(string code, int start) => code.IndexOf('\n', start) is >= 0 and var end ? end : code.Length;
}

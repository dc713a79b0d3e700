using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hopfield.Course;

/// <summary>A chapter as a program of one file: <c>dotnet run 13-….cs</c>. Texts become comments, the value of a cell is printed, a figure is written as a page.</summary>
/// <remarks>
/// A notebook is a script, in which a later cell may declare a name again and types may stand anywhere. A program has each name once and its
/// types at the end: those are moved, and a name that is declared again gets a number from there on. Exercises and quizzes stay behind.
/// </remarks>
internal static class ProgramExport
{
    private const string Exercises = "## Exercises";

    /// <summary>The program's text.</summary>
    /// <param name="notebook">The chapter.</param>
    /// <param name="name">The chapter's name, for the files that figures are written to.</param>
    /// <param name="projects">Path to the folder of the projects, as the program's folder sees it.</param>
    public static string Write(Notebook notebook, string name, string projects)
    {
        var usings = new List<string>();
        var types = new List<string>();
        var body = new StringBuilder();
        var names = new DeclaredNames();
        foreach (NotebookCell cell in notebook.Cells.TakeWhile(cell => !cell.Source.Contains(Exercises, StringComparison.Ordinal)))
        {
            if (cell.HasTag(Tags.Quiz) || cell.SlideType == "notes") continue;
            body.Append('\n');
            if (cell.IsMarkdown) body.Append(Comment(cell.Source));
            else AppendCode(CellSyntax.Of(cell.Source), names, usings, types, body);
        }

        return string.Join('\n', [
            .. ((string[])["Hopfield.Baselines", "Hopfield.Exercises", "Hopfield.Layers", "Hopfield.Plotting"]).Select(project => $"#:project {projects}/{project}/{project}.csproj"),
            "#:property TreatWarningsAsErrors=false", "#:property RestorePackagesWithLockFile=false", "#:property PublishAot=false", "",
            .. usings.Distinct(), body.ToString(), .. types, Support(name),
        ]);
    }

    private static void AppendCode(CompilationUnitSyntax cell, DeclaredNames names, List<string> usings, List<string> types, StringBuilder body)
    {
        usings.AddRange(cell.Usings.Select(directive => directive.WithoutTrivia().ToString()));
        foreach (MemberDeclarationSyntax member in cell.Members)
        {
            names.Declare(member);
            string text = names.Applied(member);
            switch (member)
            {
                case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax:
                    types.Add($"{text.Trim()}\n");
                    break;
                // What a notebook shows as the cell's value.
                case GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } }:
                    body.Append(text.Insert(Start(text), "Page.Show(").TrimEnd()).Append(");\n");
                    break;
                default:
                    body.Append(text.TrimEnd()).Append('\n');
                    break;
            }
        }
    }

    // Behind the comments and blank lines that stand before a statement.
    private static int Start(string text) => CellSyntax.Of(text).GetFirstToken().SpanStart;

    private static string Comment(string markdown) => string.Concat(markdown.TrimEnd().Split('\n').Select(line => $"// {line}".TrimEnd() + "\n"));

    private static string Support(string name) => $$"""
        static class Cell
        {
            // A program is interrupted by Ctrl-C.
            public static CancellationToken Token => CancellationToken.None;

            // Nobody watches a figure grow: its last state is what it becomes.
            public static Task<T> Grow<TStep, T>(Func<TStep, T> draw, params IReadOnlyList<TStep> steps) => Task.FromResult(draw(steps[^1]));
        }

        static class Page
        {
            static int _figures;

            public static void Show(object? value)
            {
                if (value is Hopfield.Plotting.Figure figure)
                {
                    string file = $"{{name}}-figure-{++_figures}.html";
                    File.WriteAllText(file, $"<!doctype html><meta charset=\"utf-8\"><title>{System.Net.WebUtility.HtmlEncode(figure.Alt)}</title>{figure.ToHtml()}");
                    Console.WriteLine($"{figure.Text}\n→ {Path.GetFullPath(file)}");
                }
                else if (value is System.Collections.IEnumerable list and not string) Console.WriteLine(string.Join(", ", list.Cast<object?>()));
                else Console.WriteLine(value);
            }
        }

        """;

    /// <summary>Names of the cells so far, and what those that came again are called.</summary>
    private sealed class DeclaredNames
    {
        private readonly Dictionary<string, int> _times = [];

        /// <summary>Notes what a member declares for all cells below.</summary>
        public void Declare(MemberDeclarationSyntax member)
        {
            foreach (SyntaxToken name in CellSyntax.Declared(member)) _times[name.Text] = _times.GetValueOrDefault(name.Text) + 1;
        }

        /// <summary>The text of a member with the names as they are now.</summary>
        public string Applied(MemberDeclarationSyntax member)
        {
            string[] again = [.. _times.Where(pair => pair.Value > 1).Select(pair => pair.Key)];
            if (again.Length == 0) return member.ToFullString();
            // A variable is used in its own first value as it was before.
            IEnumerable<SyntaxToken> tokens = member.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken) && again.Contains(token.Text) && IsOfCells(token));
            return member.ReplaceTokens(tokens, (token, _) => SyntaxFactory.Identifier(token.LeadingTrivia, token.Text + _times[token.Text], token.TrailingTrivia)).ToFullString();
        }

        // Neither a member of something else nor the name of an argument.
        private static bool IsOfCells(SyntaxToken token) => token.Parent switch
        {
            SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access } name => access.Expression == name,
            SimpleNameSyntax { Parent: NameColonSyntax or NameEqualsSyntax or MemberBindingExpressionSyntax } => false,
            SimpleNameSyntax => true,
            VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } or MethodDeclarationSyntax => true,
            SingleVariableDesignationSyntax { Parent: var parent } => parent!.AncestorsAndSelf().OfType<GlobalStatementSyntax>().Any(),
            _ => false,
        };
    }
}

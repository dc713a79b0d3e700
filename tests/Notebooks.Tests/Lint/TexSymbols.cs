using System.Text;

namespace Notebooks.Tests.Lint;

/// <summary>One letter of a formula with its subscript: for w_{ij} the base "w" and the subscript "ij".</summary>
/// <param name="Base">A Latin letter, or a Greek one as its TeX command.</param>
/// <param name="Subscript">The subscript without braces and blanks; empty where there is none.</param>
internal readonly record struct TexSymbol(string Base, string Subscript)
{
    public string Whole => Subscript.Length == 0 ? Base : $"{Base}_{Subscript}";
}

/// <summary>Finds the letters of a formula that stand for quantities.</summary>
internal static class TexSymbols
{
    private static readonly HashSet<string> _greek =
    [
        @"\alpha", @"\beta", @"\gamma", @"\delta", @"\epsilon", @"\varepsilon", @"\zeta", @"\eta", @"\theta", @"\vartheta", @"\iota", @"\kappa", @"\lambda",
        @"\mu", @"\nu", @"\xi", @"\pi", @"\rho", @"\sigma", @"\tau", @"\upsilon", @"\phi", @"\varphi", @"\chi", @"\psi", @"\omega", @"\ell",
        @"\Gamma", @"\Delta", @"\Theta", @"\Lambda", @"\Xi", @"\Pi", @"\Sigma", @"\Upsilon", @"\Phi", @"\Psi", @"\Omega",
    ];

    // What these hold in braces is words or a name, not quantities.
    private static readonly HashSet<string> _words =
        [@"\text", @"\textbf", @"\textit", @"\mathrm", @"\operatorname", @"\mathbb", @"\mathcal", @"\begin", @"\end", @"\tag", @"\label", @"\color"];

    /// <summary>The letters in order, repetitions included. Subscripts are reported with their letter, superscripts as letters of their own.</summary>
    public static IEnumerable<TexSymbol> In(string tex)
    {
        int at = 0;
        while (at < tex.Length)
        {
            string token = Token(tex, ref at);
            if (_words.Contains(token))
            {
                _ = Group(tex, ref at);
                continue;
            }
            if (!IsLetter(token)) continue;
            yield return new TexSymbol(token, SubscriptAt(tex, ref at));
        }
    }

    public static bool IsLetter(string token) => _greek.Contains(token) || (token.Length == 1 && char.IsAsciiLetter(token[0]));

    // A command with its name, or one character.
    private static string Token(string tex, ref int at)
    {
        int start = at++;
        if (tex[start] != '\\' || at == tex.Length) return tex[start..at];
        if (!char.IsAsciiLetter(tex[at])) return tex[start..++at];
        while (at < tex.Length && char.IsAsciiLetter(tex[at])) at++;
        return tex[start..at];
    }

    private static string SubscriptAt(string tex, ref int at)
    {
        int look = at;
        SkipBlanks(tex, ref look);
        if (look < tex.Length && tex[look] == '\'') look++;
        if (look >= tex.Length || tex[look] != '_') return "";
        look++;
        string subscript = Group(tex, ref look);
        at = look;
        return subscript;
    }

    // The content of {…}, or the single token that stands without braces; blanks and braces are dropped, words are kept as \text{…}.
    private static string Group(string tex, ref int at)
    {
        var text = new StringBuilder();
        int depth = 0;
        do
        {
            SkipBlanks(tex, ref at);
            if (at == tex.Length) break;
            string token = Token(tex, ref at);
            if (token == "{") depth++;
            else if (token == "}") depth--;
            else if (_words.Contains(token)) text.Append(@"\text{").Append(Group(tex, ref at)).Append('}');
            else text.Append(token);
        }
        while (depth > 0);
        return text.ToString();
    }

    private static void SkipBlanks(string tex, ref int at)
    {
        while (at < tex.Length && tex[at] == ' ') at++;
    }
}

namespace Notebooks.Session;

/// <summary>
/// How deep the brackets of a text stand in each other. The compiler's parser calls itself for each of them, and beyond a
/// thousand or two there is no stack left: that ends a process, so a text is looked at before it is parsed.
/// </summary>
internal static class Nesting
{
    private const int MaxDepth = 500;

    // Each level of a string in a hole of a string doubles the time that the compiler takes to read it.
    private const int MaxHoles = 8;

    /// <summary>Refuses a text that nests too deep. What stands in strings and comments is counted too, which only matters for texts of which nobody could say where a bracket ends.</summary>
    /// <exception cref="InvalidOperationException">The text nests too deep.</exception>
    public static void Check(string code)
    {
        var open = new Stack<bool>(); // true: the hole of an interpolated string
        int angles = 0, conditions = 0, holes = 0;
        bool interpolated = false;
        for (int i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '$':
                    interpolated = true;
                    break;
                case '(' or '[' or '{':
                    bool hole = interpolated && code[i] == '{';
                    open.Push(hole);
                    holes += hole ? 1 : 0;
                    interpolated = false;
                    angles = code[i] == '{' ? 0 : angles;
                    break;
                case ')' or ']' or '}' when open.Count > 0:
                    holes -= open.Pop() ? 1 : 0;
                    break;
                case '<':
                    angles++;
                    break;
                case '>':
                    angles = Math.Max(0, angles - 1);
                    break;
                case ';':
                    angles = 0;
                    break;
                case '#' when code.AsSpan(i).StartsWith("#if"):
                    conditions++;
                    break;
                case '#' when code.AsSpan(i).StartsWith("#endif"):
                    conditions--;
                    break;
            }
            if (open.Count > MaxDepth || angles > MaxDepth || conditions > MaxDepth)
            {
                throw new InvalidOperationException($"Brackets stand in each other more than {MaxDepth} deep here: the compiler cannot read that.");
            }
            if (holes > MaxHoles)
            {
                throw new InvalidOperationException($"Strings stand in the holes of strings more than {MaxHoles} deep here: the compiler would take for ever.");
            }
        }
    }
}

using System.Globalization;
using System.Text;

namespace Hopfield.Course;

/// <summary>Tables as comma-separated values, written for spreadsheets and read as spreadsheets write them: with other separators, marks and line ends.</summary>
internal static class SeparatedValues
{
    /// <summary>A line, without its end.</summary>
    /// <param name="fields">The fields.</param>
    public static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Field));

    /// <summary>A text's lines with their fields; empty lines are left out.</summary>
    /// <param name="text">The text.</param>
    public static List<string[]> Read(string text)
    {
        text = text.TrimStart('\uFEFF');
        string head = text.Split('\n')[0];
        char separator = ((char[])[',', ';', '\t']).MaxBy(mark => head.Count(c => c == mark));
        var lines = new List<string[]>();
        var fields = new List<string>();
        var field = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : '\n';
            bool inside = quoted && i < text.Length;
            switch (c)
            {
                case '"' when inside && i + 1 < text.Length && text[i + 1] == '"':
                    field.Append(text[i++]);
                    break;
                case '"' when inside || field.Length == 0:
                    quoted = !quoted;
                    break;
                case var end when !inside && (end == separator || end == '\n'):
                    Next();
                    if (end == '\n') NextLine();
                    break;
                case '\r' when !inside:
                    break;
                default:
                    field.Append(c);
                    break;
            }
        }

        return lines;

        void NextLine()
        {
            if (fields.Any(value => value.Length > 0)) lines.Add([.. fields]);
            fields.Clear();
        }

        void Next()
        {
            string value = field.ToString();
            fields.Add(value is ['\'', '=' or '+' or '-' or '@', ..] ? value[1..] : value);
            field.Clear();
        }
    }

    /// <summary>A number as a person wrote it, with a point or a comma; null where it is none.</summary>
    /// <param name="text">The text.</param>
    public static double? Number(string text) =>
        double.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    // A field that a spreadsheet would read as a formula is shown as text.
    private static string Field(string text)
    {
        string plain = text.Replace('\r', ' ').Replace('\n', ' ');
        if (plain is ['=' or '+' or '-' or '@', ..] && Number(plain) is null) plain = $"'{plain}";
        return plain.AsSpan().IndexOfAny(",;\t\"") < 0 ? plain : $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

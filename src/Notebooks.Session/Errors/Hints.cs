using System.Text.RegularExpressions;

namespace Notebooks.Session;

/// <summary>One sentence of help for the slips that are common in notebooks, and for what C# cannot do in a cell.</summary>
internal static partial class Hints
{
    /// <summary>Help for a compile error, by its number, its text and the line it stands in; null where the error says enough.</summary>
    public static string? For(string id, string message, string? line)
    {
        line = line?.Trim() ?? "";
        return id switch
        {
            "CS7021" => "a cell has no namespaces: write the types at top level, or put them into a library and name it with #r.",
            "CS1109" => "in a cell an extension method stands at top level, outside any class: static int Twice(this int x) => 2 * x;",
            "CS9283" or "CS1569" => "a cell cannot hold extension blocks: write an extension method at top level instead, static int Twice(this int x) => 2 * x;",
            "CS9054" => "everything in a cell is for this notebook alone already: leave out `file`.",
            "CS0029" when message.EndsWith("to 'object'", StringComparison.Ordinal) => "a Span, or another ref struct, cannot be the value of a cell: end on .ToArray(), or with a semicolon.",
            "CS8346" => "what stackalloc makes cannot leave the cell: put the code between { } or into a function.",
            "CS0029" or "CS1503" or "CS0266" when SameName().IsMatch(message) => "a later cell has defined the type anew, and a value keeps the type it was made of: run the cell that makes the value again.",
            "CS8345" => "a variable of a cell lives on after it, which a Span may not: put the code between { } or into a function.",
            "CS1002" or "CS0825" or "CS1003" or "CS1001" when UsingDeclaration().IsMatch(line) =>
                "a cell cannot hold `using var`: write using (var x = ...) { ... }, or put the code between { } or into a function.",
            "CS1003" or "CS1001" when line.StartsWith("ref ", StringComparison.Ordinal) => "a cell has no ref variables: put the code between { } or into a function.",
            "CS0246" or "CS1002" when line.StartsWith("import ", StringComparison.Ordinal) => "libraries are named with #r \"file.dll\", their namespaces with using.",
            "CS0246" or "CS1002" when Let().IsMatch(line) => "a variable is declared with var or its type.",
            "CS0103" when Python().Match(message) is { Success: true } print => $"in C# that is {(print.Groups[1].Value == "print" ? "Console.WriteLine(...), or display(...)" : "...Length or ...Count")}.",
            "CS0103" when message.Contains("'Kernel'", StringComparison.Ordinal) || message.Contains("'KernelInvocationContext'", StringComparison.Ordinal) =>
                "that belongs to .NET Interactive; here display(...), HTML(...), Input(...) and Password(...) do what its members do.",
            "CS0103" => "has the cell that declares it been run in this session? Names are case-sensitive.",
            "CS0246" when message.Contains("'LaTeXString'", StringComparison.Ordinal) => "it needs using Microsoft.DotNet.Interactive.Formatting;",
            "CS0246" when message.Contains("'MathString'", StringComparison.Ordinal) => "it is called LaTeXString now, and needs using Microsoft.DotNet.Interactive.Formatting;",
            "CS0246" => "is a using missing, or the #r of its library? The setup cell at the top of the notebook has to be run first.",
            "CS0117" or "CS1061" => "names are case-sensitive; after the dot, Tab lists what there is.",
            "CS1002" => "a statement ends with a semicolon; only the last line of a cell may go without, and its value is then shown.",
            "CS0201" => line.Contains("==", StringComparison.Ordinal)
                ? "== compares; = assigns. To see a value, leave out the semicolon of the cell's last line."
                : "to see a value, leave out the semicolon of the cell's last line, or call display(...).",
            "CS0266" or "CS0664" when message.Contains("'float'", StringComparison.Ordinal) => "a literal such as 3.5 is a double: write 3.5f, or convert with (float).",
            "CS0266" when message.Contains("'int'", StringComparison.Ordinal) => "convert with (int), which cuts the fraction off, or keep the variable a double.",
            "CS0029" when message.Contains("'bool'", StringComparison.Ordinal) => "= assigns; == compares.",
            "CS0029" when message.Contains("'char' to 'string'", StringComparison.Ordinal) => "'a' is one character; a string stands between double quotes.",
            "CS1012" => "a string stands between double quotes.",
            "CS0193" when line.Contains("**", StringComparison.Ordinal) => "C# has no power operator: write Math.Pow(x, 2), or x * x.",
            "CS0019" when line.Contains('^', StringComparison.Ordinal) => "^ is the bitwise exclusive or; a power is Math.Pow(x, 2).",
            "CS1513" => "an opening { has no closing }.",
            "CS1026" => "an opening ( has no closing ).",
            "CS1955" => "a property is read without parentheses.",
            "CS1504" => "a relative path starts at the notebook's folder.",
            _ => null,
        };
    }

    /// <summary>Help for an exception; null where its message says enough.</summary>
    public static string? For(Exception exception) => exception switch
    {
        IndexOutOfRangeException => "indices start at 0, and the last one is Length - 1.",
        NullReferenceException => "a variable is null here; a cell that failed halfway leaves what it had not yet assigned at null or 0.",
        KeyNotFoundException => "TryGetValue asks whether a key is there without throwing.",
        InsufficientExecutionStackException => "a function that calls itself needs a case in which it does not; and a property is not to return itself, but the field behind it.",
        DivideByZeroException => "whole numbers cannot be divided by 0, and 1 / 2 is 0: for a real quotient make one of them a double.",
        System.Globalization.CultureNotFoundException when System.Globalization.CultureInfo.GetCultures(System.Globalization.CultureTypes.AllCultures).Length == 1 =>
            "this process runs without data on cultures: DOTNET_SYSTEM_GLOBALIZATION_INVARIANT is set.",
        FileNotFoundException or DirectoryNotFoundException => "a relative path starts at the notebook's folder.",
        _ => null,
    };

    [GeneratedRegex(@"^(await )?using (var|\w+(<.*>)?) \w+\s*=")]
    private static partial Regex UsingDeclaration();

    [GeneratedRegex(@"^let \w+\s*=")]
    private static partial Regex Let();

    [GeneratedRegex(@"(?:from|type) '([^' ]+) \[Cell \d+\(\d+\)\]' to '\1 \[Cell")]
    private static partial Regex SameName();

    [GeneratedRegex("'(print|len)'")]
    private static partial Regex Python();
}

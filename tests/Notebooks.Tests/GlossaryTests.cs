using System.Reflection;
using Hopfield;
using Hopfield.Course;

namespace Notebooks.Tests;

/// <summary>SYMBOLS.md and REFERENCES.md are sound in themselves and speak of the engine as it is.</summary>
public class GlossaryTests
{
    [Fact]
    public void Every_name_in_the_symbol_table_exists_in_the_engine()
    {
        var names = CourseFiles.Read().Symbols.CodeNames;
        Assert.NotEmpty(names);
        var engine = typeof(HopfieldNetwork).Assembly.GetExportedTypes();
        var members = engine.SelectMany(t => t.GetMembers()).Select(m => m.Name).ToHashSet();
        var parameters = engine.SelectMany(t => t.GetMembers().OfType<MethodBase>()).SelectMany(m => m.GetParameters()).Select(p => p.Name!).ToHashSet();
        var types = engine.ToDictionary(t => t.FullName!.Split('.')[^1].Split('`')[0] + (t.IsGenericType ? "`" : ""));
        bool IsType(string name) => types.ContainsKey(name) || types.ContainsKey(name + "`");
        bool Exists(string name) => name.Split('.') switch
        {
            ["sbyte"] => true,
            [var type, var member] => IsType(type) && types.GetValueOrDefault(type)?.GetMember(member).Length > 0,
            [var single] => IsType(single) || members.Contains(single) || parameters.Contains(single),
            _ => false,
        };
        Assert.All(names, n => Assert.True(Exists(n), $"SYMBOLS.md names `{n}`, which the engine does not have."));
    }

    [Fact]
    public void Every_key_is_unique() => Assert.Equal(CourseFiles.Read().References.Keys.Distinct(), CourseFiles.Read().References.Keys);

    [Fact]
    public void Every_reference_line_has_a_key()
    {
        string[] entries = [.. File.ReadLines(Path.Combine(CourseFiles.Tree.Notebooks, "REFERENCES.md")).Where(l => l.StartsWith("- ", StringComparison.Ordinal))];
        Assert.NotEmpty(entries);
        Assert.Equal(entries.Length, CourseFiles.Read().References.Keys.Count);
    }

    [Fact]
    public void The_symbol_table_cites_known_keys()
    {
        string text = File.ReadAllText(Path.Combine(CourseFiles.Tree.Notebooks, "SYMBOLS.md"));
        var references = CourseFiles.Read().References;
        Assert.All(Lint.ReferenceList.Cited(text), k => Assert.True(references.Knows(k), $"SYMBOLS.md cites [{k}], which REFERENCES.md does not have."));
    }

    [Fact]
    public void The_formulas_of_the_texts_beside_the_chapters_are_converted()
    {
        var course = CourseFiles.Read();
        Assert.SkipWhen(course.Chapters.Count == 0, "No chapter was published yet, so no formula was converted.");
        foreach (string text in course.Tree.Texts)
            Assert.All(CourseMarkdown.Formulas(File.ReadAllText(text)), f => Assert.True(course.Formulas.MathML(f) is not null, $"{Path.GetFileName(text)}: formulas.json has no MathML for {f.Tex}. Publish any chapter."));
    }
}

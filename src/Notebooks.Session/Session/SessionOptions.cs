using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Notebooks.Session;

/// <summary>What a host hands to its sessions. A session itself knows no library but .NET's.</summary>
public sealed record SessionOptions
{
    /// <summary>The name of the kernel, as it introduces itself.</summary>
    public string Name { get; init; } = "Notebooks.Kernel";

    /// <summary>The version of the kernel, as it introduces itself.</summary>
    public string Version { get; init; } = typeof(SessionOptions).Assembly.GetName().Version!.ToString(3);

    /// <summary>Pages that front ends list in their Help menu.</summary>
    public IReadOnlyList<(string Text, string Url)> HelpLinks { get; init; } = [];

    /// <summary>Fetches the packages that cells name by <c>#r "nuget: Id, Version"</c>; null where that is not possible.</summary>
    public PackageRestore? Packages { get; init; }

    /// <summary>Runs the cells; null for the usual way, which needs threads. <see cref="OneThreadRun"/> does without.</summary>
    public ICellRunner? Runner { get; init; }

    /// <summary>
    /// What the host puts into the text of a cell before it is compiled, by position; null for nothing. Messages are about the text as it
    /// was written, so nothing that is put in may hold a line break. Where a lambda ends it comes behind the lambda. Where it does not compile,
    /// the cell runs without it.
    /// </summary>
    public Func<SemanticModel, IEnumerable<(int Position, string Text)>>? Additions { get; init; }

    /// <summary>
    /// Assemblies that the process has already. A <c>#r</c> of a file with the name of one of them is answered by the
    /// one in the process, with the others it needs, whether or not the file exists.
    /// </summary>
    public IReadOnlyList<Assembly> CarriedAssemblies { get; init; } = [];

    /// <summary>The other libraries of the process; null where they lie in files, which they do not in a browser.</summary>
    public IProcessLibraries? Libraries { get; init; }

    /// <summary>Namespaces (or types, for <c>using static</c>) that cells see without a <c>using</c>, besides <see cref="DefaultImports"/>.</summary>
    public IReadOnlyList<string> Imports { get; init; } = [];

    /// <summary>True where the carried assemblies are an installed copy, false where they are a build's output; decides what is advised when a file differs from the carried one.</summary>
    public bool Installed { get; init; }

    /// <summary>
    /// True in a host that writes nothing to the console itself. Text from a thread that hides whose it is (one that does not
    /// take over its maker's execution context) then goes to the newest cell, and not to the terminal.
    /// </summary>
    public bool OwnsConsole { get; init; }

    /// <summary>The namespaces that every cell sees, the same as in .NET Interactive. The display commands come besides.</summary>
    public static IReadOnlyList<string> DefaultImports { get; } =
        ["System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq"];
}

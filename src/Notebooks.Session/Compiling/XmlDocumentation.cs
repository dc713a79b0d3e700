using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Notebooks.Session;

/// <summary>
/// Finds the XML documentation of a member in a list of files. The files are searched when a text is asked for and
/// not kept: a question is rare, and .NET's own documentation is tens of megabytes.
/// </summary>
internal sealed class XmlDocumentation : DocumentationProvider
{
    // .NET documents the members of its core library in the files of several others.
    private static readonly string[] _core = ["System.Runtime.xml", "System.Collections.xml", "System.Memory.xml", "System.Threading.xml", "System.Runtime.InteropServices.xml", "System.Console.xml"];

    private readonly string[] _files;

    private XmlDocumentation(string[] files) => _files = files;

    /// <summary>The documentation of a library: in the file of its name beside it or, for .NET's own, in the SDK's reference pack.</summary>
    public static DocumentationProvider For(string library)
    {
        string name = Path.ChangeExtension(Path.GetFileName(library), ".xml");
        string[] files = [Path.ChangeExtension(library, ".xml")];
        if (typeof(object).Assembly.Location is { Length: > 0 } own && Path.GetDirectoryName(library) == Path.GetDirectoryName(own))
        {
            files = ReferencePack() is { } pack ? [.. (name == "System.Private.CoreLib.xml" ? _core : [name, .. _core]).Select(file => Path.Combine(pack, file))] : [];
        }
        return new XmlDocumentation([.. files.Where(File.Exists).Distinct()]);
    }

    public override bool Equals(object? obj) => obj is XmlDocumentation other && other._files.SequenceEqual(_files);

    public override int GetHashCode() => _files.Length == 0 ? 0 : _files[0].GetHashCode(StringComparison.Ordinal);

    protected override string GetDocumentationForSymbol(string documentationMemberID, CultureInfo preferredCulture, CancellationToken cancellationToken = default)
    {
        string start = $"<member name=\"{documentationMemberID}\"";
        foreach (string file in _files)
        {
            StringBuilder? found = null;
            foreach (string line in File.ReadLines(file))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (found is not null || line.AsSpan().TrimStart().StartsWith(start, StringComparison.Ordinal))
                {
                    found = (found ?? new StringBuilder()).AppendLine(line);
                    if (line.Contains("</member>", StringComparison.Ordinal) || line.EndsWith("/>", StringComparison.Ordinal) && line.Contains(start, StringComparison.Ordinal))
                    {
                        return found.ToString();
                    }
                }
            }
        }
        return "";
    }

    // <root>/shared/Microsoft.NETCore.App/<version>/ is where the runtime lies; the SDK puts the pack into the same root.
    private static string? ReferencePack()
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string packs = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        return Directory.Exists(packs)
            ? Directory.GetDirectories(packs).Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "ref", $"net{Environment.Version.Major}.0")).LastOrDefault(Directory.Exists)
            : null;
    }
}

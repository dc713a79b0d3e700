using System.Reflection;
using System.Runtime.Loader;

namespace Hopfield.Plotting;

/// <summary>
/// The F# library that Plotly.NET needs. A host may carry an older one than Plotly.NET was built with (dotnet-interactive 1.0.712001
/// has 10.0, Plotly.NET 6 names 10.1): .NET then refuses it, or loads a second one beside it, and libraries that were bound to different
/// ones do not fit together. What Plotly.NET calls is in the older one too, so the host's serves all.
/// </summary>
internal static class FSharpLibrary
{
    private const string Name = "FSharp.Core";

    private static readonly Lazy<bool> _listening = new(() =>
    {
        AssemblyLoadContext.Default.Resolving += (context, asked) => asked is { Name: Name, Version: not null } && IsCarried() ? context.LoadFromAssemblyName(new AssemblyName(Name)) : null;
        return true;
    });

    /// <summary>Lets the host's library answer for a newer one. To be called before the first use of Plotly.NET.</summary>
    public static void UseTheHosts() => _ = _listening.Value;

    private static bool IsCarried() =>
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator).Any(path => Path.GetFileName(path) == Name + ".dll");
}

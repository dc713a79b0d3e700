using System.Reflection;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.PackageManagement;

namespace Notebooks.PolyglotHost;

/// <summary>The kernel as dotnet-interactive puts it together: C# with packages, display helpers, values and <c>#!who</c>, and with the extensions that packages bring.</summary>
internal static class HostKernel
{
    public static CompositeKernel Create()
    {
        var loaded = new HashSet<string>();
        var composite = new CompositeKernel();
        composite.Add(new CSharpKernel().UseNugetDirective(async (csharp, packages) =>
        {
            csharp.AddAssemblyReferences(packages.SelectMany(package => package.AssemblyPaths));
            foreach (ResolvedPackageReference package in packages.Where(package => loaded.Add(package.PackageName)))
                await LoadExtensionsAsync(composite, Path.Combine(package.PackageRoot, "interactive-extensions", "dotnet"));
        }).UseKernelHelpers().UseWho().UseValueSharing());
        composite.DefaultKernelName = "csharp";
        return composite.UseImportMagicCommand();
    }

    // What the tool itself does; the packages that it is made of do not.
    private static async Task LoadExtensionsAsync(CompositeKernel kernel, string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (string file in Directory.GetFiles(folder, "*.dll"))
        {
            foreach (Type type in Assembly.LoadFrom(file).GetExportedTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(IKernelExtension))))
                await ((IKernelExtension)Activator.CreateInstance(type)!).OnLoadAsync(kernel);
        }

        string script = Path.Combine(folder, "extension.dib");
        if (File.Exists(script)) await kernel.LoadAndRunInteractiveDocument(new FileInfo(script), null!);
    }
}

using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Notebooks.Session;

/// <summary>Where the compiled cells of one session live, with the libraries that they named.</summary>
internal sealed class CellLoadContext(Libraries libraries) : AssemblyLoadContext("cells")
{
    protected override Assembly? Load(AssemblyName assemblyName) => libraries.Load(assemblyName, this);

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string runtime = Path.Combine("runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        foreach (string folder in libraries.Folders.SelectMany(folder => new[] { folder, Path.Combine(folder, runtime), Path.Combine(folder, "..", "..", runtime) }))
        {
            foreach (string name in (string[])[unmanagedDllName, $"{unmanagedDllName}.dll", $"lib{unmanagedDllName}.so", $"lib{unmanagedDllName}.dylib"])
            {
                if (NativeLibrary.TryLoad(Path.Combine(folder, name), out nint handle))
                {
                    return handle;
                }
            }
        }
        return 0;
    }
}

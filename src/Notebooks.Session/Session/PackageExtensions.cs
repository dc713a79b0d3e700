using System.Collections;
using System.Reflection;

namespace Notebooks.Session;

/// <summary>
/// What packages bring for .NET Interactive, in their folder <c>interactive-extensions/dotnet</c>: libraries with an
/// <c>IKernelExtension</c>, which registers formatters, and a script of usings and formatters. All of it is known by name
/// only: the library that declares the interface comes with the package.
/// </summary>
internal sealed class PackageExtensions(CellCompiler compiler)
{
    private const string Home = "Microsoft.DotNet.Interactive", Interface = $"{Home}.IKernelExtension", Method = "OnLoadAsync", Kernel = $"{Home}.CompositeKernel";

    private readonly HashSet<string> _loaded = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<(string Package, string Script)> _scripts = [];

    /// <summary>Loads the extensions of packages that are new. What one of them needs and this kernel has not is said in a line.</summary>
    /// <param name="restored">The packages of the session.</param>
    /// <param name="say">Takes the lines.</param>
    public async Task LoadAsync(RestoredPackages restored, Action<string> say)
    {
        foreach (var package in restored.Packages)
        {
            string folder = Path.Combine(package.Folder, "interactive-extensions", "dotnet");
            if (!Directory.Exists(folder) || !_loaded.Add(package.Id))
            {
                continue;
            }
            foreach (string file in Directory.GetFiles(folder, "*.dll").Order(StringComparer.Ordinal))
            {
                try
                {
                    foreach (var type in compiler.Load(file).GetExportedTypes().Where(type => type is { IsAbstract: false } && type.GetInterface(Interface) is not null))
                    {
                        await LoadAsync(package, type, say);
                    }
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    say(Failure(package.Id, e is FileNotFoundException { FileName: { } missing } && missing.StartsWith(Home, StringComparison.Ordinal)
                        ? $"It needs the package {missing.Split(',')[0]} and does not name it: name it by a #r of its own, before this one."
                        : $"{TypeName.Of(e.GetType())}: {e.Message.Split('\n')[0].Trim()}"));
                }
            }
            string script = Path.Combine(folder, "extension.dib");
            if (File.Exists(script))
            {
                _scripts.Enqueue((package.Id, script));
            }
        }
    }

    /// <summary>The scripts of the packages whose extensions were loaded, each once.</summary>
    public IEnumerable<(string Package, string Script)> TakeScripts()
    {
        while (_scripts.TryDequeue(out var script))
        {
            yield return script;
        }
    }

    public static string Failure(string extension, string reason) => $"The extension {extension} could not be used here. {reason}";

    // An extension is handed the kernel that it extends. This session is none of that kind: it hands over one that has no languages, and looks at what is done to it.
    private static async Task LoadAsync(RestoredPackage package, Type type, Action<string> say)
    {
        var load = type.GetInterface(Interface)!.GetMethod(Method)!;
        object kernel = Activator.CreateInstance(load.GetParameters()[0].ParameterType.Assembly.GetType(Kernel, throwOnError: true)!, ["extended"])!;
        string[] before = Commands(kernel);
        try
        {
            await (Task)load.Invoke(Activator.CreateInstance(type), BindingFlags.DoNotWrapExceptions, null, [kernel], null)!;
        }
        finally
        {
            string[] added = [.. Commands(kernel).Except(before)];
            if (added.Length > 0)
            {
                say($"The extension {package.Id} adds {string.Join(", ", added)}, which this kernel does not run.");
            }
            (kernel as IDisposable)?.Dispose();
        }
    }

    private static string[] Commands(object kernel)
    {
        var directives = Value(Value(kernel, "KernelInfo"), "SupportedDirectives") as IEnumerable;
        return [.. directives?.Cast<object>().Select(directive => Value(directive, "Name") as string ?? "") ?? []];
    }

    private static object? Value(object? owner, string name) => owner?.GetType().GetProperty(name)?.GetValue(owner);
}

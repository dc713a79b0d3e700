using System.Reflection;
using System.Text;
using Hopfield.Exercises;
using Hopfield.Baselines;
using Hopfield.Layers;
using Hopfield.Plotting;
using Notebooks.Kernel;
using Notebooks.Session;

namespace Hopfield.Course;

/// <summary>What the course hands to the kernel, which itself knows nothing of it: assemblies, names, pictures.</summary>
internal static class CourseKernel
{
    // With what chapters name besides: a notebook that left the clone finds all of it in the kernel.
    private static readonly Assembly[] _carried =
    [
        typeof(HopfieldNetwork).Assembly, typeof(HopfieldAssociation).Assembly, typeof(SupportVectorMachine).Assembly, typeof(Figures).Assembly, typeof(Check).Assembly,
        typeof(MathNet.Numerics.Distance).Assembly, typeof(System.Numerics.Tensors.TensorPrimitives).Assembly,
    ];

    /// <summary>The options of a session: the course's own assemblies, so that a chapter's <c>#r</c> finds them in the process.</summary>
    public static SessionOptions Options { get; } = new()
    {
        Name = "Hopfield.Notebooks",
        Version = typeof(CourseKernel).Assembly.GetName().Version!.ToString(3),
        CarriedAssemblies = _carried,
        Installed = InstallOptions.RunsInstalled,
        Packages = new DotnetPackages().RestoreAsync,
        Additions = ClaimValues.Of,
    };

    /// <summary>What <c>kernel install</c> installs.</summary>
    public static InstallOptions Install => new()
    {
        Id = "hopfield-notebooks",
        Name = "hopfield-csharp",
        DisplayName = "C# (Hopfield.Notebooks)",
        Program = "Hopfield.Course.dll",
        // As seen from artifacts/bin/Hopfield.Course/release.
        Project = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "src", "Hopfield.Course", "Hopfield.Course.csproj")),
        Libraries = [.. _carried.Select(assembly => assembly.GetName().Name + ".dll")],
        // Figures are drawn by the page: a notebook that carried plotly.js would be a hundred times as large.
        Files = new Dictionary<string, byte[]>(((string[])["logo-32x32.png", "logo-64x64.png", "logo-svg.svg", "kernel.js"]).Select(name => KeyValuePair.Create(name, EmbeddedFile.Read(name))))
        {
            ["plotly.min.js"] = Encoding.UTF8.GetBytes(PlotlyScript.Read()),
        },
        LabExtension = new Dictionary<string, byte[]> { ["package.json"] = EmbeddedFile.Read("package.json"), ["static/remoteEntry.js"] = EmbeddedFile.Read("remoteEntry.js") },
    };
}

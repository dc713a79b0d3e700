using Hopfield.Exercises;
using Hopfield.Plotting;
using Notebooks.Kernel;

namespace Hopfield.Course.Execution;

/// <summary>What the course hands to the kernel: its own assemblies, so that a chapter's <c>#r</c> finds them in the process.</summary>
internal static class CourseKernel
{
    /// <summary>The options of a session that runs from the source tree.</summary>
    public static KernelOptions Options { get; } = new()
    {
        CarriedAssemblies = [typeof(HopfieldNetwork).Assembly, typeof(Figures).Assembly, typeof(Check).Assembly],
    };
}

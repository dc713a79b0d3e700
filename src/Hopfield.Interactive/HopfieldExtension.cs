using System.Runtime.CompilerServices;
using Hopfield.Plotting;
using Microsoft.DotNet.Interactive;

namespace Hopfield.Interactive;

/// <summary>
/// What a host of .NET Interactive loads with the package. Figures, checks and quizzes say themselves how they are shown; here the charts
/// of Plotly.NET come besides, and the F# library of the host is made to serve both.
/// </summary>
public sealed class HopfieldExtension : IKernelExtension
{
    /// <summary>Prepares the host for figures and charts.</summary>
    /// <param name="kernel">The kernel that has loaded the package.</param>
    public Task OnLoadAsync(Kernel kernel)
    {
        FSharpLibrary.UseTheHosts();
        return ShowChartsAsync(kernel);
    }

    // Plotly.NET's extension may have been loaded before, when its F# library was not to be found. A method of its own, so that nothing of it is looked for too early.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task ShowChartsAsync(Kernel kernel) => ((IKernelExtension)new Plotly.NET.Interactive.FormatterKernelExtension()).OnLoadAsync(kernel);
}

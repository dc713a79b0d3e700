using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("browser")]

namespace Hopfield.Playground;

internal static class Program
{
    // The page starts the engine and then asks its doors.
    private static void Main() { }
}

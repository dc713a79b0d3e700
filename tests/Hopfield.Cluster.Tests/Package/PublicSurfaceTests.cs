using Hopfield.Tests;

namespace Hopfield.Cluster.Tests;

/// <summary>The cluster's public surface is what was agreed: it changes on purpose, never by accident.</summary>
public class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_is_the_approved_one() =>
        PublicSurface.AssertApproved(typeof(ClusterMemory).Assembly, "tests/Hopfield.Cluster.Tests/Package/PublicSurface.txt");
}

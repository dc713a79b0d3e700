using Hopfield.Tests;

namespace Hopfield.Layers.Tests;

/// <summary>The layers' public surface is what was agreed: it changes on purpose, never by accident.</summary>
public class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_is_the_approved_one() =>
        PublicSurface.AssertApproved(typeof(HopfieldAssociation).Assembly, "tests/Hopfield.Layers.Tests/Package/PublicSurface.txt");
}

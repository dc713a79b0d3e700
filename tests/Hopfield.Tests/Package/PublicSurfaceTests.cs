namespace Hopfield.Tests;

/// <summary>The engine's public surface is what was agreed: it changes on purpose, never by accident.</summary>
public class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_is_the_approved_one() =>
        PublicSurface.AssertApproved(typeof(PatternSet).Assembly, "tests/Hopfield.Tests/Package/PublicSurface.txt");
}

namespace Hopfield.Tests;

/// <summary>
/// The one law that all models share: energy never rises along a legal update. Legal are single-unit updates with symmetric weights and a
/// non-negative diagonal, alternating halves of a bidirectional memory, and concave–convex steps. Each list below knows one kind of model
/// and draws sizes, patterns, degenerate cases and temperatures of its own.
/// </summary>
public class EnergyNeverRisesTests
{
    private const int Draws = 100;

    private static readonly Dictionary<string, Func<SeededRandom, Descent>> _all =
        ((IEnumerable<(string Name, Func<SeededRandom, Descent> Draw)>)[.. BipolarDescents.All, .. DenseDescents.All, .. ContinuousDescents.All, .. GradedDescents.All])
            .ToDictionary(d => d.Name, d => d.Draw);

    public static TheoryData<string> Models => [.. _all.Keys];

    [Theory, MemberData(nameof(Models))]
    public void Energy_never_rises_along_a_legal_update(string model)
    {
        for (int draw = 0; draw < Draws; draw++)
        {
            Descent descent = _all[model](new SeededRandom(draw));
            for (int step = 1; step < descent.Energies.Count; step++)
            {
                (double before, double after) = (descent.Energies[step - 1], descent.Energies[step]);
                Assert.True(after <= before + descent.Slack, $"draw {draw}, step {step}: {before:R} -> {after:R}, slack {descent.Slack:R}");
            }
        }
    }
}

/// <summary>One path of a model.</summary>
/// <param name="Energies">The energy before the first and after every update.</param>
/// <param name="Slack">What the rounding of one energy can amount to; 0 where energies are exact. Its derivation stands where it is computed.</param>
internal readonly record struct Descent(IReadOnlyList<double> Energies, double Slack);

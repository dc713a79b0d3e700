namespace Hopfield;

/// <summary>The constants of a Hopfield–Tank network for the travelling salesman.</summary>
/// <remarks>
/// <para>V_xi is 1 where city x is visited at place i, n cities. The energy is the sum of</para>
/// <para>A/2 Σ_x Σ_{i≠j} V_xi V_xj: a city is not visited twice; B/2 Σ_i Σ_{x≠y} V_xi V_yi: a place does not hold two cities;</para>
/// <para>C/2 (Σ V − n̄)²: there are n̄ ones in all; D/2 Σ_xyi d_xy V_xi (V_y,i+1 + V_y,i−1): the length of the tour;</para>
/// <para>R/2 Σ_x (Σ_i V_xi − 1)² + R/2 Σ_i (Σ_x V_xi − 1)²: every city and every place exactly once; G/2 Σ V(1 − V): outputs go to 0 or 1;</para>
/// <para>and the leak of the graded units. Distances are divided by the largest one.</para>
/// <para>Source of A to D: Hopfield and Tank, "Neural computation of decisions in optimization problems", Biol. Cybern. 52, 1985. R, G and the
/// narrowing of the units are later repairs (mean-field annealing).</para>
/// </remarks>
public sealed record HopfieldTankParameters
{
    /// <summary>The published constants: A = B = 500, C = 200, D = 500, u₀ = 0.02, a target of n̄ = 1.5 n ones; 3000 Euler steps of 10⁻⁵.</summary>
    public static HopfieldTankParameters Classic { get; } = new()
    {
        A = 500, B = 500, C = 200, D = 500, TargetPerCity = 1.5, Width = 0.02, FinalWidth = 0.02, Stages = 1, StepsPerStage = 3000, TimeStep = 1e-5,
    };

    /// <summary>A repaired variant: sums of rows and columns as squares, R = 1, a corner term G = 0.6, D = 0.5, and units that narrow from 0.3 to 0.01 in 40 stages.</summary>
    public static HopfieldTankParameters Repaired { get; } = new()
    {
        R = 1, G = 0.6, D = 0.5, TargetPerCity = 1, Width = 0.3, FinalWidth = 0.01, Stages = 40, StepsPerStage = 200,
    };

    /// <summary>A, against visiting a city twice; at least 0.</summary>
    public double A { get; init => field = Penalty(value, nameof(A)); }

    /// <summary>B, against two cities at one place; at least 0.</summary>
    public double B { get; init => field = Penalty(value, nameof(B)); }

    /// <summary>C, for the total number of ones; at least 0.</summary>
    public double C { get; init => field = Penalty(value, nameof(C)); }

    /// <summary>D, for the length; at least 0. Distances are divided by the largest, so D = 500·largest means "500 per mile".</summary>
    public double D { get; init => field = Penalty(value, nameof(D)); }

    /// <summary>R, for exactly one visit of every city and one city at every place; at least 0.</summary>
    public double R { get; init => field = Penalty(value, nameof(R)); }

    /// <summary>G, which drives outputs to 0 or 1; at least 0.</summary>
    public double G { get; init => field = Penalty(value, nameof(G)); }

    /// <summary>n̄/n, the number of ones that the C term aims for, per city; positive.</summary>
    public double TargetPerCity { get; init => field = Positive(value, nameof(TargetPerCity)); } = 1;

    /// <summary>u₀ at the start; positive.</summary>
    public double Width { get; init => field = Positive(value, nameof(Width)); } = 0.02;

    /// <summary>u₀ at the end; positive. Between the stages it falls geometrically, and the outputs are kept.</summary>
    public double FinalWidth { get; init => field = Positive(value, nameof(FinalWidth)); } = 0.02;

    /// <summary>The number of stages, at least 1.</summary>
    public int Stages { get; init => field = Count(value, nameof(Stages)); } = 1;

    /// <summary>The most Euler steps in a stage, at least 1.</summary>
    public int StepsPerStage { get; init => field = Count(value, nameof(StepsPerStage)); } = 1000;

    /// <summary>dt of an Euler step, in (0, 1]; null takes the longest step that never raises the energy.</summary>
    public double? TimeStep
    {
        get;
        init
        {
            if (value is { } dt) Require.Within(dt, double.Epsilon, 1, nameof(TimeStep));
            field = value;
        }
    }

    private static double Penalty(double value, string name)
    {
        Require.NonNegativeFinite(value, name);
        return value;
    }

    private static double Positive(double value, string name)
    {
        Require.PositiveFinite(value, name);
        return value;
    }

    private static int Count(int value, string name)
    {
        Require.AtLeast(value, 1, name);
        return value;
    }
}

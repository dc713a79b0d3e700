namespace Hopfield;

/// <summary>A network of units with a smooth response, moving in continuous time (Hopfield 1984).</summary>
/// <remarks>
/// <para>Motion: du_i/dt = −u_i/τ + Σ_j w_ij V_j + b_i with V_i = g(u_i), g a sigmoid of width u₀ (<see cref="GradedRange"/>).
/// Energy: E = −½ VᵀWV − b·V + τ⁻¹ Σ_i ∫₀^{V_i} g⁻¹(V) dV, the integral from ½ for unipolar units; the last sum is the leak term. It falls
/// along the motion, and it becomes the energy of the ±1 network as u₀ → 0.</para>
/// <para>Time goes in Euler steps. Steps up to <see cref="DescentTimeStep"/> never raise the energy (the proof stands there); longer ones may.</para>
/// <para>Symbols: W [N, N] symmetric, the diagonal may be non-zero; b [N] input, the negative of a threshold; u [N] potentials; V [N] outputs;
/// u, b and W V have the unit of u/τ times time. Hopfield 1984 writes T_ij for w_ij, I_i for b_i and R C for τ, his C being 1 here.</para>
/// <para>Source: J. J. Hopfield, "Neurons with graded response have collective computational properties like those of two-state neurons",
/// PNAS 81, 1984. Immutable and thread-safe.</para>
/// </remarks>
public sealed partial class GradedResponseNetwork
{
    private readonly double[] _weights; // row by row
    private readonly double[] _input;

    /// <summary>A network of graded units.</summary>
    /// <param name="weights">W, shape [N, N], symmetric, finite and at most 10¹⁰ in magnitude. A copy is kept.</param>
    /// <param name="input">b, shape [N], finite and at most 10¹⁰ in magnitude; empty means 0.</param>
    /// <param name="units">The response of the units; bipolar with u₀ = 1 and τ = 1 when left out.</param>
    /// <exception cref="ArgumentException">W is not square, not symmetric or not finite, or b does not fit.</exception>
    public GradedResponseNetwork(double[,] weights, ReadOnlySpan<double> input = default, GradedUnits? units = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        int n = weights.GetLength(0);
        if (n == 0 || weights.GetLength(1) != n)
            throw new ArgumentException($"Expected a square matrix, got {n} × {weights.GetLength(1)}.", nameof(weights));
        _weights = new double[weights.Length];
        int next = 0;
        foreach (double weight in weights) _weights[next++] = weight;
        Require.Values<double>(_weights, nameof(weights));
        Require.Symmetric(weights, nameof(weights));
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++) _weights[i * n + j] = 0.5 * (weights[i, j] + weights[j, i]);
        }
        if (!input.IsEmpty) Require.Values(input, n, nameof(input));
        Dimension = n;
        Units = units ?? new GradedUnits();
        _input = input.IsEmpty ? new double[n] : input.ToArray();
        DescentTimeStep = 1 / (1 / Units.TimeConstant + 0.5 * Units.SteepestSlope * Math.Max(0, -SmallestEigenvalueBound()));
    }

    /// <summary>N, the number of units.</summary>
    public int Dimension { get; }

    /// <summary>The response of the units: range, u₀ and τ.</summary>
    public GradedUnits Units { get; }

    /// <summary>The longest Euler step that is proven never to raise the energy, in units of time.</summary>
    /// <remarks>
    /// With V = g(u), ψ the leak integral and ΔV, Δu the changes of one step dt: ψ is convex with gradient u, so
    /// ψ(V′) − ψ(V) ≤ u′·ΔV, and therefore ΔE ≤ −(1/dt − 1/τ) Δu·ΔV − ½ ΔVᵀW ΔV. No unit answers more steeply than g′(0), so
    /// Δu·ΔV ≥ ‖ΔV‖²/g′(0), and ΔE ≤ 0 whenever 1/dt ≥ 1/τ + ½ g′(0)·(−λ) for a lower bound λ of W's eigenvalues, here Gershgorin's.
    /// </remarks>
    public double DescentTimeStep { get; }

    /// <summary>V = g(u), shape [N].</summary>
    /// <param name="potentials">u, shape [N].</param>
    /// <exception cref="ArgumentException">The potentials are not of length N, not finite, or beyond 10¹⁰ in magnitude.</exception>
    public double[] Outputs(ReadOnlySpan<double> potentials)
    {
        Require.Values(potentials, Dimension, nameof(potentials));
        var outputs = new double[Dimension];
        Respond(potentials, outputs);
        return outputs;
    }

    /// <summary>E of the outputs V = g(u). Cost: O(N²).</summary>
    /// <param name="potentials">u, shape [N].</param>
    /// <exception cref="ArgumentException">The potentials are not of length N, not finite, or beyond 10¹⁰ in magnitude.</exception>
    public double Energy(ReadOnlySpan<double> potentials) => EnergyOf(potentials, Outputs(potentials));

    /// <summary>du/dt, shape [N]; zero at rest. Cost: O(N²).</summary>
    /// <param name="potentials">u, shape [N].</param>
    /// <exception cref="ArgumentException">The potentials are not of length N, not finite, or beyond 10¹⁰ in magnitude.</exception>
    public double[] Velocity(ReadOnlySpan<double> potentials)
    {
        double[] outputs = Outputs(potentials), velocity = new double[Dimension];
        Flow(potentials, outputs, velocity);
        return velocity;
    }

    /// <summary>Lets the network move in Euler steps until it rests.</summary>
    /// <param name="potentials">u at the start, shape [N].</param>
    /// <param name="timeStep">dt, in (0, τ]; <see cref="DescentTimeStep"/> when left out.</param>
    /// <param name="maxSteps">The most steps, at least 1.</param>
    /// <param name="tolerance">The network has converged when every output is within this share of its range of the output its inputs ask for.</param>
    /// <param name="record">True to record the outputs after every step with their energy.</param>
    /// <param name="cancellationToken">Ends the motion with <see cref="StopReason.Cancelled"/> at the state reached.</param>
    /// <returns>The last outputs and potentials, and why the motion ended.</returns>
    /// <exception cref="ArgumentException">The potentials are not of length N, not finite, or beyond 10¹⁰ in magnitude.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time step lies outside (0, τ], maxSteps &lt; 1, or the tolerance is negative or not finite.</exception>
    public RecallResult<GradedState> Recall(
        ReadOnlySpan<double> potentials, double? timeStep = null, int maxSteps = 10_000, double tolerance = 1e-6, bool record = false,
        CancellationToken cancellationToken = default)
    {
        double[] u = potentials.ToArray(), outputs = Outputs(potentials), next = new double[Dimension], velocity = new double[Dimension];
        double dt = timeStep ?? DescentTimeStep;
        if (!(dt > 0 && dt <= Units.TimeConstant))
            throw new ArgumentOutOfRangeException(nameof(timeStep), dt, $"Expected a time step above 0 and at most τ = {Units.TimeConstant}.");
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSteps, 1);
        if (!(tolerance >= 0 && double.IsFinite(tolerance)))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "Expected a finite tolerance, at least 0.");

        var states = new List<GradedState>();
        var energies = new List<double>();
        for (int step = 0; ; step++)
        {
            if (record)
            {
                states.Add(new([.. outputs], [.. u]));
                energies.Add(EnergyOf(u, outputs));
            }
            if (cancellationToken.IsCancellationRequested) return Result(StopReason.Cancelled, step);
            Flow(u, outputs, velocity);
            bool still = true;
            for (int i = 0; i < u.Length; i++)
            {
                next[i] = u[i] + dt * velocity[i];
                still &= next[i] == u[i];
            }
            if (still) return Result(StopReason.FixedPoint, step);
            if (AtRest(u, outputs, velocity, tolerance)) return Result(StopReason.Converged, step);
            if (step == maxSteps) return Result(StopReason.StepLimit, step);
            (u, next) = (next, u);
            Respond(u, outputs);
        }

        RecallResult<GradedState> Result(StopReason stopped, int steps) =>
            new(new(outputs, u), stopped, steps, record ? new Trajectory<GradedState>(states, energies) : null);
    }

    // At rest u = τ (W V + b), and u + τ du/dt is that very sum: the outputs must agree with the outputs it would give. Speed alone is
    // no test, since a saturated output stands still while its potential is on the way to the other side.
    private bool AtRest(ReadOnlySpan<double> u, ReadOnlySpan<double> outputs, ReadOnlySpan<double> velocity, double tolerance)
    {
        for (int i = 0; i < u.Length; i++)
        {
            if (Math.Abs(Units.Response(u[i] + Units.TimeConstant * velocity[i]) - outputs[i]) > tolerance * Units.Span) return false;
        }
        return true;
    }

    private double EnergyOf(ReadOnlySpan<double> potentials, ReadOnlySpan<double> outputs)
    {
        double pairs = 0, bias = 0, leak = 0;
        for (int i = 0; i < Dimension; i++)
        {
            pairs += outputs[i] * Kernels.Dot.Of(Row(i), outputs);
            bias += _input[i] * outputs[i];
            leak += Units.Leak(potentials[i]);
        }
        return -0.5 * pairs - bias + leak / Units.TimeConstant;
    }

    private void Respond(ReadOnlySpan<double> potentials, Span<double> outputs)
    {
        for (int i = 0; i < outputs.Length; i++) outputs[i] = Units.Response(potentials[i]);
    }

    private void Flow(ReadOnlySpan<double> potentials, ReadOnlySpan<double> outputs, Span<double> velocity)
    {
        for (int i = 0; i < velocity.Length; i++)
            velocity[i] = Kernels.Dot.Of(Row(i), outputs) + _input[i] - potentials[i] / Units.TimeConstant;
    }

    private ReadOnlySpan<double> Row(int i) => _weights.AsSpan(i * Dimension, Dimension);

    // Gershgorin: every eigenvalue lies within Σ_{j≠i} |w_ij| of some w_ii.
    private double SmallestEigenvalueBound()
    {
        double smallest = double.PositiveInfinity;
        for (int i = 0; i < Dimension; i++)
        {
            double radius = 0;
            for (int j = 0; j < Dimension; j++)
            {
                if (j != i) radius += Math.Abs(Row(i)[j]);
            }
            smallest = Math.Min(smallest, Row(i)[i] - radius);
        }
        return smallest;
    }
}

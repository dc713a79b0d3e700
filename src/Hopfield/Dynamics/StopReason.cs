namespace Hopfield;

/// <summary>Why a recall came to an end. "Nothing changed" and "ran out of steps" never look alike.</summary>
public enum StopReason
{
    /// <summary>An exact fixed point: another update would leave every unit as it is.</summary>
    FixedPoint,

    /// <summary>The last update moved the state by no more than the tolerance (continuous models).</summary>
    Converged,

    /// <summary>The states repeat with a period above one, as synchronous updates may.</summary>
    Cycle,

    /// <summary>The allowed number of sweeps or updates was used up before the state settled.</summary>
    StepLimit,

    /// <summary>The caller's cancellation token asked to stop; the state is the one reached by then.</summary>
    Cancelled,
}

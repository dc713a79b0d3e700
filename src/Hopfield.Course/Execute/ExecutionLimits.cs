namespace Hopfield.Course;

/// <summary>What bounds a run.</summary>
/// <param name="Timeout">The longest a chapter may run.</param>
/// <param name="AtOnce">The number of chapters that run at the same time.</param>
public sealed record ExecutionLimits(TimeSpan Timeout, int AtOnce)
{
    /// <summary>Five minutes a chapter, two at once: a chapter uses one core most of its time, and learners' machines have two.</summary>
    public static ExecutionLimits Default { get; } = new(TimeSpan.FromMinutes(5), AtOnce: 2);
}

namespace Hopfield.Course;

/// <summary>A chapter after its run.</summary>
/// <param name="Chapter">The chapter.</param>
/// <param name="Notebook">A copy of its notebook with the outputs of this run; cells that did not run have none.</param>
/// <param name="Failure">What stopped it, or null where every cell ran.</param>
/// <param name="Duration">Wall-clock time of the child process.</param>
public sealed record ExecutedChapter(Chapter Chapter, Notebook Notebook, CellFailure? Failure, TimeSpan Duration);

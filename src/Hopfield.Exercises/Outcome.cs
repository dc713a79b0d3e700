namespace Hopfield.Exercises;

/// <summary>What a check found.</summary>
public enum Outcome
{
    /// <summary>There is no answer yet: the stub still stands.</summary>
    Unsolved,

    /// <summary>There is an answer, and something about it differs from what was asked.</summary>
    Wrong,

    /// <summary>The answer does what was asked.</summary>
    Solved,
}

namespace Hopfield.Course;

/// <summary>Hears how a run goes; called from several threads.</summary>
internal interface IRunProgress
{
    /// <summary>A chapter's process has started.</summary>
    /// <param name="chapter">The chapter.</param>
    /// <param name="cells">Its number of code cells.</param>
    void Started(Chapter chapter, int cells);

    /// <summary>One more cell of a chapter has ended.</summary>
    /// <param name="chapter">The chapter.</param>
    void CellDone(Chapter chapter);

    /// <summary>A chapter has ended, well or not.</summary>
    /// <param name="result">Its end.</param>
    void Finished(ExecutedChapter result);
}

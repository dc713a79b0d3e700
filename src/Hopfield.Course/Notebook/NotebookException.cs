namespace Hopfield.Course;

/// <summary>A notebook or a chapter that cannot be used; the message is one line and names the file and what to do.</summary>
public sealed class NotebookException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public NotebookException()
    {
    }

    /// <summary>An exception with the line that the reader of the command line sees.</summary>
    /// <param name="message">One line: the file, what was expected, what came.</param>
    public NotebookException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its cause.</summary>
    /// <param name="message">One line: the file, what was expected, what came.</param>
    /// <param name="innerException">What was thrown below.</param>
    public NotebookException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

namespace Hopfield.Course;

/// <summary>Ends a child whose parent is gone, however it went: the parent holds the other end of standard input.</summary>
internal static class ParentWatch
{
    /// <summary>Watches from a thread of its own. Cells find an empty standard input.</summary>
    public static void Start()
    {
        Stream input = Console.OpenStandardInput();
        Console.SetIn(TextReader.Null);
        new Thread(() =>
        {
            var buffer = new byte[64];
            while (input.Read(buffer) > 0)
            {
            }

            Environment.Exit(1);
        })
        { IsBackground = true, Name = "parent watch" }.Start();
    }
}

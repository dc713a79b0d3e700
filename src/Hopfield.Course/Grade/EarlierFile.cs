namespace Hopfield.Course;

/// <summary>Keeps a file that something newer takes the place of: <c>name.earlier-1</c> before its ending or behind it, and so on.</summary>
internal static class EarlierFile
{
    /// <summary>Keeps bytes under the first name that is free; where a file of that row holds them already, nothing is written.</summary>
    /// <param name="path">The file whose place is taken.</param>
    /// <param name="bytes">What to keep.</param>
    /// <returns>Where it lies now.</returns>
    public static string Keep(string path, byte[] bytes)
    {
        for (int i = 1; ; i++)
        {
            // Behind the ending: a notebook that is kept is no submission any more.
            string place = $"{path}.earlier-{i}";
            if (!File.Exists(place))
            {
                Notebooks.Kernel.AtomicFile.Write(place, bytes);
                return place;
            }

            if (bytes.AsSpan().SequenceEqual(File.ReadAllBytes(place))) return place;
        }
    }
}

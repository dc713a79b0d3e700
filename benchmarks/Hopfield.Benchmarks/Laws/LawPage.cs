using System.Globalization;
using System.Net;
using System.Text;
using Hopfield.Plotting;

namespace Hopfield.Benchmarks.Laws;

/// <summary>A page with a picture of every law: what was measured, and the line that time = constant × work would give.</summary>
internal static class LawPage
{
    public static void Write(IReadOnlyList<GrowthLaw> laws, string path)
    {
        var page = new StringBuilder("""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>How costs grow</title>
            <body style="max-width: 50rem; margin: auto; font-family: sans-serif">
            <h1>How costs grow</h1>

            """);
        foreach ((int place, GrowthLaw law) in laws.Index())
            page.Append(CultureInfo.InvariantCulture, $"<h2>{WebUtility.HtmlEncode(law.Title)}</h2>\n<p>Slope {law.Slope:F3}</p>\n{Draw(law).ToHtml(withLibrary: place == 0)}\n");

        string beside = path + ".new";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(beside, page.Append("</body>\n</html>\n").ToString());
        File.Move(beside, path, overwrite: true);
    }

    private static Figure Draw(GrowthLaw law)
    {
        double[] milliseconds = Array.ConvertAll(law.Seconds, seconds => 1e3 * seconds);
        // The line of slope 1 that is nearest on logarithmic axes: the geometric mean of the times per unit of work.
        double perUnit = Math.Exp(law.Work.Zip(milliseconds, (work, time) => Math.Log(time / work)).Average());
        return Figures.Curves(
            [
                Series.Theory("in proportion to the work", law.Work, Array.ConvertAll(law.Work, work => perUnit * work)),
                Series.Measured("measured", law.Work, milliseconds),
            ],
            $"work, one for each {law.Unit}", "milliseconds", logX: true, logY: true,
            alt: string.Create(CultureInfo.InvariantCulture, $"{law.Title}: measured times follow a power of the work of {law.Slope:F3}."));
    }
}

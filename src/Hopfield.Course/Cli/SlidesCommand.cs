using System.CommandLine;

namespace Hopfield.Course;

/// <summary><c>slides</c>: chapters as talks.</summary>
internal static class SlidesCommand
{
    /// <summary>The verb.</summary>
    public static Command Create() => TeachCommands.Each(
        "slides", "Write chapters as slides with figures that move and a speaker's view (press S), to be shown from the folder without a network. Needs node.",
        tree => tree.Slides, async (tree, folder, token) =>
        {
            var show = new SlideShow(tree, folder);
            await show.WriteAssetsAsync(token);
            return show.Write;
        });
}

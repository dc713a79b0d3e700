using System.CommandLine;

namespace Hopfield.Course;

/// <summary><c>slides</c>: chapters as talks.</summary>
internal static class SlidesCommand
{
    /// <summary>The verb.</summary>
    public static Command Create() => TeachCommands.Each(
        "slides", "Write chapters as slides with figures that move and a speaker's view (press S), to be shown from the folder without a network. Needs node.",
        tree => tree.Slides, (tree, folder, token) => new SlideShow(tree, folder).WriteAssetsAsync(token), (chapter, tree, folder) => new SlideShow(tree, folder).Write(chapter));
}

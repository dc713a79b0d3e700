namespace Hopfield;

// What a seed is used for. Each use has a stream of its own, so that one seed given to two of them ties nothing together:
// a recall whose order came from the stream of its noise would visit just the flipped units first, and repair nearly everything.
// Patterns and trials keep the streams from 0 upwards.
internal static class SeedUse
{
    public const int Order = -1;
    public const int Noise = -2;
    public const int State = -3;
    public const int Network = -4;
    public const int Heat = -5;
}

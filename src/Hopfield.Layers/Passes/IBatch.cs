namespace Hopfield.Layers;

/// <summary>Examples that mini-batches are picked from.</summary>
/// <typeparam name="TSelf">The batch.</typeparam>
public interface IBatch<TSelf>
    where TSelf : IBatch<TSelf>
{
    /// <summary>The number of examples.</summary>
    int Count { get; }

    /// <summary>Copies some of the examples, in the order asked for.</summary>
    /// <param name="numbers">Their numbers; a number may come twice.</param>
    /// <param name="room">What an earlier call returned, whose memory is used again; default for a batch of its own.</param>
    TSelf Gather(ReadOnlySpan<int> numbers, TSelf room);
}

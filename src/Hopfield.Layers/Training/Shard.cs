using System.Numerics;

namespace Hopfield.Layers;

/// <summary>One part of every batch, with all that a thread needs to work on it alone.</summary>
internal sealed class Shard<TInput, T>(Layer<TInput, T> model, int seed, int number)
    where TInput : IBatch<TInput>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LayerContext<T> _learning = new() { Training = true, Seed = seed }, _judging = new();
    private readonly Room<T> _outputGradients = new();
    private TInput _room = default!;

    public Gradients<T> Gradients { get; } = new(model.Parameters);

    /// <summary>The loss of the last part.</summary>
    public LossSum Sum { get; private set; }

    /// <summary>Loss and gradients of some examples.</summary>
    public void Learn(TrainingData<TInput, T> data, ReadOnlyMemory<int> numbers, double scale, int step)
    {
        Gradients.Clear();
        Sum = default;
        if (numbers.IsEmpty) return;
        _learning.Begin(((long)step << 8) | (uint)number);
        _room = data.Inputs.Gather(numbers.Span, _room);
        Trace<T> trace = model.Forward(_room, _learning);
        Memory<T> gradient = _outputGradients.Of(trace.Output.Values.Length);
        Sum = data.Loss.Evaluate(trace.Output, numbers.Span, scale, gradient.Span);
        model.Backward(trace, trace.Output.With(gradient, trace.Output.Dimension), Gradients, inputWanted: false);
    }

    /// <summary>Loss of some examples.</summary>
    public void Evaluate(TrainingData<TInput, T> data, ReadOnlyMemory<int> numbers)
    {
        Sum = default;
        if (numbers.IsEmpty) return;
        _judging.Begin();
        _room = data.Inputs.Gather(numbers.Span, _room);
        Sum = data.Loss.Evaluate(model.Forward(_room, _judging).Output, numbers.Span, 0, default);
    }
}

using Hopfield.Kernels;
using MathNet.Numerics.Distributions;

namespace Hopfield;

/// <summary>One run of Krotov and Hopfield's learning rule; see <see cref="DenseClassifier.Train{T}"/>.</summary>
internal sealed class DenseTraining
{
    private readonly double[] _pixels;
    private readonly IReadOnlyList<int> _labels;
    private readonly DenseClassifierOptions _options;
    private readonly SeededRandom _random;
    private readonly int _classes, _dimension, _width;
    private readonly double[] _memories, _direction, _gradient; // shape [P, N + C]
    private readonly double[] _below, _outputs, _pull;          // shapes [P], [C], [C]

    public DenseTraining(double[] pixels, IReadOnlyList<int> labels, int classCount, DenseClassifierOptions options, int seed)
    {
        (_pixels, _labels, _classes, _options) = (pixels, labels, classCount, options);
        _dimension = pixels.Length / labels.Count;
        _width = _dimension + classCount;
        _random = new SeededRandom(seed);
        _memories = new double[checked(options.Memories * _width)];
        for (int k = 0; k < _memories.Length; k++)
            _memories[k] = Math.Clamp(Normal.Sample(_random, options.InitialMean, options.InitialDeviation), -1, 1);
        _direction = new double[_memories.Length];
        _gradient = new double[_memories.Length];
        _below = new double[options.Memories];
        _outputs = new double[classCount];
        _pull = new double[classCount];
    }

    public DenseClassifier Run(IProgress<DenseTrainingEpoch>? progress, CancellationToken cancellationToken)
    {
        var history = new List<DenseTrainingEpoch>();
        double rate = _options.LearningRate;
        for (int epoch = 1; epoch <= _options.Epochs; epoch++, rate *= _options.RateDecay)
        {
            int[] order = Permutation.Identity(_labels.Count);
            Permutation.Shuffle(order, _random);
            double loss = 0;
            int wrong = 0;
            foreach (int[] batch in order.Chunk(_options.BatchSize))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Array.Clear(_gradient);
                foreach (int picture in batch)
                {
                    loss += Learn(_pixels.AsSpan(picture * _dimension, _dimension), _labels[picture], out bool right);
                    if (!right) wrong++;
                }
                Move(rate);
            }
            history.Add(new DenseTrainingEpoch(epoch, loss / order.Length, (double)wrong / order.Length));
            progress?.Report(history[^1]);
        }
        return new DenseClassifier(PatternSet.Wrap<double>(_memories, _width), _classes, _options.Degree, _options.Temperature, history);
    }

    // Adds minus the loss's gradient for one picture and returns its loss.
    private double Learn(ReadOnlySpan<double> picture, int label, out bool right)
    {
        int n = _options.Degree, m = _options.LossPower;
        double temperature = _options.Temperature;
        Array.Clear(_outputs);
        for (int mu = 0; mu < _below.Length; mu++)
        {
            ReadOnlySpan<double> memory = _memories.AsSpan(mu * _width, _width), classes = memory[_dimension..];
            double below = Dot.Of(memory[.._dimension], picture);
            foreach (double unit in classes) below -= unit;
            _below[mu] = below;
            double off = DenseClassifier.Power(below / temperature, n);
            for (int c = 0; c < classes.Length; c++) _outputs[c] += DenseClassifier.Power((below + 2 * classes[c]) / temperature, n) - off;
        }

        right = Array.IndexOf(_outputs, _outputs.Max()) == label;
        double loss = 0;
        for (int c = 0; c < _outputs.Length; c++)
        {
            double y = Math.Tanh(_outputs[c]), miss = (c == label ? 1 : -1) - y;
            loss += Math.Pow(miss, 2 * m);
            _pull[c] = 2 * m * Math.Pow(miss, 2 * m - 1) * (1 - y * y) * n / temperature;
        }

        // g_c depends on a memory through its overlap with the picture and the class units at −1, unit c turned to +1 in the first term.
        for (int mu = 0; mu < _below.Length; mu++)
        {
            ReadOnlySpan<double> classes = _memories.AsSpan(mu * _width + _dimension, _classes);
            Span<double> gradient = _gradient.AsSpan(mu * _width, _width);
            double slopeOff = DenseClassifier.Power(_below[mu] / temperature, n - 1), pixels = 0;
            for (int c = 0; c < classes.Length; c++)
            {
                double slopeOn = DenseClassifier.Power((_below[mu] + 2 * classes[c]) / temperature, n - 1);
                double change = _pull[c] * (slopeOn - slopeOff);
                pixels += change;
                gradient[_dimension + c] += change + _pull[c] * (slopeOn + slopeOff); // the sum below takes the first part back
            }
            if (pixels == 0) continue;
            for (int i = 0; i < picture.Length; i++) gradient[i] += pixels * picture[i];
            for (int c = 0; c < classes.Length; c++) gradient[_dimension + c] -= pixels;
        }
        return loss;
    }

    private void Move(double rate)
    {
        for (int mu = 0; mu < _below.Length; mu++)
        {
            Span<double> memory = _memories.AsSpan(mu * _width, _width), direction = _direction.AsSpan(mu * _width, _width);
            ReadOnlySpan<double> gradient = _gradient.AsSpan(mu * _width, _width);
            double largest = 0;
            for (int k = 0; k < direction.Length; k++)
            {
                direction[k] = _options.Momentum * direction[k] + gradient[k];
                largest = Math.Max(largest, Math.Abs(direction[k]));
            }
            if (largest == 0) continue; // no class unit pulls this memory
            for (int k = 0; k < direction.Length; k++) memory[k] = Math.Clamp(memory[k] + rate * direction[k] / largest, -1, 1);
        }
    }
}

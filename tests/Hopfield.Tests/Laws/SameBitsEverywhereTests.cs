using System.Security.Cryptography;
using System.Text;

namespace Hopfield.Tests;

/// <summary>Same seed, same binary result, bit for bit: on every machine, at every vector width, in every .NET version.</summary>
public class SameBitsEverywhereTests
{
    // Patterns, corruption, every update order and rule: states and energies go into one hash. It changes only when a result changes,
    // and then every committed notebook output changes too. Weights from an inverse (PseudoInverse) are left out: their last digits may differ.
    [Fact]
    public void Seeded_recalls_of_all_exact_models_have_a_pinned_hash()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(9, 83, seed: 1), others = BinaryPatterns.Random(9, 41, seed: 2);
        BipolarModel[] models =
        [
            Hebbian.From(patterns),
            Hebbian.MeanSubtracted(patterns, activity: 0.5),
            Storkey.From(patterns),
            Perceptron.Symmetric(patterns).Network,
            Perceptron.Directed(patterns).Network,
            Palimpsest.Bounded(patterns, bound: 3),
            Palimpsest.Decaying(patterns, decay: 0.1),
            Sequences.From(patterns),
            Unlearning.Dream(Hebbian.From(patterns), 20, rate: 0.01, seed: 3),
            new BidirectionalMemory(patterns, others).Joint,
            SimplicialNetwork.All(patterns, 2, 3),
            SimplicialNetwork.From(patterns, Simplices.Random(83, 3, 500, seed: 4)),
        ];
        UpdateOrder[] orders = [UpdateOrder.Sequential, UpdateOrder.Random(5), UpdateOrder.RandomUnits(6), UpdateOrder.Synchronous];
        var text = new StringBuilder();
        foreach (BipolarModel model in models)
        {
            sbyte[] start = Corruption.Flip(Bipolar.Random(model.Dimension, seed: 7), 0.3, seed: 8);
            foreach (UpdateOrder order in orders)
            {
                RecallResult<sbyte[]> recall = model.Recall(start, order, maxSweeps: 50);
                text.Append(Bipolar.Format(recall.State)).Append(recall.Stopped).Append(recall.Steps).Append(recall.Changes);
                if (model.HasEnergy) text.Append(BitConverter.DoubleToInt64Bits(model.Energy(recall.State)));
            }
        }

        Assert.Equal(
            "bf69d43e47f339b8aa8711f74e613b3a3476a058ccfa647205e9d74619048900",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))));
    }

    // The powers are exact, energies and all. An exponential's energy is a logarithm of the platform's making, so only its states are hashed.
    [Fact]
    public void Seeded_recalls_of_dense_memories_have_a_pinned_hash()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(150, 83, seed: 1);
        InteractionFunction[] functions =
            [InteractionFunction.Power(2), InteractionFunction.Power(3), InteractionFunction.RectifiedPower(8), InteractionFunction.Exponential()];
        var text = new StringBuilder();
        foreach (InteractionFunction f in functions)
        {
            var memory = new DenseAssociativeMemory(patterns, f);
            foreach (UpdateOrder order in new[] { UpdateOrder.Sequential, UpdateOrder.RandomUnits(6), UpdateOrder.Synchronous })
            {
                RecallResult<sbyte[]> recall = memory.Recall(Corruption.Flip(patterns.Pattern(4), 0.3, seed: 8), order, maxSweeps: 50);
                text.Append(Bipolar.Format(recall.State)).Append(recall.Stopped).Append(recall.Steps).Append(recall.Changes);
                if (!f.IsLogarithmic) text.Append(BitConverter.DoubleToInt64Bits(memory.Energy(recall.State)));
            }
        }

        Assert.Equal("381f4cf3cbe31c5ea210894fa7d2e016a459ea7d93253ed7f621c771fa39dcc3", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))));
    }

    // Floating-point sums depend on their order; sums of grid integers do not. Renumbering the units reverses every sum.
    [Fact]
    public void A_network_of_real_weights_does_not_depend_on_the_order_of_its_units()
    {
        for (int draw = 0; draw < 50; draw++)
        {
            var random = new SeededRandom(draw);
            int n = random.Next(2, 80);
            var weights = new double[n, n];
            var reversed = new double[n, n];
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    weights[i, j] = weights[j, i] = random.NextDouble() - 0.5;
                    reversed[n - 1 - i, n - 1 - j] = reversed[n - 1 - j, n - 1 - i] = weights[i, j];
                }
            }
            sbyte[] state = Bipolar.Random(n, random), mirrored = [.. state.Reverse()];
            HopfieldNetwork one = new(weights), other = new(reversed);

            Assert.Equal(one.Energy(state), other.Energy(mirrored));
            Assert.Equal(one.LocalFields(state), other.LocalFields(mirrored).Reverse());
            Assert.Equal(
                one.Recall(state, UpdateOrder.Sequential).State,
                other.Recall(mirrored, UpdateOrder.Given([.. Enumerable.Range(0, n).Reverse()])).State.Reverse());
        }
    }
}

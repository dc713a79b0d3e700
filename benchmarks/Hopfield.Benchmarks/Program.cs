// How fast the engine is, and whether its attention is the attention of others. From the root of the tree:
//   dotnet run -c Release --project benchmarks/Hopfield.Benchmarks -- agreement
using Hopfield.Benchmarks.Agreement;

switch (args)
{
    case ["agreement"]:
        return AttentionAgreement.Print(Console.Out) ? 0 : 1;
    default:
        Console.Error.WriteLine("Verbs: agreement");
        return 2;
}

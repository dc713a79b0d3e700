namespace Hopfield.Baselines;

/// <summary>Which columns of the small UCI tables hold categories, written as whole numbers whose order says nothing.</summary>
public static class UciCategories
{
    private static readonly string[] _throughout = ["breast-cancer", "congressional-voting", "molec-biol-promoter", "soybean", "tic-tac-toe"];

    private static readonly string[] _creditNumbers =
        ["duration", "credit_amount", "installment_commitment", "residence_since", "age", "existing_credits", "num_dependents"];

    /// <summary>Says of a column of a table, by its name, whether it holds categories.</summary>
    /// <param name="set">The name of the table, as in <see cref="DataSets.Uci"/>.</param>
    public static Func<string, bool> Of(string set) =>
        column => _throughout.Contains(set) || (set == "st-german-credit" && !_creditNumbers.Contains(column));
}

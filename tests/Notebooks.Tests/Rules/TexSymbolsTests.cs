using Notebooks.Tests.Lint;

namespace Notebooks.Tests;

public class TexSymbolsTests
{
    [Theory]
    [InlineData(@"h_i = \sum_j w_{ij} \xi_j", @"h_i j w_ij \xi_j")]
    [InlineData(@"\alpha = P / N", @"\alpha P N")]
    [InlineData(@"e^{\beta z_\mu}", @"e \beta z_\mu")]
    [InlineData(@"k_{\mathrm{eff}}", @"k_\text{eff}")]
    [InlineData(@"h_{\text{old}} + 1", @"h_\text{old}")]
    [InlineData(@"\mathrm{softmax}(\beta z)", @"\beta z")]
    [InlineData(@"\begin{aligned} a &= b \\ c &= d \end{aligned}", "a b c d")]
    [InlineData(@"x_\mu^\top x_\nu", @"x_\mu x_\nu")]
    [InlineData(@"\frac{1}{2}\lVert x \rVert^2", "x")]
    [InlineData(@"F'(z) \in \mathbb{R}", "F z")]
    [InlineData(@"x_1", "x_1")]
    [InlineData(@"\{a\} \, b", "a b")]
    [InlineData(@"x_{", "x")]
    [InlineData(@"\", "")]
    public void Letters_of_a_formula_are_found_with_their_subscripts(string tex, string symbols) =>
        Assert.Equal(symbols, string.Join(' ', TexSymbols.In(tex).Select(s => s.Whole)));

    [Fact]
    public void A_symbol_is_known_by_its_letter_and_the_letters_of_its_subscript()
    {
        var table = SymbolTable.Parse("""
            | symbol | term | C# |
            |---|---|---|
            | $w$, $i$, $j$, $\alpha_c$ | some | `Weight`, `unit` |

            | symbol | chapters | C# |
            |---|---|---|
            | $u$ | 08, 09 | |
            """);
        bool Knows(string tex, string chapter = "02") => TexSymbols.In(tex).All(s => table.Knows(s, chapter));
        Assert.True(Knows("w_{ij}") && Knows("w_1") && Knows(@"w_{\text{new}}") && Knows(@"\alpha_c"));
        Assert.False(Knows("w_{ik}") || Knows(@"\alpha") || Knows("c") || Knows("u"));
        Assert.True(Knows("u", "08") && Knows("u_i", "09"));
        Assert.Equal(["Weight", "unit"], table.CodeNames);
    }

    [Fact]
    public void Citations_are_keys_in_brackets_outside_links_code_and_formulas()
    {
        Assert.Equal(["Hopfield1982", "Vitay"], ReferenceList.Cited("As in [Hopfield1982]: see\n[Vitay] (twice).\n[Defined]: x"));
        Assert.Equal(["Hopfield1982", "Vitay"], ReferenceList.Cited("See [Hopfield1982] and [Vitay], not [a link](x), [Link](x), ![Picture](x), `[Code]`, $[A]$ or [x]."));
        var list = ReferenceList.Parse("# References\n\n- **Hopfield1982** · J. J. Hopfield.\n- **Vitay** · J. Vitay.\n");
        Assert.Equal(["Hopfield1982", "Vitay"], list.Keys);
        Assert.True(list.Knows("Vitay"));
        Assert.False(list.Knows("Vitay1"));
    }
}

namespace Hopfield.Tests;

public class LambertWTests
{
    // mpmath with 40 digits, evaluated at the double that the literal becomes.
    [Theory]
    [InlineData(-0.3678794411714423, -0.9999999846957458715048287)]
    [InlineData(-0.36787944117, -0.9999971997634110224325248)]
    [InlineData(-0.3678, -0.9793607149578305171302925)]
    [InlineData(-0.367, -0.9323991847479282166778362)]
    [InlineData(-0.366, -0.9021733294184563402726504)]
    [InlineData(-0.36, -0.8060843159708176244500418)]
    [InlineData(-0.35, -0.7166388164560736901409666)]
    [InlineData(-0.3, -0.4894022271802149335650215)]
    [InlineData(-0.2, -0.2591711018190737644766371)]
    [InlineData(-0.1, -0.1118325591589629718231908)]
    [InlineData(-0.01, -0.01010152719853875348534629)]
    [InlineData(-1e-5, -0.00001000010000150002748523441)]
    [InlineData(1e-10, 9.999999999000000364471973e-11)]
    [InlineData(0.1, 0.09127652716086226894295821)]
    [InlineData(0.5, 0.3517337112491958260249093)]
    [InlineData(1, 0.5671432904097838729999687)]
    [InlineData(2, 0.8526055020137254913464724)]
    [InlineData(10, 1.745528002740699383074301)]
    [InlineData(100, 3.385630140290050184888244)]
    [InlineData(1e5, 9.284571428622108983205132)]
    [InlineData(1e100, 224.8431064451185015552056)]
    [InlineData(1e300, 684.2472086297608492920158)]
    public void The_principal_branch_matches_its_table(double x, double w) => Near.Relative(w, LambertW.Principal(x), 1e-12);

    [Theory]
    [InlineData(-50, 1.928749847963917783016971e-22)]
    [InlineData(-5, 0.006693000497730993274410314)]
    [InlineData(-1, 0.2784645427610737951093587)]
    [InlineData(0, 0.5671432904097838729999687)]
    [InlineData(1, 1)]
    [InlineData(1.27326, 1.141189159179827154009234)]
    [InlineData(10, 7.929420095019697348561728)]
    [InlineData(500, 493.7978737290337246003241)]
    [InlineData(1000, 993.0991694723891043882392)]
    [InlineData(1e6, 999986.1845032576279031221)]
    public void The_form_in_the_exponent_matches_its_table(double y, double w) => Near.Relative(w, LambertW.PrincipalOfExp(y), 1e-12);

    // w·e^w = x back from w: the derivative of ln x with respect to w is 1 + 1/w, which the tolerance allows for.
    [Fact]
    public void It_inverts_w_times_exp_w()
    {
        for (double w = -0.95; w < 20; w += 0.0137)
        {
            if (Math.Abs(w) < 0.01) continue;
            Assert.Equal(w, LambertW.Principal(w * Math.Exp(w)), 1e-14 * (1 + Math.Abs(w) + 1 / (1 + w)));
        }
        Assert.Equal(0, LambertW.Principal(0));
        Assert.Equal(-1, LambertW.Principal(-1 / Math.E), 1e-7); // the root of a double's last bit
    }

    [Fact]
    public void Both_forms_join_where_exp_is_small()
    {
        foreach (double y in new[] { -37, -36.0001, -35.9999, -20, 0.9999, 1.0001, 1.9999, 2.0001, 5 })
            Near.Relative(LambertW.Principal(Math.Exp(y)), LambertW.PrincipalOfExp(y), 1e-13);
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        foreach (double x in new[] { -0.3679, -1, double.NaN, double.PositiveInfinity })
            Assert.Throws<ArgumentOutOfRangeException>("x", () => LambertW.Principal(x));
        foreach (double y in new[] { double.NaN, double.NegativeInfinity })
            Assert.Throws<ArgumentOutOfRangeException>("y", () => LambertW.PrincipalOfExp(y));
    }
}

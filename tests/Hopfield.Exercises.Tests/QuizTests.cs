namespace Hopfield.Exercises.Tests;

public sealed class QuizTests : Notes
{
    private Quiz Oscillator => new Quiz("02.q1", "All units move at once. What can happen that cannot happen one at a time?", [], Store)
        .Wrong("The energy falls for ever.", "There are only 2ᴺ states.")
        .Right("Two states take turns.", "Each unit answers a state that is already gone.")
        .Wrong("Nothing new.", "Try the two-neuron net.");

    [Fact]
    public void A_quiz_reads_as_text_without_its_answers() => Assert.Equal("""
        Quiz 02.q1. All units move at once. What can happen that cannot happen one at a time?
          a) The energy falls for ever.
          b) Two states take turns.
          c) Nothing new.
        """.ReplaceLineEndings("\n"), Oscillator.ToString());

    [Fact]
    public void On_a_page_every_choice_opens_on_its_own_answer_without_script()
    {
        string html = Oscillator.ToHtml();
        Assert.Equal(3, html.Split("<details").Length - 1);
        Assert.Contains("Right. Each unit answers a state that is already gone.", html);
        Assert.Contains("No. Try the two-neuron net.", html);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain(" open", html);
    }

    [Fact]
    public void A_choice_is_answered_with_its_own_words()
    {
        Assert.Equal("✓ Quiz 02.q1 solved. b) “Two states take turns.” Each unit answers a state that is already gone.", Oscillator.Answer("B ").ToString());
        CheckResult wrong = Oscillator.Answer("c");
        Assert.Equal("✗ Quiz 02.q1: not yet. c) “Nothing new.” Try the two-neuron net.", wrong.ToString());
        Assert.DoesNotContain("Right.", wrong.ToHtml());
    }

    [Fact]
    public void Without_an_answer_the_quiz_shows_itself()
    {
        CheckResult result = Oscillator.Answer("");
        Assert.Equal(Outcome.Unsolved, result.Outcome);
        Assert.StartsWith("○ Quiz 02.q1: not solved yet. All units", result.ToString());
        Assert.EndsWith("\n  a) The energy falls for ever.\n  b) Two states take turns.\n  c) Nothing new.", result.ToString());
        Assert.Contains("<details", result.ToHtml());
    }

    [Theory, InlineData("d"), InlineData("ab"), InlineData("?")]
    public void An_answer_that_is_no_choice_is_told_the_letters(string letter) =>
        Assert.Contains("answer with a letter from a to c", Oscillator.Answer(letter).Message);

    [Fact]
    public void A_quiz_has_exactly_one_right_choice()
    {
        Assert.Throws<InvalidOperationException>(() => Oscillator.Right("Both.", "Two right choices."));
        Assert.Throws<InvalidOperationException>(() => new Quiz("02.q2", "?", [], Store).Wrong("a", "no").Answer("a"));
    }

    [Fact]
    public void Answers_are_remembered()
    {
        Oscillator.Answer("a");
        Oscillator.Answer("b");
        Assert.Equal(new Record("02.q1", Solved: true, Tries: 1), Assert.Single(Store.All()) with { Last = "" });
    }
}

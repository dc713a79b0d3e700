using Hopfield.Course;

namespace Notebooks.Tests.Teach;

/// <summary>The answer key of the chapters.</summary>
public class AnswerKeyTests
{
    public static TheoryData<string> Chapters => [.. CourseFiles.Tree.Chapters.Select(chapter => chapter.Number)];

    // The letter stands in the answer that passes the check; the choices stand in the check alone.
    [Theory, MemberData(nameof(Chapters))]
    public void An_explanation_that_is_chosen_stands_in_the_key_with_its_question_and_all_choices(string number)
    {
        Chapter chapter = Chapter.Select(CourseFiles.Tree.Chapters, [number])[0];
        var source = ExerciseSource.Load(CourseFiles.Tree.ExercisesOf(chapter));
        string key = AnswerKey.Write([(chapter.Name, Notebook.Read(chapter.Path), source)]);
        Exercise[] chosen = [.. source.Exercises.Where(exercise => exercise.Check.StartsWith("Quiz.Ask(", StringComparison.Ordinal))];
        Assert.NotEmpty(chosen);
        foreach (Exercise exercise in chosen)
        {
            string part = key[key.IndexOf($"### Exercise {exercise.Id} ", StringComparison.Ordinal)..];
            part = part[..part.IndexOf("**Why.**", StringComparison.Ordinal)];
            QuizQuestion question = QuizQuestion.In(exercise.Check).Single();
            Assert.Contains($"\n\n{question.Text}\n\n- a) ", part);
            Assert.All(question.Choices, choice => Assert.Contains(choice, part));
            string right = part.Split('\n').Single(line => line.Contains($"**{question.Right}** {question.Why}", StringComparison.Ordinal));
            Assert.Contains($"\"{right["- ".Length]}\";", exercise.Answer);
        }
    }
}

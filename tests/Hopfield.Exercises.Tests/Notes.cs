namespace Hopfield.Exercises.Tests;

/// <summary>A progress store in a folder of its own, gone when the test has ended.</summary>
public abstract class Notes : IDisposable
{
    private protected Notes() => Store = new(Path.Combine(Path.GetTempPath(), $"hopfield-progress-{Guid.NewGuid():N}"));

    private protected ProgressStore Store { get; }

    public void Dispose()
    {
        if (Directory.Exists(Store.Folder)) Directory.Delete(Store.Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected ExerciseCheck Exercise(params string[] hints) => new("02.1", hints, Store);
}

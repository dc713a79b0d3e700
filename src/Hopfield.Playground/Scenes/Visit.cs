namespace Hopfield.Playground;

/// <summary>One visit: the scene, what was before it, the film that is watched, and the curves of what was held.</summary>
internal sealed class Visit
{
    private readonly Stack<Scene> _before = new(), _after = new();
    private StoredMemory? _memory;
    private bool[]? _kept;

    /// <summary>Begins.</summary>
    /// <param name="address">The question of the page's address; see <see cref="SceneAddress"/>.</param>
    public Visit(string address)
    {
        var problems = new List<string>();
        Now = SceneAddress.Read(address, problems);
        Problems = problems;
    }

    /// <summary>What could not be read in the address.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>The scene.</summary>
    public Scene Now { get; private set; }

    /// <summary>The last recall; null where the scene has changed since.</summary>
    public Film? Film { get; private set; }

    /// <summary>Which state of the film is shown.</summary>
    public int Frame { get; private set; }

    /// <summary>What was held.</summary>
    public LoadCurves Curves { get; } = new();

    /// <summary>Whether there is a scene before.</summary>
    public bool CanUndo => _before.Count > 0;

    /// <summary>Whether there is a scene that was taken back.</summary>
    public bool CanRedo => _after.Count > 0;

    /// <summary>The memory; null where nothing is stored.</summary>
    public StoredMemory? Memory => _memory ??= Now.Count == 0 ? null : StoredMemory.Of(BinaryPatterns.From(Now.Stored.Select(picture => picture.Units)), Now.Choice);

    /// <summary>Which stored pictures are held, shape [P].</summary>
    public bool[] Kept
    {
        get
        {
            if (_kept is not null) return _kept;
            _kept = Memory?.Kept() ?? [];
            Curves.Add(Now, _kept.Count(kept => kept));
            return _kept;
        }
    }

    /// <summary>What is seen: the scene's picture, or a state of the film.</summary>
    public Picture Shown => Film is null || Frame == 0 ? Now.Picture : Named(Film.Side(Frame));

    /// <summary>Goes back to the scene before.</summary>
    public void Undo()
    {
        if (!CanUndo) return;
        _after.Push(Now);
        Enter(_before.Pop());
    }

    /// <summary>Takes the last undo back.</summary>
    public void Redo()
    {
        if (!CanRedo) return;
        _before.Push(Now);
        Enter(_after.Pop());
    }

    /// <summary>Changes pixels of what is seen.</summary>
    /// <param name="units">Which ones.</param>
    /// <param name="on">On or off.</param>
    public void Paint(IEnumerable<int> units, bool on)
    {
        sbyte[] pixels = [.. Shown.Units];
        foreach (int unit in units) pixels[unit] = (sbyte)(on ? 1 : -1);
        Show(Named(pixels));
    }

    /// <summary>Shows another picture.</summary>
    /// <param name="key">Its key.</param>
    /// <exception cref="ArgumentException">There is no such picture.</exception>
    public void Take(string key) => Show(Find(key));

    /// <summary>Shows nothing.</summary>
    public void Clear() => Show(Now.Shelf.Blank());

    /// <summary>Flips pixels of what is seen; each time others.</summary>
    /// <param name="percent">The share, 1 … 100.</param>
    public void Spoil(int percent) => Change(Now with { Picture = Now.Shelf.Spoil(Shown, percent, Now.Seed), Seed = Now.Seed + 1 });

    /// <summary>Covers the lower half of what is seen.</summary>
    public void CoverHalf() => Show(Now.Shelf.CoverHalf(Shown));

    /// <summary>Stores what is seen.</summary>
    /// <returns>False where it is stored already, or nothing more fits.</returns>
    public bool Store()
    {
        Picture shown = Shown;
        if (Now.Count == Scene.MostStored || Now.IndexOf(shown) >= 0) return false;
        Change(Now with { Picture = shown, Stored = [.. Now.Stored, shown] });
        return true;
    }

    /// <summary>Forgets a stored picture.</summary>
    /// <param name="mu">Which one.</param>
    public void Forget(int mu) => Change(Now with { Stored = [.. Now.Stored.Where((_, index) => index != mu)] });

    /// <summary>Forgets all.</summary>
    public void ForgetAll() => Change(Now with { Stored = [] });

    /// <summary>Chooses another memory for the same pictures.</summary>
    /// <param name="choice">The memory.</param>
    public void Choose(MemoryChoice choice)
    {
        if (choice != Now.Choice) Change(Now with { Choice = choice, Held = Now.Held && choice.Kind != MemoryKind.Continuous });
    }

    /// <summary>Holds the upper half during a recall, or not.</summary>
    /// <param name="held">Whether.</param>
    public void Hold(bool held) => Change(Now with { Held = held });

    /// <summary>Chooses another size: pictures of the course come along, drawn ones cannot.</summary>
    /// <param name="side">One of <see cref="Shelf.Sides"/>.</param>
    public void Resize(int side)
    {
        var shelf = new Shelf(side);
        Picture[] stored = [.. Now.Stored.Select(picture => shelf.Find(picture.Key)).OfType<Picture>()];
        Change(Now with { Shelf = shelf, Stored = stored, Picture = shelf.Find(Shown.Key) ?? (stored.Length > 0 ? stored[0] : shelf.Blank()) });
    }

    /// <summary>Recalls from the scene's picture.</summary>
    /// <returns>The film; null where nothing is stored.</returns>
    public Film? Remember()
    {
        if (Film is not null && Frame > 0) Show(Shown);
        Film = Memory?.Recall(Now.Picture.Units, Now.Seed, Now.Held);
        Frame = 0;
        return Film;
    }

    /// <summary>Shows a state of the film.</summary>
    /// <param name="frame">Which one; brought into the film's range.</param>
    public void Stand(int frame) => Frame = Film is null ? 0 : Math.Clamp(frame, 0, Film.Frames - 1);

    /// <summary>Stores further pictures of a source and looks how many are held.</summary>
    /// <param name="source">A letter of <see cref="PictureKey.Sources"/>.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <returns>False where nothing more fits.</returns>
    public bool Load(char source, int count)
    {
        var stored = new List<Picture>(Now.Stored);
        int room = Math.Min(Scene.MostStored, stored.Count + count);
        var keys = new HashSet<string>(stored.Select(picture => picture.Key));
        for (int number = 0; stored.Count < room && number < 4 * Scene.MostStored; number++)
        {
            string key = $"{source}{number}";
            if (keys.Contains(key)) continue;
            if (Now.Shelf.Find(key) is not { } picture) break;
            if (!stored.Any(picture.Shows)) stored.Add(picture);
        }
        if (stored.Count == Now.Count) return false;
        Change(Now with { Stored = stored });
        _ = Kept;
        return true;
    }

    private Picture Find(string key) => Now.Shelf.Find(key) ?? throw new ArgumentException($"Expected the key of a picture such as d3, got {key}.", nameof(key));

    // A state that is one of the stored pictures, or the one that was shown, keeps its name.
    private Picture Named(sbyte[] pixels)
    {
        Picture drawn = Now.Shelf.Draw(pixels);
        int mu = Now.IndexOf(drawn);
        return mu >= 0 ? Now.Stored[mu] : drawn.Shows(Now.Picture) ? Now.Picture : drawn;
    }

    private void Show(Picture picture)
    {
        if (picture.Key != Now.Picture.Key) Change(Now with { Picture = picture });
        else (Film, Frame) = (null, 0);
    }

    private void Change(Scene scene)
    {
        _before.Push(Now);
        _after.Clear();
        Enter(scene);
    }

    private void Enter(Scene scene)
    {
        bool sameMemory = scene.Choice == Now.Choice && scene.Shelf == Now.Shelf && scene.Stored == Now.Stored;
        (Now, Film, Frame) = (scene, null, 0);
        if (!sameMemory) (_memory, _kept) = (null, null);
    }
}

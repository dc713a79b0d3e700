namespace Notebooks.Tests.Lint;

/// <summary>All rules of the course.</summary>
internal static class RuleSet
{
    public static IReadOnlyList<IRule> All { get; } =
    [
        new FormatRule(), new OpeningRule(), new SetupRule(), new SectionsRule(), new ExercisesRule(), new SolutionsRule(),
        new QuizRule(), new NextRule(),
        new LengthRule(), new CodeSizeRule(), new FileSizeRule(), new SlidesRule(), new AltTextRule(), new CaptionRule(), new SymbolsRule(),
        new ReferencesRule(), new LinksRule(), new ExecutionRule(), new OutputsRule(), new PortabilityRule(), new CompilesRule(),
        new FormulasRule(), new HelpersRule(), new MovingFigureRule(), new TagsRule(), new ToneRule(), new InstanceRule(),
        new ShownChecksRule(), new MentionsRule(), new FastPathRule(), new PredictRule(), new KnobsRule(), new NumbersRule(),
    ];
}

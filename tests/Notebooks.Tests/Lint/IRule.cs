namespace Notebooks.Tests.Lint;

/// <summary>One rule that every chapter keeps. Rules look and never change.</summary>
internal interface IRule
{
    IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course);
}

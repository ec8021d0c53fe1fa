using System.Globalization;
using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers.Tests.Rules;

public sealed class PagesTests
{
    private static readonly string Docs = Path.Combine(Corpus.CorpusFiles.Root, "src", "IrSdk.Analyzers");

    public static TheoryData<string> Ids => [.. new ResponseAnalyzer().SupportedDiagnostics.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Description_OfTheRule_NamesTheCommandThatPrintsItsPage(string id)
    {
        var rule = Rule(id);
        var page = File.ReadAllText(PageOf(id));

        rule.Description.ToString(CultureInfo.InvariantCulture).Should().StartWith($"'ir explain {id}' ");
        rule.HelpLinkUri.Should().BeEmpty("a link that leads nowhere helps nobody");
        page.Should().StartWith($"# {id}: {rule.Title}");
        page.Should().Contain($"| {rule.DefaultSeverity} |");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Page_FailingExample_IsFoundAndPassingExampleIsNot(string id)
    {
        var examples = File.ReadAllText(PageOf(id)).Split("```csharp\n").Skip(1).Select(part => part.Split("```")[0]).ToList();
        examples.Should().HaveCount(2, "a page has a failing and a passing example");

        (await Source.FindingsAsync(examples[0])).Should().Contain(finding => finding.StartsWith(id, StringComparison.Ordinal));
        (await Source.FindingsAsync(examples[1])).Should().BeEmpty();
    }

    [Fact]
    public void Pages_AreThereForEveryRuleOfTheAnalyzersAndThePlanner() =>
        Directory.GetFiles(Path.Combine(Docs, "docs"), "IR*.md").Select(Path.GetFileNameWithoutExtension).Should().Contain(
            [.. Ids.Select(row => row.Data), .. typeof(Planning.Rules).GetFields().Select(rule => (string)rule.GetRawConstantValue()!)]);

    [Fact]
    public void Ids_ThatThePlannerHasToo_AreThePlannersOwn() =>
        new[] { UnpreservedRule.Id, IrreversibleUnpreservedRule.Id, MovedRule.Id, WaivedRule.Id, TooSlowRule.Id, UnboundedWaitRule.Id, UnapprovedRule.Id, ContainsNothingRule.Id }
            .Should().Equal(
                Planning.Rules.Unpreserved, Planning.Rules.IrreversibleUnpreserved, Planning.Rules.Moved, Planning.Rules.Waived,
                Planning.Rules.TooSlow, Planning.Rules.UnboundedWait, Planning.Rules.IrreversibleUnapproved, Planning.Rules.ContainsNothing);

    private static string PageOf(string id) => Path.Combine(Docs, "docs", $"{id}.md");

    private static DiagnosticDescriptor Rule(string id) => new ResponseAnalyzer().SupportedDiagnostics.Single(rule => rule.Id == id);
}

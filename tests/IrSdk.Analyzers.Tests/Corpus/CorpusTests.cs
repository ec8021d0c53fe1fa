using IrSdk.Scripting;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrSdk.Analyzers.Tests.Corpus;

/// <summary>Every script of the corpus, as a script and as regular C#.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Good => [.. CorpusFiles.Good.Select(CorpusFiles.Named).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Hostile => [.. CorpusFiles.Hostile.Select(CorpusFiles.Named).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Good))]
    public async Task LoadAsync_GoodScript_IsAcceptedWithoutAWarning(string path)
    {
        var result = await LoadAsync(path);

        result.Diagnostics.Should().BeEmpty();
        result.Warnings.Where(warning => warning.Severity != ScriptSeverity.Info).Should().BeEmpty();
        result.Loaded!.Dispose();
    }

    [Theory]
    [MemberData(nameof(Good))]
    public async Task Analyze_GoodScriptAsRegularCode_IsAcceptedWithoutAWarning(string path) =>
        (await RegularAsync(path)).Where(finding => !finding.StartsWith("IR1007", StringComparison.Ordinal)).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task LoadAsync_HostileScript_IsFoundAtItsOwnPlace(string path)
    {
        var text = await File.ReadAllTextAsync(CorpusFiles.Find(path), TestContext.Current.CancellationToken);
        var result = await LoadAsync(path);

        var lines = text.Split('\n');
        var found = result.Diagnostics.Concat(result.Warnings).Select(one => (Finding: one, Text: lines[one.Line - 1][(one.Column - 1)..])).ToList();
        result.Loaded?.Dispose();
        var expected = CorpusFiles.ExpectedIn(text).ToList();
        expected.Should().NotBeEmpty();
        if (result.Succeeded)
        {
            found.Should().HaveCount(expected.Count);
        }

        foreach (var words in expected.Select(line => line.Split(' ')).Where(words => result.Succeeded || words[0] is not ("IR1007" or "IR1001")))
        {
            found.Should().Contain(one => one.Finding.Id == words[0] && (words.Length == 1 || one.Text.StartsWith(words[1], StringComparison.Ordinal)));
        }
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Analyze_HostileScriptAsRegularCode_IsFound(string path)
    {
        var text = await File.ReadAllTextAsync(CorpusFiles.Find(path), TestContext.Current.CancellationToken);
        var found = await RegularAsync(path);
        foreach (var finding in CorpusFiles.ExpectedIn(text))
        {
            found.Should().Contain(one => one == finding || (!finding.Contains(' ', StringComparison.Ordinal) && one.StartsWith(finding, StringComparison.Ordinal)));
        }
    }

    private static Task<ScriptResult> LoadAsync(string path) =>
        new ScriptLoader(new() { CacheDirectory = null }).LoadAsync(CorpusFiles.Find(path), TestContext.Current.CancellationToken);

    private static async Task<string[]> RegularAsync(string path)
    {
        var text = await File.ReadAllTextAsync(CorpusFiles.Find(path), TestContext.Current.CancellationToken);
        var root = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp14, kind: Microsoft.CodeAnalysis.SourceCodeKind.Script), cancellationToken: TestContext.Current.CancellationToken).GetCompilationUnitRoot(TestContext.Current.CancellationToken);
        var types = root.Members.OfType<BaseTypeDeclarationSyntax>().ToList();
        return await Source.FindingsOfAsync($"{Source.Member(string.Concat(root.Members.Except(types).Select(member => member.ToFullString())))}\n{string.Concat(types.Select(type => type.ToFullString()))}");
    }
}

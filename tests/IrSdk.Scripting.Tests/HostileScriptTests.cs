namespace IrSdk.Scripting.Tests;

public sealed class HostileScriptTests : IDisposable
{
    private readonly ScriptFolder folder = new();

    public static TheoryData<string> Reaching => [.. HostileCorpus.Reaching.Select(one => one.Name)];

    public static TheoryData<string> Others => [.. HostileCorpus.All.Except(HostileCorpus.Reaching).Select(one => one.Name)];

    [Fact]
    public void Corpus_HasWaysOutOfEveryKind() => HostileCorpus.All.Length.Should().BeGreaterThanOrEqualTo(120);

    [Theory]
    [MemberData(nameof(Reaching))]
    public async Task LoadAsync_ReachesOut_IsRefusedAtItsLine(string name)
    {
        var script = HostileCorpus.Of(name);

        var result = await folder.LoadAsync(script.Text);

        result.Succeeded.Should().BeFalse(because: script.Text);
        var refusals = result.Diagnostics.Where(diagnostic => diagnostic.Id == ScriptRules.NotAllowed).ToList();
        refusals.Should().NotBeEmpty().And.OnlyContain(diagnostic => diagnostic.Line == 2);
        refusals.Select(diagnostic => diagnostic.Message).Should().Contain(message => message.Contains(script.Names, StringComparison.Ordinal));
        Directory.Exists(folder.Cache).Should().BeFalse("what is refused is not kept");
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task LoadAsync_ForeignReferenceDirectiveOrEscape_IsRefused(string name)
    {
        var script = HostileCorpus.Of(name);

        var result = await folder.LoadAsync(script.Text);

        result.Succeeded.Should().BeFalse(because: script.Text);
        result.Diagnostics.Should().NotBeEmpty().And.OnlyContain(diagnostic => diagnostic.File == folder.PathOf("test.csx"));
        if (script.Rule != "any")
        {
            result.Diagnostics[0].Id.Should().Be(script.Rule);
            result.Diagnostics[0].Line.Should().Be(2);
        }
    }

    [Fact]
    public async Task LoadAsync_LoadThroughSymbolicLink_IsRefused()
    {
        var outside = Path.Combine(Path.GetDirectoryName(folder.Playbook)!, "outside.csx");
        await File.WriteAllTextAsync(outside, "var x = 1;", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(folder.PathOf("link.csx"), outside);

        var result = await folder.LoadAsync($"#load \"link.csx\"\n{Scripts.Plain}");

        result.Diagnostics.Should().ContainSingle().Which.Id.Should().Be(ScriptRules.Reference);
    }

    public void Dispose() => folder.Dispose();
}

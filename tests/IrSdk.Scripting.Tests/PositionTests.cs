namespace IrSdk.Scripting.Tests;

public sealed class PositionTests : IDisposable
{
    private readonly ScriptFolder folder = new();

    [Theory]
    [InlineData("return Playbok;", "CS0103", 1, 8)]
    [InlineData("\n\n    var x = 1 + ;\nreturn null!;", "CS1525", 3, 17)]
    [InlineData("// é 漢\nint x = \"text\"; return null!;", "CS0029", 2, 9)]
    [InlineData("int one = 1;\nrecord R(int A);\n   record S(Missing A);\nreturn null!;", "CS0246", 3, 13)]
    [InlineData("using System.Missing;\nreturn null!;", "CS0234", 1, 14)]
    [InlineData("/* a */ class C { int M() { return Nope; } }\nreturn null!;", "CS0103", 1, 36)]
    [InlineData("return 5;", "CS0029", 1, 8)]
    [InlineData("return Preserve.Snapshot();", "CS0029", 1, 8)]
    [InlineData("int F() { return G(); }\r\nvar y = F();\r\nreturn null!;", "CS0103", 1, 18)]
    public async Task LoadAsync_DoesNotCompile_SaysWhere(string text, string id, int line, int column)
    {
        var result = await folder.LoadAsync(text);

        var diagnostic = result.Diagnostics.Should().ContainSingle().Subject;
        (diagnostic.Id, diagnostic.Line, diagnostic.Column).Should().Be((id, line, column));
        diagnostic.File.Should().Be(folder.PathOf("test.csx"));
        diagnostic.ToString().Should().StartWith($"{folder.PathOf("test.csx")}({line},{column}): error {id}: ");
    }

    [Theory]
    [InlineData("Preserve.Quarantine()")]
    [InlineData("Preserve.RevokeKeys()")]
    [InlineData("Preserve.Snapshot().And.Quarantine()")]
    [InlineData("Preserve.OpenTicket()")]
    public async Task LoadAsync_ContainsBeforeItPreserves_DoesNotCompile(string response)
    {
        var result = await folder.LoadAsync($"// the order is wrong\nreturn {Scripts.Head}\n    .Respond({response});");

        var diagnostic = result.Diagnostics.Should().ContainSingle().Subject;
        diagnostic.Id.Should().BeOneOf("CS1061", "CS1929");
        diagnostic.Line.Should().Be(3);
    }

    [Theory]
    [InlineData("Playbook.Named(\"x\").Respond(Preserve.Snapshot())")]
    [InlineData("Playbook.Named(\"x\").Handles(IncidentKind.Malware).ContainWithin(5.Minutes())")]
    public async Task LoadAsync_PromiseIsIncomplete_DoesNotCompile(string playbook)
    {
        var result = await folder.LoadAsync($"return {playbook};");

        result.Diagnostics.Should().ContainSingle().Which.Id.Should().Be("CS1061");
    }

    [Fact]
    public async Task LoadAsync_SeveralErrors_AreAllSaidInOrder()
    {
        var result = await folder.LoadAsync("var a = Nope;\nvar b = System.IO.File.Exists(\"x\");\nvar c = Nope;\nreturn null!;");

        result.Diagnostics.Select(diagnostic => (diagnostic.Id, diagnostic.Line)).Should().Equal(("CS0103", 1), ("IR4001", 2), ("CS0103", 3));
    }

    [Fact]
    public async Task LoadAsync_ErrorInLoadedFile_IsSaidThere()
    {
        folder.Write("shared/keys.csx", "// keys\nbool IsOld(AccessKey key) => key.Nope;\n");

        var result = await folder.LoadAsync($"#load \"shared/keys.csx\"\n{Scripts.Plain}");

        var diagnostic = result.Diagnostics.Should().ContainSingle().Subject;
        (diagnostic.Id, diagnostic.File, diagnostic.Line, diagnostic.Column).Should().Be(("CS1061", folder.PathOf("shared/keys.csx"), 2, 34));
    }

    [Fact]
    public async Task LoadAsync_RefusedSymbolInLoadedFile_IsSaidThere()
    {
        folder.Write("a.csx", "\n\nstatic class A { public static long Now() => DateTimeOffset.UtcNow.Ticks; }");

        var result = await folder.LoadAsync($"#load \"a.csx\"\n{Scripts.Plain}");

        var diagnostic = result.Diagnostics.Should().ContainSingle().Subject;
        (diagnostic.Id, diagnostic.File, diagnostic.Line).Should().Be(("IR4001", folder.PathOf("a.csx"), 3));
    }

    public void Dispose() => folder.Dispose();
}

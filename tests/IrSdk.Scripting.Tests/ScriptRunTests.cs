using System.Text;

namespace IrSdk.Scripting.Tests;

public sealed class ScriptRunTests : IDisposable
{
    private readonly ScriptFolder folder = new();

    [Fact]
    public async Task LoadAsync_ScriptThrows_SaysWhatAndWhere()
    {
        var result = await folder.LoadAsync($"var names = new List<string>();\n\nvar first = names.Where(n => n.Length > 0).ToArray()[0];\n{Scripts.Plain}");

        var diagnostic = result.Diagnostics.Should().ContainSingle().Subject;
        (diagnostic.Id, diagnostic.Line).Should().Be((ScriptRules.NoPlaybook, 3));
        diagnostic.Message.Should().Contain("IndexOutOfRangeException");
    }

    [Fact]
    public async Task LoadAsync_PlaybookRefusesAnArgument_SaysWhatAndWhere()
    {
        var result = await folder.LoadAsync("// bad id\nreturn Playbook.Named(\"x\").Handles(IncidentKind.Malware)\n    .Against(\"nonsense\").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot());");

        var diagnostic = result.Diagnostics.Should().ContainSingle().Subject;
        diagnostic.Line.Should().BeInRange(2, 3);
        diagnostic.Message.Should().Contain("'nonsense' is not an ATT&CK technique");
    }

    [Fact]
    public async Task LoadAsync_LoadedFileThrows_SaysItThere()
    {
        folder.Write("a.csx", "\nint Fail() { throw new InvalidOperationException(\"no such fleet\"); }");

        var result = await folder.LoadAsync($"#load \"a.csx\"\nFail();\n{Scripts.Plain}");

        var diagnostic = result.Diagnostics.Should().ContainSingle().Subject;
        (diagnostic.File, diagnostic.Line).Should().Be((folder.PathOf("a.csx"), 2));
        diagnostic.Message.Should().Contain("no such fleet");
    }

    [Theory]
    [InlineData("return null!;", "returned null")]
    [InlineData("var x = 1;", "can end without a playbook")]
    [InlineData("", "can end without a playbook")]
    [InlineData("Playbook.Named(\"x\")", "write 'return' before it")]
    public async Task LoadAsync_NoPlaybook_SaysHowToReturnOne(string text, string message)
    {
        var result = await folder.LoadAsync(text);

        var diagnostic = result.Diagnostics.Should().ContainSingle().Subject;
        diagnostic.Id.Should().Be(ScriptRules.NoPlaybook);
        diagnostic.Message.Should().Contain(message);
    }

    [Fact]
    public async Task LoadAsync_MissingFile_IsUnreadable()
    {
        var result = await folder.Loader.LoadAsync(folder.PathOf("none.csx"));

        result.Diagnostics.Should().ContainSingle().Which.Id.Should().Be(ScriptRules.Unreadable);
    }

    [Fact]
    public async Task LoadAsync_MissingFolder_IsUnreadable()
    {
        var result = await folder.Loader.LoadAsync(folder.PathOf("none/none.csx"));

        result.Diagnostics.Should().ContainSingle().Which.Id.Should().Be(ScriptRules.Unreadable);
    }

    [Fact]
    public async Task LoadAsync_NotText_IsUnreadable()
    {
        var path = folder.Write("test.csx", "");
        await File.WriteAllBytesAsync(path, [0xFF, 0xFE, 0x00], TestContext.Current.CancellationToken);

        var result = await folder.Loader.LoadAsync(path);

        result.Diagnostics.Should().ContainSingle().Which.Message.Should().Contain("not UTF-8");
    }

    [Fact]
    public async Task LoadAsync_TooLarge_IsUnreadable()
    {
        var result = await folder.LoadAsync(new string(' ', 300 * 1024));

        result.Diagnostics.Should().ContainSingle().Which.Id.Should().Be(ScriptRules.Unreadable);
    }

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("-", "1", "")]
    [InlineData("new[] { 1 }.Where(x => x == ", "1", ").Count()")]
    [InlineData("1 + ", "1", "")]
    [InlineData("true ? 1 : ", "1", "")]
    public async Task LoadAsync_NestedTooDeep_IsRefusedInTime(string open, string middle, string close)
    {
        var text = new StringBuilder("var x = ").Insert(8, open, 5_000).Append(middle).Insert(8 + (open.Length * 5_000) + middle.Length, close, 5_000).Append(";\n").Append(Scripts.Plain);

        var result = await folder.LoadAsync(text.ToString());

        result.Diagnostics.Should().ContainSingle().Which.Id.Should().BeOneOf(ScriptRules.Construct, "CS8078");
    }

    public void Dispose() => folder.Dispose();
}

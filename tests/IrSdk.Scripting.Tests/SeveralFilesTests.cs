namespace IrSdk.Scripting.Tests;

public sealed class SeveralFilesTests : IDisposable
{
    private readonly ScriptFolder folder = new();

    [Fact]
    public async Task LoadAsync_LoadsFilesOfItsFolder_SeesTheirTypesMethodsAndVariables()
    {
        folder.Write("shared/fleet.csx", "#load \"tiers.csx\"\nbool IsGold(Instance i) => i.Tags.ContainsKey(gold.Name);");
        folder.Write("shared/tiers.csx", "using System.Text;\nrecord Tier(string Name);\nvar gold = new Tier(\"gold\");");

        var result = await folder.LoadAsync($"#load \"shared/fleet.csx\"\n#load \"./shared/tiers.csx\"\nreturn {Scripts.Head}.Respond(Preserve.Snapshot(i => i.Instances.Where(IsGold)));");

        result.Diagnostics.Should().BeEmpty();
        result.Loaded!.Dispose();
    }

    [Fact]
    public async Task LoadAsync_FilesLoadEachOther_LoadsEachOnce()
    {
        folder.Write("a.csx", "#load \"b.csx\"\nvar a = 1;");
        folder.Write("b.csx", "#load \"a.csx\"\nvar b = 1;");

        var result = await folder.LoadAsync($"#load \"a.csx\"\n#load \"b.csx\"\nvar sum = a + b;\n{Scripts.Plain}");

        result.Diagnostics.Should().BeEmpty();
        result.Loaded!.Dispose();
    }

    [Fact]
    public async Task LoadAsync_LoadOnlyInAComment_IsNotNeeded()
    {
        var result = await folder.LoadAsync($"/*\n#load \"missing.csx\"\n*/\n{Scripts.Plain}");

        result.Diagnostics.Should().BeEmpty();
        result.Loaded!.Dispose();
    }

    [Fact]
    public async Task LoadAsync_ReferenceInLoadedFile_IsRefusedThere()
    {
        folder.Write("a.csx", "// first\n#r \"x\"");

        var result = await folder.LoadAsync($"#load \"a.csx\"\n{Scripts.Plain}");

        var diagnostic = result.Diagnostics.Should().ContainSingle().Subject;
        (diagnostic.Id, diagnostic.File, diagnostic.Line).Should().Be((ScriptRules.Reference, folder.PathOf("a.csx"), 2));
    }

    public void Dispose() => folder.Dispose();
}

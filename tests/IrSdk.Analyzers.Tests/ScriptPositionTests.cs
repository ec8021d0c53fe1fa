using IrSdk.Scripting;

namespace IrSdk.Analyzers.Tests;

/// <summary>What a loader says of scripts on behalf of the rules.</summary>
public sealed class ScriptPositionTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("irsdk-analyzers-");

    [Fact]
    public async Task LoadAsync_Finding_StandsAtTheScriptsOwnLineAndColumn()
    {
        var result = await LoadAsync($"// a comment\nusing System.Text.Json;\nrecord Kept(int A);\nreturn {Source.Head}\n    .Respond(Preserve.ApiActivity()\n        .Then.BlockEgress());\n");

        using var loaded = result.Loaded!;
        var warning = result.Warnings.Should().ContainSingle().Subject;
        (warning.Id, warning.Line, warning.Column, warning.Severity, warning.File).Should().Be(("IR1001", 6, 15, ScriptSeverity.Warning, Path.Combine(folder.FullName, "test.csx")));
    }

    [Fact]
    public async Task LoadAsync_FindingInALoadedFile_StandsThere()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "cut.csx"), "\nstatic ContainingStage Cut(PreservingStage secured) =>\n    secured.Then.BlockEgress();\n");
        var result = await LoadAsync($"#load \"cut.csx\"\nreturn {Source.Head}.Respond(Cut(Preserve.ApiActivity()));");

        using var loaded = result.Loaded!;
        var warning = result.Warnings.Should().ContainSingle().Subject;
        (warning.File, warning.Line, warning.Column).Should().Be((Path.Combine(folder.FullName, "cut.csx"), 3, 18));
    }

    [Fact]
    public async Task LoadAsync_Error_RefusesTheScript()
    {
        var result = await LoadAsync($"return {Source.Head}\n    .Respond(Preserve.ApiActivity().Then.Terminate().RequireApproval());");

        result.Succeeded.Should().BeFalse();
        var error = result.Diagnostics.Should().ContainSingle().Subject;
        (error.Id, error.Line, error.Column, error.Severity).Should().Be(("IR1002", 2, 42, ScriptSeverity.Error));
    }

    [Fact]
    public async Task LoadAsync_FromTheCache_HasTheSameWarnings()
    {
        var text = $"return {Source.Head}.Respond(Preserve.ApiActivity().Then.BlockEgress());";
        var (first, second) = (await LoadAsync(text), await LoadAsync(text));

        using (first.Loaded)
        using (second.Loaded)
        {
            second.Loaded!.FromCache.Should().BeTrue();
            second.Warnings.Should().Equal(first.Warnings).And.NotBeEmpty();
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    private Task<ScriptResult> LoadAsync(string text)
    {
        var path = Path.Combine(folder.FullName, "test.csx");
        File.WriteAllText(path, text);
        return new ScriptLoader(new() { CacheDirectory = Path.Combine(folder.FullName, "cache") }).LoadAsync(path, TestContext.Current.CancellationToken);
    }
}

using IrSdk.Scripting.Tests.Planning;

namespace IrSdk.Scripting.Tests.Sources;

/// <summary>A commit whose script does not end: sync does, and the good commit goes on serving.</summary>
[Collection(nameof(PlanningProcesses))]
public sealed class UnboundedScriptTests(SigningKeys keys) : IClassFixture<SigningKeys>, IAsyncDisposable
{
    private readonly Bench bench = new(options => options with { Limit = TimeSpan.FromSeconds(5) });
    private readonly Repository repository = new(keys);

    [Theory]
    [InlineData("var n = 0; while (n >= 0) { n = n == 3 ? 0 : n + 1; }", "does not end")]
    [InlineData("int Deeper(int n) => n < 0 ? 0 : Deeper(n + 1) + 1;\nif (Deeper(1) == 7) { return null!; }", "called itself without end")]
    [InlineData("var big = new long[1_400_000_000];\nif (big.Length == 7) { return null!; }", "took more memory than it may")]
    public async Task Sync_AScriptWithoutEnd_IsRefused(string body, string reason)
    {
        repository.Workers = bench.Workers;

        var sync = await Refusal.ExpectAsync(
            repository,
            () =>
            {
                repository.Write("playbooks/test/test.csx", $"{body}\n{Repository.Script("test")}");
                repository.Commit("alice");
            },
            reason);

        sync.Reason.Should().Contain($"test/test.csx(").And.Contain(ScriptRules.Unbounded);
    }

    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        repository.Dispose();
    }
}

namespace IrSdk.Scripting.Tests.Sources;

/// <summary>A good commit serves; what comes after it is refused with its reason, and the good one goes on serving.</summary>
internal static class Refusal
{
    public static async Task<SourceSync> ExpectAsync(Repository repository, Action change, string reason, SyncStatus status = SyncStatus.Refused)
    {
        repository.Commit("alice");
        if (repository.Approvals > 0)
        {
            repository.Approve("bob");
        }

        var good = (await repository.SyncAsync()).Serving;
        good.Should().NotBeNull();
        repository.Write("playbooks/test/test.csx", Repository.Script("test", "Processes"));
        change();

        var sync = await repository.SyncAsync();

        sync.Status.Should().Be(status, sync.Reason);
        sync.Reason.Should().Contain(reason);
        sync.Serving!.Commit.Should().Be(good!.Commit);
        repository.Store.Serve(repository.Source()).Commit!.Commit.Should().Be(good.Commit);
        (await File.ReadAllTextAsync(Path.Combine(repository.Store.Serve(repository.Source()).Folder, "test/test.csx"))).Should().Be(Scripts.Plain);
        return sync;
    }
}

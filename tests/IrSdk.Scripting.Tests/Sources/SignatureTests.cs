namespace IrSdk.Scripting.Tests.Sources;

/// <summary>Who must have signed a commit that serves; each refusal has its reason, and the last good commit goes on serving.</summary>
public sealed class SignatureTests(SigningKeys keys) : IClassFixture<SigningKeys>, IDisposable
{
    private readonly Repository repository = new(keys);

    [Fact]
    public async Task Sync_ASignedCommit_Serves()
    {
        var commit = repository.Commit("alice");

        var sync = await repository.SyncAsync();

        sync.Reason.Should().BeNull();
        sync.Status.Should().Be(SyncStatus.Current);
        sync.Serving!.Commit.Should().Be(commit);
        sync.Serving.Tree.Should().Be(repository.Tree);
        sync.Serving.Signatures.Should().ContainSingle().Which.Signer.Should().Be("alice");
        sync.Serving.Playbooks.Should().ContainSingle().Which.Name.Should().Be("test");
        var served = repository.Store.Serve(repository.Source());
        using var loaded = (await served.Loader.LoadAsync(Path.Combine(served.Folder, "test/test.csx"), TestContext.Current.CancellationToken)).Loaded!;
        loaded.FromCache.Should().BeTrue("sync has compiled it");
        loaded.AssemblyHash.Should().Be(sync.Playbooks[0].Assembly);
    }

    [Fact]
    public async Task Sync_AnUnsignedCommit_IsRefused() =>
        await RefusesAsync(() => repository.Commit(signer: null), "not signed");

    [Fact]
    public async Task Sync_ACommitOfAStranger_IsRefused() =>
        await RefusesAsync(() => repository.Commit("mallory"), "nobody signed it who may");

    [Fact]
    public async Task Sync_ACommitByARevokedKey_IsRefusedWhateverItsDate()
    {
        repository.Signers["bob"] = ", \"revoked\": true";
        await RefusesAsync(() => repository.Commit("bob", at: "2020-06-01T00:00:00Z"), "key of bob that was revoked");
    }

    [Fact]
    public async Task Sync_ABackdatedCommitByAnExpiredKey_IsRefused()
    {
        repository.Signers["bob"] = ", \"validUntil\": \"2021-01-01T00:00:00Z\"";
        await RefusesAsync(() => repository.Commit("bob", at: "2020-06-01T00:00:00Z"), "key of bob that is not valid at this time");
    }

    [Fact]
    public async Task Sync_ACommitDatedBeforeItsKeyWasValid_IsRefused()
    {
        repository.Signers["bob"] = ", \"validFrom\": \"2021-01-01T00:00:00Z\"";
        await RefusesAsync(() => repository.Commit("bob", at: "2020-06-01T00:00:00Z"), "not valid at the time that the signature names");
    }

    [Fact]
    public async Task Sync_ACommitByASignerOfAnotherPath_IsRefused()
    {
        repository.Paths["bob"] = "playbooks/other/";
        await RefusesAsync(() => repository.Commit("bob"), "bob signed it, and may not sign for playbooks/test/test.csx");
    }

    [Fact]
    public async Task Sync_ACommitByTheSignerOfItsPath_Serves()
    {
        repository.Paths["bob"] = "playbooks/other/";
        repository.Commit("alice");
        await repository.SyncAsync();
        repository.Write("playbooks/other/other.csx", Repository.Script("other"));

        var commit = repository.Commit("bob");

        (await repository.SyncAsync()).Serving!.Commit.Should().Be(commit);
    }

    [Fact]
    public async Task Sync_AnUnsignedCommitUnderASignedOne_Serves()
    {
        repository.Commit("alice");
        await repository.SyncAsync();
        repository.Write("playbooks/test/test.csx", Repository.Script("test", "Processes"));
        repository.Commit(signer: null);
        var tip = repository.Commit("alice");

        (await repository.SyncAsync()).Serving!.Commit.Should().Be(tip, "whoever signs the tip signs its whole tree");
    }

    [Fact]
    public async Task Sync_AnUnsignedCommitUnderOneThatMayNotSignForIt_IsRefused()
    {
        repository.Paths["bob"] = "playbooks/other/";
        await RefusesAsync(
            () =>
            {
                repository.Commit(signer: null);
                repository.Write("playbooks/other/other.csx", Repository.Script("other"));
                repository.Commit("bob");
            },
            "may not sign for playbooks/test/test.csx");
    }

    [Fact]
    public async Task Sync_ACommitSignedWithOpenPgp_Serves()
    {
        repository.OpenPgpSigners.Add("dave");
        var commit = repository.Commit("dave");

        var sync = await repository.SyncAsync();

        sync.Reason.Should().BeNull();
        sync.Serving!.Commit.Should().Be(commit);
        sync.Serving.Signatures[0].Signer.Should().Be("dave");
    }

    [Fact]
    public async Task Sync_ACommitByAnExpiredOpenPgpKey_IsRefused()
    {
        repository.OpenPgpSigners.Add("erin");
        await RefusesAsync(
            () =>
            {
                repository.Git("add", "--all");
                repository.As("erin", "2020-06-01T00:00:00Z", ["-c", $"gpg.program={repository.Program("gpg-in-2020", "exec gpg --faked-system-time 20200601T000000 \"$@\"")}", "commit", "--quiet", "--message", "change", "--gpg-sign"]);
            },
            "OpenPGP key of erin has expired");
    }

    [Fact]
    public async Task Sync_ACommitByAnOpenPgpKeyThatItsOwnerRevoked_IsRefused()
    {
        repository.OpenPgpSigners.Add("fay");
        await RefusesAsync(
            () =>
            {
                repository.Commit("fay");
                keys.Revoke("fay");
            },
            "OpenPGP key of fay has expired or was revoked by its owner");
    }

    [Fact]
    public async Task Sync_AKeyThatIsRevokedLater_GoesBackToTheCommitBefore()
    {
        var good = repository.Commit("alice");
        await repository.SyncAsync();
        repository.Write("playbooks/test/test.csx", Repository.Script("test", "Processes"));
        var stolen = repository.Commit("bob");
        (await repository.SyncAsync()).Serving!.Commit.Should().Be(stolen);
        repository.Signers["bob"] = ", \"revoked\": true";

        var sync = await repository.SyncAsync();

        sync.Serving!.Commit.Should().Be(good);
        sync.Withdrawn.Should().Equal(stolen);
        sync.Reason.Should().Contain("revoked");
    }

    [Fact]
    public async Task Sync_OneKeyUnderTwoNames_IsRefused()
    {
        repository.Commit("alice");
        var path = Path.Combine(repository.State, "..", "sources.json");
        repository.Source();
        File.WriteAllText(path, (await File.ReadAllTextAsync(path)).Replace(keys.Public("bob"), keys.Public("alice"), StringComparison.Ordinal));

        var sync = () => repository.Store.SyncAsync(SourcesFile.Read(path).Find("main"));

        (await sync.Should().ThrowAsync<InvalidDataException>()).WithMessage("*belongs to alice and bob*");
    }

    public void Dispose() => repository.Dispose();

    private Task<SourceSync> RefusesAsync(Action change, string reason) => Refusal.ExpectAsync(repository, change, reason);
}

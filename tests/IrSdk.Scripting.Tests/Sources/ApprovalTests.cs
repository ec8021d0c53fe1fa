namespace IrSdk.Scripting.Tests.Sources;

/// <summary>How many people must have signed a commit's tree.</summary>
public sealed class ApprovalTests : IClassFixture<SigningKeys>, IDisposable
{
    private readonly Repository repository;

    public ApprovalTests(SigningKeys keys) => repository = new(keys) { Approvals = 1 };

    [Fact]
    public async Task Sync_ACommitWithAnApproval_Serves()
    {
        var commit = repository.Commit("alice");
        repository.Approve("bob");

        var sync = await repository.SyncAsync();

        sync.Reason.Should().BeNull();
        sync.Serving!.Commit.Should().Be(commit);
        sync.Serving.Signatures.Select(one => (one.Signer, one.Role)).Should().Equal(("alice", SignatureRole.Commit), ("bob", SignatureRole.Approval));
    }

    [Fact]
    public async Task Sync_NoApproval_IsRefused() =>
        await RefusesAsync(() => repository.Commit("alice"), "alice alone signed its tree");

    [Fact]
    public async Task Sync_TheAuthorsOwnApproval_IsRefused() =>
        await RefusesAsync(() => { repository.Commit("alice"); repository.Approve("alice"); }, "the approval of alice, who signed the commit, is no other's");

    [Fact]
    public async Task Sync_AnApprovalInAnothersName_IsRefused() =>
        await RefusesAsync(() => { repository.Commit("alice"); repository.Approve("bob", signer: "alice"); }, "in the name of bob is not signed with a key of theirs");

    [Fact]
    public async Task Sync_AnApprovalByARevokedKey_IsRefused()
    {
        await RefusesAsync(
            () =>
            {
                repository.Commit("alice");
                repository.Signers["carol"] = ", \"revoked\": true";
                repository.Approve("carol");
            },
            "key of carol that was revoked");
    }

    [Fact]
    public async Task Sync_AnApprovalOfAnotherTree_IsRefused() =>
        await RefusesAsync(
            () =>
            {
                var old = repository.Tree;
                repository.Commit("alice");
                repository.Approve("bob", old);
            },
            "alice alone signed its tree");

    [Fact]
    public async Task Sync_AnApprovalOfAnotherTreeUnderThisTreesName_IsRefused() =>
        await RefusesAsync(
            () =>
            {
                var old = repository.Tree;
                repository.Commit("alice");
                repository.As("bob", null, ["tag", "--sign", "--message", "approved", $"approved/bob/{repository.Tree}", old]);
            },
            "the approval of bob is of something else");

    [Fact]
    public async Task Sync_ATagOfAnotherNameCopiedToAnApproval_IsRefused() =>
        await RefusesAsync(
            () =>
            {
                repository.Commit("alice");
                repository.As("bob", null, ["tag", "--sign", "--message", "release", "v1", repository.Tree]);
                repository.Git("update-ref", $"refs/tags/approved/bob/{repository.Tree}", repository.Git("rev-parse", "refs/tags/v1"));
            },
            "the approval of bob is of something else");

    [Theory]
    [InlineData("HEAD")]
    [InlineData("HEAD^{tree}")]
    [InlineData("HEAD:playbooks/test/test.csx")]
    public async Task Sync_ATagThatIsNoObjectOfItsOwn_IsNoApproval(string target) =>
        await RefusesAsync(
            () =>
            {
                repository.Commit();
                repository.Git("update-ref", $"refs/tags/approved/bob/{repository.Tree}", repository.Git("rev-parse", target));
            },
            "the approval of bob is of something else");

    [Fact]
    public async Task Sync_ATagOfTheTag_IsNoApproval() =>
        await RefusesAsync(
            () =>
            {
                repository.Commit();
                repository.Approve("bob");
                var name = $"approved/bob/{repository.Tree}";
                repository.As("bob", null, ["tag", "--sign", "--force", "--message", "nested", name, name]);
            },
            "the approval of bob is of something else");

    [Fact]
    public async Task Sync_AnApprovalByASignerOfAnotherPath_IsRefused()
    {
        await RefusesAsync(
            () =>
            {
                repository.Commit("alice");
                repository.Paths["carol"] = "playbooks/other/";
                repository.Approve("carol");
            },
            "carol may not sign for playbooks/test/test.csx");
    }

    [Fact]
    public async Task Sync_ASquashByTheForgeWithTheTreesApprovals_Serves()
    {
        repository.Commit("alice");
        repository.Approve("bob");
        await repository.SyncAsync();
        repository.Git("switch", "--quiet", "--create", "change");
        repository.Write("playbooks/test/test.csx", Repository.Script("test", "Processes"));
        repository.Commit("alice");
        repository.Commit("alice");
        repository.Approve("alice");
        repository.Approve("bob");
        repository.Git("switch", "--quiet", "main");
        repository.Git("merge", "--quiet", "--squash", "change");
        var squash = repository.Commit("forge");

        var sync = await repository.SyncAsync();

        sync.Reason.Should().BeNull();
        sync.Serving!.Commit.Should().Be(squash);
        sync.Serving.Signatures.Select(one => one.Role).Should().Equal(SignatureRole.Merge, SignatureRole.Approval, SignatureRole.Approval);
    }

    [Fact]
    public async Task Sync_ASquashByAForgeWithAnOpenPgpKey_Serves()
    {
        repository.OpenPgpForge = "gpg-forge";
        repository.Write("playbooks/test/test.csx", Repository.Script("test", "Processes"));
        var squash = repository.Commit("gpg-forge");
        repository.Approve("alice");
        repository.Approve("bob");

        var sync = await repository.SyncAsync();

        sync.Reason.Should().BeNull();
        sync.Serving!.Commit.Should().Be(squash);
        sync.Serving.Signatures.Select(one => one.Role).Should().Equal(SignatureRole.Merge, SignatureRole.Approval, SignatureRole.Approval);
    }

    [Fact]
    public async Task Sync_ASquashByTheForgeThatOnlyItsAuthorApproved_IsRefused() =>
        await RefusesAsync(() => { repository.Commit("forge"); repository.Approve("alice"); }, "alice alone signed its tree");

    public void Dispose() => repository.Dispose();

    private Task<SourceSync> RefusesAsync(Action change, string reason) => Refusal.ExpectAsync(repository, change, reason);
}

using System.Text;

namespace IrSdk.Scripting.Tests.Sources;

/// <summary>What of a commit is never read, however well it is signed.</summary>
public sealed class TreeTests(SigningKeys keys) : IClassFixture<SigningKeys>, IDisposable
{
    private readonly Repository repository = new(keys);

    [Fact]
    public async Task Sync_ASymbolicLink_IsRefused() =>
        await RefusesAsync(
            () =>
            {
                File.CreateSymbolicLink(Path.Combine(repository.Work, "playbooks/test/link.csx"), "/etc/passwd");
                repository.Commit();
            },
            "test/link.csx is a symbolic link");

    [Fact]
    public async Task Sync_AFolderThatIsALink_IsRefused() =>
        await RefusesAsync(
            () =>
            {
                Directory.Move(Path.Combine(repository.Work, "playbooks"), Path.Combine(repository.Work, "elsewhere"));
                File.CreateSymbolicLink(Path.Combine(repository.Work, "playbooks"), "elsewhere");
                repository.Commit();
            },
            "it has no folder playbooks");

    [Fact]
    public async Task Sync_ASubmodule_IsRefused() =>
        await RefusesAsync(
            () =>
            {
                repository.Git("update-index", "--add", "--cacheinfo", $"160000,{repository.Head},playbooks/module");
                repository.As("alice", null, ["commit", "--quiet", "--message", "module", "--gpg-sign"]);
            },
            "module is a submodule");

    [Fact]
    public async Task Sync_ABlobOf100Megabytes_IsRefusedBeforeItIsRead()
    {
        await RefusesAsync(
            () =>
            {
                using (var large = File.Create(Path.Combine(repository.Work, "playbooks/test/large.json")))
                {
                    large.SetLength(100_000_000);
                }

                repository.Commit();
            },
            "test/large.json has 100,000,000 bytes");
    }

    [Fact]
    public async Task Sync_TooManyFiles_IsRefused()
    {
        repository.Extra = ", \"limits\": { \"files\": 20 }";
        await RefusesAsync(
            () =>
            {
                foreach (var number in Enumerable.Range(0, 30))
                {
                    repository.Write($"playbooks/test/{number}.json", "{}");
                }

                repository.Commit();
            },
            "more than 20 files");
    }

    [Theory]
    [InlineData("..", "hasDotdot")]
    [InlineData(".git", "hasDotgit")]
    [InlineData("a\\b", "has a character that file names must not have")]
    [InlineData("c:d", "has a character that file names must not have")]
    [InlineData("dot.", "ends in a dot")]
    [InlineData("NUL.json", "has the name of a device")]
    [InlineData("com1", "has the name of a device")]
    [InlineData("cafe\u0301", "has an accent that is a character of its own")]
    public async Task Sync_APathThatLeadsElsewhere_IsRefused(string name, string reason) =>
        await RefusesAsync(() => CommitOdd(name), reason, reason.StartsWith("has", StringComparison.Ordinal) && !reason.Contains(' ', StringComparison.Ordinal) ? SyncStatus.Unreached : SyncStatus.Refused);

    [Fact]
    public async Task Sync_TwoPathsThatAreOneOnSomeSystems_IsRefused() =>
        await RefusesAsync(
            () =>
            {
                var blob = repository.As(null, null, ["hash-object", "-w", "--stdin"], "{}");
                CommitRoot(Tree($"100644 Case\0{blob}", $"100644 case\0{blob}"));
            },
            "differs from another path in upper and lower case only");

    [Fact]
    public async Task Sync_TreesThatHoldEachOtherWithoutEnd_IsRefusedAtOnce()
    {
        await RefusesAsync(
            () =>
            {
                // 2^40 files of a few objects.
                var tree = repository.Git("rev-parse", "HEAD:playbooks/test");
                foreach (var _ in Enumerable.Range(0, 40))
                {
                    tree = Tree($"40000 a\0{tree}", $"40000 b\0{tree}");
                }

                repository.Git("rm", "-r", "--quiet", "--cached", "playbooks");
                CommitRoot(tree);
            },
            "more than 2,000 files");
    }

    [Fact]
    public async Task Sync_APlaybookThatTheGateRefuses_IsRefused()
    {
        var sync = await RefusesAsync(
            () =>
            {
                repository.Write("playbooks/test/test.csx", "System.IO.File.Delete(\"/x\");\n" + Scripts.Plain);
                repository.Commit();
            },
            "test/test.csx(1,");

        sync.Reason.Should().Contain("IR4001").And.Contain("System.IO.File");
    }

    public void Dispose() => repository.Dispose();

    /// <summary>Such a name as git itself would not commit.</summary>
    private void CommitOdd(string name)
    {
        var blob = repository.As(null, null, ["hash-object", "-w", "--stdin"], "{}");
        CommitRoot(Tree($"100644 {name}\0{blob}"));
    }

    private void CommitRoot(string playbooks)
    {
        var root = Tree($"40000 playbooks\0{playbooks}");
        var commit = repository.As("alice", null, ["commit-tree", "-S", "-p", "HEAD", "-m", "odd", root]);
        repository.Git("update-ref", "refs/heads/main", commit);
    }

    /// <summary>Entries as git keeps them: mode, name, a zero byte, and the id in binary.</summary>
    private string Tree(params string[] entries)
    {
        var path = Path.Combine(repository.Work, "..", "tree");
        var bytes = entries.SelectMany(entry => entry.Split('\0') is [var head, var id] ? Encoding.UTF8.GetBytes(head + "\0").Concat(Convert.FromHexString(id)) : []);
        File.WriteAllBytes(path, [.. bytes]);
        return repository.As(null, null, ["hash-object", "-t", "tree", "-w", "--literally", path]);
    }

    private Task<SourceSync> RefusesAsync(Action change, string reason, SyncStatus status = SyncStatus.Refused) => Refusal.ExpectAsync(repository, change, reason, status);
}

namespace IrSdk.Scripting.Tests.Sources;

/// <summary>Branches that go back, configurations that bite, and syncs that end half way.</summary>
public sealed class BranchTests(SigningKeys keys) : IClassFixture<SigningKeys>, IDisposable
{
    private readonly Repository repository = new(keys);

    [Fact]
    public async Task Sync_ARewoundBranch_IsRefusedUnlessToldSo()
    {
        var before = repository.Commit();
        repository.Write("playbooks/test/test.csx", Repository.Script("test", "Processes"));
        repository.Commit();
        var served = (await repository.SyncAsync()).Serving!.Commit;
        repository.Git("reset", "--quiet", "--hard", before);

        var sync = await repository.SyncAsync();

        sync.Status.Should().Be(SyncStatus.Refused);
        sync.Reason.Should().Contain("the branch was rewound").And.Contain("--allow-rewind");
        sync.Serving!.Commit.Should().Be(served);
        (await repository.SyncAsync(allowRewind: true)).Serving!.Commit.Should().Be(before);
    }

    [Fact]
    public async Task Sync_ARepositoryThatIsGone_SaysSoAndGoesOnServing() =>
        await Refusal.ExpectAsync(repository, () => Directory.Move(repository.Work, repository.Work + "-gone"), "git could not take branch main", SyncStatus.Unreached);

    [Fact]
    public async Task Sync_AHostileConfiguration_IsNotHeard()
    {
        var ran = Path.Combine(repository.State, "..", "ran");
        var evil = repository.Program("evil", $"touch {ran}; exit 0");
        repository.Commit(signer: "mallory");
        await repository.SyncAsync();
        var source = repository.Source();
        var mirror = Directory.GetDirectories(repository.State, "mirror.git", SearchOption.AllDirectories).Single();
        foreach (var config in new[] { Path.Combine(repository.Work, ".git", "config"), Path.Combine(mirror, "config") })
        {
            await File.AppendAllTextAsync(config, $"""

                [gpg "ssh"]
                    program = {evil}
                    allowedSignersFile = {evil}
                [gpg]
                    program = {evil}
                [core]
                    fsmonitor = {evil}
                    hooksPath = {Path.GetDirectoryName(evil)}
                    sshCommand = {evil}
                [uploadpack]
                    packObjectsHook = {evil}
                [fetch]
                    fsckObjects = false
                """);
        }

        Directory.CreateDirectory(Path.Combine(mirror, "hooks"));
        File.Copy(evil, Path.Combine(mirror, "hooks", "reference-transaction"));
        File.Copy(evil, Path.Combine(repository.Work, ".git", "hooks", "pre-commit"));

        var sync = await repository.Store.SyncAsync(source, cancellationToken: TestContext.Current.CancellationToken);

        sync.Reason.Should().Contain("nobody signed it who may");
        File.Exists(ran).Should().BeFalse();
    }

    [Fact]
    public async Task Sync_AReplacedCommit_IsReadAsItIs()
    {
        var good = repository.Commit();
        await repository.SyncAsync();
        repository.Write("playbooks/test/test.csx", Repository.Script("test", "Processes"));
        var bad = repository.Commit(signer: null);
        var mirror = Directory.GetDirectories(repository.State, "mirror.git", SearchOption.AllDirectories).Single();
        repository.Git("push", "--quiet", "--force", mirror, "main:refs/heads/x");
        repository.Git($"--git-dir={mirror}", "replace", bad, good);

        var sync = await repository.SyncAsync();

        sync.Reason.Should().Contain("it is not signed");
        sync.Serving!.Commit.Should().Be(good);
    }

    [Fact]
    public async Task Serve_FilesThatWereChanged_IsRefusedUntilTheNextSync()
    {
        repository.Commit();
        await repository.SyncAsync();
        var served = repository.Store.Serve(repository.Source());
        await File.WriteAllTextAsync(Path.Combine(served.Folder, "test/test.csx"), Repository.Script("test", "Processes"));

        var serve = () => repository.Store.Serve(repository.Source());

        serve.Should().Throw<InvalidDataException>().WithMessage("*are not those that were taken*");
        (await repository.SyncAsync()).Status.Should().Be(SyncStatus.Current);
        serve.Should().NotThrow();
    }

    [Fact]
    public async Task Sync_WhatAKilledSyncLeft_IsClearedAway()
    {
        repository.Commit();
        await repository.SyncAsync();
        var folder = Directory.GetDirectories(repository.State).Single();
        await File.WriteAllTextAsync(Path.Combine(folder, "mirror.git", "refs", "irsdk", "tip.lock"), "");
        await File.WriteAllTextAsync(Path.Combine(folder, "state.json.new"), "{");
        Directory.CreateDirectory(Path.Combine(folder, "incoming", "half"));
        await File.WriteAllTextAsync(Path.Combine(folder, "incoming", "half", "written.csx"), "return");
        repository.Store.Serve(repository.Source()).Commit.Should().NotBeNull();
        repository.Write("playbooks/test/test.csx", Repository.Script("test", "Processes"));

        var commit = repository.Commit();

        (await repository.SyncAsync()).Serving!.Commit.Should().Be(commit);
        Directory.Exists(Path.Combine(repository.Store.Serve(repository.Source()).Folder, "half")).Should().BeFalse();
    }

    [Fact]
    public async Task Sync_ADevelopmentSource_ServesUnsignedAndSaysSo()
    {
        repository.Extra = ", \"development\": true";
        var commit = repository.Commit(signer: null);

        var sync = await repository.SyncAsync();

        sync.Serving!.Commit.Should().Be(commit);
        (sync.Development, sync.Serving.Development).Should().Be((true, true));
        repository.Extra = "";
        var serve = () => repository.Store.Serve(repository.Source());
        serve.Should().Throw<InvalidDataException>().WithMessage("*unreviewed*");
        (await repository.SyncAsync()).Serving.Should().BeNull();
    }

    [Theory]
    [InlineData("ext::sh -c id")]
    [InlineData("--upload-pack=id")]
    [InlineData("http://example.com/x")]
    [InlineData("git://example.com/x")]
    [InlineData("file:///x")]
    [InlineData("https://a:secret@example.com/x")]
    public void Read_ARepositoryThatIsNone_IsRefused(string repository)
    {
        var folder = Directory.CreateTempSubdirectory("irsdk-sources-");
        var path = Path.Combine(folder.FullName, "sources.json");
        File.WriteAllText(path, $$"""{ "sources": [{ "name": "main", "repository": "{{repository}}", "development": true }] }""");

        var read = () => SourcesFile.Read(path);

        read.Should().Throw<InvalidDataException>().WithMessage("*repository*");
        folder.Delete(recursive: true);
    }

    public void Dispose() => repository.Dispose();
}

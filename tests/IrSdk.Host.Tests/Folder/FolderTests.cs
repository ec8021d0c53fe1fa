using IrSdk.Runtime;
using Microsoft.Data.Sqlite;

namespace IrSdk.Host.Tests.Folder;

/// <summary>Alerts from a watched folder: what is taken, what is refused, what is left, and what a host that dies loses or doubles.</summary>
public sealed class FolderTests : IDisposable
{
    private readonly PlaybookRepository repository = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("irsdk-alerts-");
    private readonly HostProcess host;

    public FolderTests() => host = new(repository, "--IrSdk:Latency=2", "--IrSdk:HoldFor=00:00:00", $"--IrSdk:Alerts:Folder={folder.FullName}");

    [Fact]
    public async Task File_ThatIsThereOrComes_IsTakenAndMovedAside()
    {
        Put("before.json", TestAlerts.OfKey(1));
        await host.StartAsync();
        Put(".hidden.json", TestAlerts.OfKey(2));
        Put("half.json.tmp", TestAlerts.OfKey(3));
        File.Move(Put("whole.json.tmp", TestAlerts.OfKey(4)), PathOf("whole.json"));
        Put("list.json", $"[{TestAlerts.OfKey(5)},{TestAlerts.OfKey(6)}]");

        await UntilThereAsync("taken/before.json", "taken/whole.json", "taken/list.json");

        File.Exists(PathOf(".hidden.json")).Should().BeTrue("a dot says that it is not meant");
        File.Exists(PathOf("half.json.tmp")).Should().BeTrue("it is being written");
        (await IntakesAsync()).Select(one => one.Alert.Id).Should().BeEquivalentTo(["alert-1", "alert-4", "alert-5", "alert-6"]);
    }

    [Fact]
    public async Task File_ThatIsNoAlert_IsRefusedOnceItIsLeftAloneAndSaysWhy()
    {
        await host.StartAsync();
        await host.SignInAsync();
        Put("bad.json", "{ \"not\": \"an alert\" }");
        Put("large.json", new string(' ', 1_048_577));
        Put("empty.json", "");

        // Half an alert is given time, and is taken when the other half is there.
        var whole = TestAlerts.OfKey(1);
        Put("slow.json", whole[..100]);
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        await File.AppendAllTextAsync(PathOf("slow.json"), whole[100..], TestContext.Current.CancellationToken);

        await UntilThereAsync("refused/bad.json.why", "refused/large.json.why", "refused/empty.json.why", "taken/slow.json");
        (await File.ReadAllTextAsync(PathOf("refused/bad.json.why"), TestContext.Current.CancellationToken)).Should().StartWith("It cannot be read at $: This is no format");
        (await File.ReadAllTextAsync(PathOf("refused/large.json.why"), TestContext.Current.CancellationToken)).Should().Contain("larger than 1 MB");
        (await host.GetAsync("/api/alerts/refused")).EnumerateArray().Select(one => one.GetProperty("document").GetProperty("name").GetString()).Should().BeEquivalentTo("bad.json", "large.json", "empty.json");
    }

    [Fact]
    public async Task Link_ToAFileElsewhere_IsNotFollowed()
    {
        var elsewhere = Path.Combine(host.Write("secret.json", TestAlerts.OfKey(1)));
        File.CreateSymbolicLink(PathOf("link.json"), elsewhere);
        folder.CreateSubdirectory("inner");
        File.WriteAllText(PathOf("inner/inside.json"), TestAlerts.OfKey(2));
        await host.StartAsync();
        Put("real.json", TestAlerts.OfKey(3));

        await UntilThereAsync("taken/real.json");

        (await IntakesAsync()).Select(one => one.Alert.Id).Should().Equal("alert-3");
        new FileInfo(PathOf("link.json")).LinkTarget.Should().Be(elsewhere);
    }

    [Fact]
    public async Task File_HostKilledBeforeTheJournalHoldsIt_IsTakenAtTheNextStart()
    {
        await host.StartAsync();
        await using (var other = new SqliteConnection($"Data Source={host.JournalFile};Pooling=False"))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using var begin = other.CreateCommand();
            begin.CommandText = "BEGIN IMMEDIATE";
            await begin.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            Put("one.json", TestAlerts.OfKey(1));
            await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
            File.Exists(PathOf("one.json")).Should().BeTrue("the journal does not hold it");
            host.Kill();
        }

        await host.StartAsync();

        await UntilThereAsync("taken/one.json");
        (await IntakesAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task File_HostKilledBeforeItIsMoved_IsKnownAtTheNextStart()
    {
        // A link to nowhere where the folder should be: the journal holds the alert, and it cannot be moved.
        File.CreateSymbolicLink(PathOf("taken"), Path.Combine(folder.FullName, "nowhere", "at-all"));
        await host.StartAsync();
        Put("one.json", TestAlerts.OfKey(1));
        await host.UntilAsync<bool>(() => Task.FromResult<bool?>(host.Output.Contains("The file one.json is left", StringComparison.Ordinal) ? true : null), "it should say that it cannot move the file");
        host.Kill();
        (await IntakesAsync()).Should().ContainSingle();
        File.Delete(PathOf("taken"));

        await host.StartAsync();

        await UntilThereAsync("taken/one.json");
        (await IntakesAsync()).Should().ContainSingle("it was known");
        Put("one.json", TestAlerts.OfKey(1));
        await UntilThereAsync("taken/one-2.json");
        (await IntakesAsync()).Should().ContainSingle("the same alert in another file is the same alert");
    }

    public void Dispose()
    {
        host.Dispose();
        repository.Dispose();
        folder.Delete(recursive: true);
    }

    private string PathOf(string name) => Path.Combine(folder.FullName, name);

    private string Put(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    private Task<bool> UntilThereAsync(params string[] names) =>
        host.UntilAsync<bool>(() => Task.FromResult<bool?>(names.All(name => File.Exists(PathOf(name))) ? true : null), $"there should be {string.Join(", ", names)}");

    private async Task<List<AlertIntake>> IntakesAsync()
    {
        await using var journal = SqliteJournal.Open(host.JournalFile, new SqliteJournalOptions());
        return [.. (await journal.ReadAsync(0, null, default)).Where(record => record.Kind is JournalKinds.AlertAccepted).Select(record => AlertLog.Read(record)!)];
    }
}

using System.Diagnostics;
using System.Globalization;

namespace IrSdk.Runtime.Tests.Journal;

public sealed class LeaseTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => JournalFolder.Token;

    [Fact]
    public async Task Append_AfterAnotherTookTheIncident_IsRefusedAndWritesNothing()
    {
        using var folder = new JournalFolder();
        await using var first = folder.Open();
        await using var second = folder.Open();
        var late = await first.TryAcquireAsync(JournalFolder.One, "a", Minute, Token);
        await first.AppendAsync([JournalFolder.Entry(1)], late, Token);
        (await second.TryAcquireAsync(JournalFolder.One, "b", Minute, Token)).Should().BeNull();
        folder.Time.Advance(Minute);
        var now = await second.TryAcquireAsync(JournalFolder.One, "b", Minute, Token);
        now!.Epoch.Should().BeGreaterThan(late!.Epoch);
        await FluentActions.Awaiting(() => first.AppendAsync([JournalFolder.Entry(2)], late, Token).AsTask()).Should().ThrowAsync<LeaseLostException>();
        await FluentActions.Awaiting(() => first.RenewAsync(late, Minute, Token).AsTask()).Should().ThrowAsync<LeaseLostException>();
        await first.ReleaseAsync(late, Token);
        await second.AppendAsync([JournalFolder.Entry(3)], now, Token);
        (await second.ReadAsync(0, JournalFolder.One, Token)).Select(record => record.Epoch).Should().Equal(late.Epoch, now.Epoch);
    }

    [Fact]
    public async Task Append_HumansEntry_NeedsNoLease()
    {
        using var folder = new JournalFolder();
        await using var journal = folder.Open();
        await journal.TryAcquireAsync(JournalFolder.One, "a", Minute, Token);
        var written = await journal.AppendAsync([JournalFolder.Entry(1, kind: "approval.given")], null, Token);
        written.Single().Epoch.Should().Be(0);
    }

    [Fact]
    public async Task TryAcquire_AfterRelease_GivesAHigherEpochAtOnce()
    {
        await using var journal = SqliteJournal.InMemory(TimeProvider.System);
        var first = await journal.TryAcquireAsync(JournalFolder.One, "a", Minute, Token);
        await journal.ReleaseAsync(first!, Token);
        (await journal.TryAcquireAsync(JournalFolder.One, "b", Minute, Token))!.Epoch.Should().Be(first!.Epoch + 1);
    }

    [Fact]
    public async Task TryAcquire_RowOfTheLeaseRemoved_StillGivesAHigherEpoch()
    {
        using var folder = new JournalFolder();
        await folder.WriteTwelveAsync();
        folder.Tamper("DELETE FROM leases");
        await using var journal = folder.Open();
        (await journal.TryAcquireAsync(JournalFolder.One, "b", Minute, Token))!.Epoch.Should().Be(2);
    }

    [Fact]
    public async Task Renew_HeldLease_KeepsOthersOutForLonger()
    {
        using var folder = new JournalFolder();
        await using var journal = folder.Open();
        var lease = await journal.TryAcquireAsync(JournalFolder.One, "a", Minute, Token);
        folder.Time.Advance(Minute / 2);
        (await journal.RenewAsync(lease!, Minute, Token)).ExpiresAt.Should().Be(folder.Time.GetUtcNow() + Minute);
        folder.Time.Advance(Minute / 2);
        (await journal.TryAcquireAsync(JournalFolder.One, "b", Minute, Token)).Should().BeNull();
    }

    [Fact]
    public async Task TryAcquire_OwnerIsADeadProcessOfThisHost_TakesAtOnce()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true })!;
        await process.WaitForExitAsync(Token);
        var mine = ProcessOwner.Current(TimeProvider.System).Split('/');
        var dead = $"{mine[0]}/{process.Id.ToString(CultureInfo.InvariantCulture)}/1";
        await using var journal = SqliteJournal.InMemory(TimeProvider.System);
        var lease = await journal.TryAcquireAsync(JournalFolder.One, dead, Minute, Token);
        (await journal.TryAcquireAsync(JournalFolder.One, "b", Minute, Token))!.Epoch.Should().Be(lease!.Epoch + 1);
    }

    [Fact]
    public void IsProvablyDead_LivingOrElsewhereOrUnknown_IsFalse()
    {
        var mine = ProcessOwner.Current(TimeProvider.System);
        ProcessOwner.IsProvablyDead(mine).Should().BeFalse();
        ProcessOwner.IsProvablyDead("another-host/1/1").Should().BeFalse();
        ProcessOwner.IsProvablyDead("someone").Should().BeFalse();
        ProcessOwner.IsProvablyDead(mine[..mine.LastIndexOf('/')] + "/1").Should().Be(OperatingSystem.IsLinux(), "that one started at another time");
    }
}

using System.Collections.Immutable;
using System.Xml.Linq;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Instances;

public sealed class SnapshotVolumesTests(MotoServer moto)
{
    [Fact]
    public async Task Execute_TwoVolumes_AreSnapshottedTaggedAndProtected()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);

        var result = await rig.DoAsync(new SnapshotVolumes(host.Instance));

        var snapshots = await SnapshotsAsync(host);
        snapshots.Select(one => one.Element("volumeId")!.Value).Should().BeEquivalentTo(await host.VolumesAsync());
        snapshots.Should().OnlyContain(one => Tag(one, "irsdk:incident") == "inc-1" && Tag(one, "irsdk:step") == "inc-1/s1"
            && Tag(one, "irsdk:requested-at").EndsWith('Z') && Tag(one, "irsdk:requested-by") == "irsdk-evidence");
        (await host.ProtectionsAsync()).Should().Be("false false true stop");
        var record = result.Evidence.Should().ContainSingle().Subject;
        record.Status.Should().Be(EvidenceStatus.Secured);
        record.Location.Should().ContainAll(snapshots.Select(one => one.Element("snapshotId")!.Value));
    }

    [Fact]
    public async Task Execute_Protections_ComeBeforeTheSnapshot()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);

        await rig.DoAsync(new SnapshotVolumes(host.Instance));

        rig.Log.Calls.Select(call => call.Operation).Where(one => one is "ModifyInstanceAttribute" or "CreateSnapshots" or "LockSnapshot")
            .Distinct().Should().Equal("ModifyInstanceAttribute", "CreateSnapshots", "LockSnapshot");
    }

    /// <summary>moto has no LockSnapshot and answers 500, as a region without it might.</summary>
    [Fact]
    public async Task Execute_LockIsRefused_SecuresAndSaysSo_AndAsksOnceASnapshot()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);

        var result = await rig.DoAsync(new SnapshotVolumes(host.Instance));

        result.Detail.Should().Be(
            "2 volumes, not locked, so whoever holds the account can delete it: The emulator does not play LockSnapshot; rehearse that in a real drill account");
        result.Evidence.Single().LockedUntil.Should().BeNull();
        rig.Log.Calls.Count(call => call.Operation == "LockSnapshot").Should().Be(2);
    }

    /// <summary>A recorded answer of EC2 stands in, because moto has no LockSnapshot.</summary>
    [Fact]
    public async Task Execute_LockIsTaken_TheRecordSaysUntilWhen()
    {
        using var rig = await HandlerRig.StartAsync(moto, network: inner => new Scripted(inner).Answer("LockSnapshot", _ => ("""
            <LockSnapshotResponse><requestId>1</requestId><snapshotId>snap-1</snapshotId><lockState>compliance</lockState><lockDuration>365</lockDuration>
            <lockExpiresOn>2027-11-24T21:00:00.000Z</lockExpiresOn></LockSnapshotResponse>
            """)));
        var host = await SuspectHost.MakeAsync(rig);

        var result = await rig.DoAsync(new SnapshotVolumes(host.Instance));

        result.Evidence.Single().LockedUntil.Should().Be(new DateTimeOffset(2027, 11, 24, 21, 0, 0, TimeSpan.Zero));
        result.Detail.Should().Be("2 volumes");
    }

    [Fact]
    public async Task Execute_AnswerIsLost_MakesNoSecondSnapshot()
    {
        LosesOnce? network = null;
        using var rig = await HandlerRig.StartAsync(moto, network: inner => network = new(inner, "CreateSnapshots"));
        var host = await SuspectHost.MakeAsync(rig);

        await rig.DoAsync(new SnapshotVolumes(host.Instance));

        network!.Lost.Should().Be(1);
        (await SnapshotsAsync(host)).Should().HaveCount(2);
    }

    [Fact]
    public async Task Execute_AgainWithWhatWasKept_DoublesNothingAndKeepsTheFirstState()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        var first = await rig.DoAsync(new SnapshotVolumes(host.Instance));

        var second = await rig.DoAsync(new SnapshotVolumes(host.Instance), HandlerRig.Context(prior: first));

        second.PriorState!.Value.GetRawText().Should().Be(first.PriorState!.Value.GetRawText());
        (await SnapshotsAsync(host)).Should().HaveCount(2);
    }

    [Fact]
    public async Task Execute_OneVolumeIsMissing_IsAddedToWhatIsThere()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        await rig.DoAsync(new SnapshotVolumes(host.Instance));
        await host.Admin.Ec2Async("DeleteSnapshot", ("SnapshotId", (await SnapshotsAsync(host))[0].Element("snapshotId")!.Value));

        (await rig.ReconcileAsync(new SnapshotVolumes(host.Instance), HandlerRig.Context())).State.Should().Be(ReconciledState.PartlyDone);
        await rig.DoAsync(new SnapshotVolumes(host.Instance));

        (await SnapshotsAsync(host)).Select(one => one.Element("volumeId")!.Value).Should().BeEquivalentTo(await host.VolumesAsync());
    }

    [Fact]
    public async Task Reconcile_BeforeAndAfter_FindsItsOwn()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        var action = new SnapshotVolumes(host.Instance);

        (await rig.ReconcileAsync(action, HandlerRig.Context())).State.Should().Be(ReconciledState.NotDone);
        var done = await rig.DoAsync(action);

        var found = await rig.ReconcileAsync(action, HandlerRig.Context(prior: done));
        found.State.Should().Be(ReconciledState.Done);
        found.Result!.Evidence.Single().Location.Should().Be(done.Evidence.Single().Location);
        (await rig.ReconcileAsync(action, HandlerRig.Context("s2"))).State.Should().Be(ReconciledState.NotDone);
    }

    [Fact]
    public async Task Execute_InstanceStore_IsAGapBesideWhatIsSecured()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig, "m5d.large");

        var result = await rig.DoAsync(new SnapshotVolumes(host.Instance));

        result.Evidence.Select(record => record.Status).Should().Equal(EvidenceStatus.Secured, EvidenceStatus.Gap);
        result.Evidence[1].Detail.Should().Be("the instance store (75 GB) cannot be snapshotted and goes when it stops");
    }

    [Fact]
    public async Task Execute_NoSuchHost_SaysWhereItLooked()
    {
        using var rig = await HandlerRig.StartAsync(moto);

        var asking = () => rig.DoAsync(new SnapshotVolumes(new Instance(rig.Account, "us-east-1", "i-0123456789abcdef0")));

        var failure = (await asking.Should().ThrowAsync<ProviderException>()).Which;
        failure.IsTransient.Should().BeFalse();
        failure.Message.Should().Be($"i-0123456789abcdef0 is not in account {rig.Account}, region us-east-1: it no longer exists, or belongs to another account; check where the alert says that it is.");
    }

    [Fact]
    public async Task Restore_WhatWasSet_IsAsBefore_AndTheSnapshotsStay()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        await host.Admin.Ec2Async("ModifyInstanceAttribute", ("InstanceId", host.Id), ("InstanceInitiatedShutdownBehavior.Value", "terminate"));
        var before = await host.ProtectionsAsync();
        var result = await rig.DoAsync(new SnapshotVolumes(host.Instance));
        (await host.ProtectionsAsync()).Should().NotBe(before);

        await rig.DoAsync(new RestoreVolumeProtections(host.Instance), HandlerRig.Context("u1", result));

        (await host.ProtectionsAsync()).Should().Be(before);
        (await SnapshotsAsync(host)).Should().HaveCount(2);
        (await rig.ReconcileAsync(new RestoreVolumeProtections(host.Instance), HandlerRig.Context("u1", result))).State.Should().Be(ReconciledState.Done);
    }

    [Fact]
    public async Task Complete_SnapshotsAreThere_IsDone()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        var result = await rig.DoAsync(new SnapshotVolumes(host.Instance));

        (await rig.CompleteAsync(new SnapshotVolumes(host.Instance), result)).Failure.Should().BeNull();
    }

    /// <summary>moto's snapshots are complete at once; recorded answers show one that is pending first and ends in error.</summary>
    [Fact]
    public async Task Complete_CopyEndsInError_FailsAndNamesTheSnapshot()
    {
        var states = new Queue<string>(["pending", "error"]);
        using var rig = await HandlerRig.StartAsync(moto, network: inner => new Scripted(inner).Answer("DescribeSnapshots", _ => ($"""
            <DescribeSnapshotsResponse><requestId>1</requestId><snapshotSet><item><snapshotId>snap-1</snapshotId><volumeId>vol-1</volumeId>
            <status>{states.Dequeue()}</status><statusMessage>client error: key is disabled</statusMessage></item></snapshotSet></DescribeSnapshotsResponse>
            """)));
        var instance = new Instance(rig.Account, "us-east-1", "i-0123456789abcdef0");
        var secured = new StepResult { Detail = "", Evidence = [new(Evidence.Volumes, instance.Id, EvidenceStatus.Secured, HandlerRig.Time.GetUtcNow())] };

        var completion = await rig.CompleteAsync(new SnapshotVolumes(instance), secured);

        completion.Failure.Should().Be("snapshot snap-1 of vol-1 ended as error: client error: key is disabled");
        states.Should().BeEmpty();
    }

    /// <summary>Those of its volumes, whoever made them; its image has one too.</summary>
    private static async Task<ImmutableArray<XElement>> SnapshotsAsync(SuspectHost host)
    {
        var volumes = await host.VolumesAsync();
        var all = await host.Admin.Ec2Async("DescribeSnapshots", ("Owner.1", "self"));
        return [.. all.Descendants("snapshotSet").Single().Elements("item").Where(one => volumes.Contains(one.Element("volumeId")!.Value))];
    }

    private static string Tag(XElement snapshot, string key) =>
        snapshot.Descendants("tagSet").Single().Elements("item").Single(tag => tag.Element("key")!.Value == key).Element("value")!.Value;
}

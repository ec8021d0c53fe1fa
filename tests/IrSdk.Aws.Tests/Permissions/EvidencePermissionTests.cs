using System.Collections.Immutable;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Permissions;

/// <summary>The responder's own identity may do in the evidence bucket what the store calls there, and nothing more.</summary>
public sealed class EvidencePermissionTests(MotoServer moto)
{
    [Fact]
    public async Task EvidenceStore_KeptReadVerifiedAndAnchored_CallsExactlyWhatTheResponderMay()
    {
        using var rig = await EvidenceRig.StartAsync(moto);
        List<CallLog> logs = [rig.Log];
        var recorded = rig.Options with
        {
            RetryFor = TimeSpan.Zero,
            WrapHttp = inner =>
            {
                logs.Add(new(inner));
                return logs[^1];
            },
        };
        using var anchors = new LockedAnchorStore(recorded, "host-1");
        using var verifier = new EvidenceVerifier(recorded);
        var action = new CaptureIdentity(new IamUser(rig.Account, "alice"));
        var store = rig.Store.For(action);
        var context = EvidenceRig.Context();
        rig.Log.Clear();

        (await store.FindAsync(context, "a.json", default)).Should().BeNull();
        using var content = new MemoryStream("evidence"u8.ToArray());
        var stored = await store.PutAsync(context, "a.json", content, default);
        await store.FindAsync(context, "a.json", default);
        await store.ReadAsync(context, stored, default);
        await store.ListAsync(context, [stored.Record(Evidence.Identity, action.Resource.Id, "1 item")], default);
        await anchors.AppendAsync(new(1, "aa", "s1", "k", EvidenceRig.Time.GetUtcNow()), default);
        await anchors.ReadAsync(default);
        (await verifier.VerifyAsync(context.Incident, [], null, default)).IsWhole.Should().BeTrue();
        await AwsReadiness.CheckAsync(recorded with { EvidenceRole = null }, MotoServer.NewAccount(), default);

        // The lock in a HEAD's answer shows only to whoever may read it. S3 asks for the right to list before it says that an object is missing.
        var called = logs.SelectMany(log => log.Calls.Where(call => call.Service == "s3" && log.Places[call.Order].StartsWith($"/{rig.Bucket}", StringComparison.Ordinal)))
            .Select(call => call.Action).Concat(["s3:GetObjectRetention", "s3:ListBucket"]).ToHashSet();
        called.Should().BeEquivalentTo(EvidencePermissions.All.Select(permission => permission.Action).Distinct());
    }

    [Fact]
    public void ResponderPolicy_HoweverNamed_AllowsWhatTheStoreCalls_InTheEvidenceBucketAlone()
    {
        var policies = AwsPolicies.For([typeof(CaptureIdentity)], new() { EvidenceBucket = "evidence-of-us" });

        using var policy = System.Text.Json.JsonDocument.Parse(policies.Responder);
        var statements = policy.RootElement.GetProperty("Statement").EnumerateArray()
            .SelectMany(one => one.GetProperty("Action").EnumerateArray().Select(action => (Action: action.GetString()!, Resource: one.GetProperty("Resource").GetString()!))).ToImmutableArray();
        var inTheStore = statements.Where(one => one.Action is not ("sts:AssumeRole" or "ec2:DescribeRegions")).ToList();
        inTheStore.Select(one => one.Action).Distinct()
            .Should().BeEquivalentTo(EvidencePermissions.All.Select(permission => permission.Action).Distinct());
        inTheStore.Should().OnlyContain(one => one.Resource.StartsWith("arn:aws:s3:::evidence-of-us", StringComparison.Ordinal));
        statements.Should().NotContain(one => one.Action.Contains("Delete", StringComparison.Ordinal) || one.Action.Contains("Bypass", StringComparison.Ordinal));
    }
}

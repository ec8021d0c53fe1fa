using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.EvidenceStore;

/// <summary>Against radosgw, which keeps COMPLIANCE in earnest; moto lets retention be shortened. Trails are moto's, history is scripted.</summary>
[Collection(WithRados.Name)]
public sealed class ObjectLockTests(MotoServer moto, RadosGateway rados)
{
    [Fact]
    public async Task Export_OnceItIsStored_NobodyCanDeleteShortenOrDowngradeIt()
    {
        using var rig = await StartAsync();
        var (_, stored) = await ExportAsync(rig);
        var s3 = rig.Own.S3; // The gateway's administrator, and the bucket's owner.
        var (key, version, until) = (stored.Key, stored.Version, stored.LockedUntil.UtcDateTime);

        await RefusedAsync(() => s3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = rig.Bucket, Key = key, VersionId = version }));
        await RefusedAsync(() => s3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = rig.Bucket, Key = key, VersionId = version, BypassGovernanceRetention = true }));
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = rig.Bucket, Key = key, ContentBody = "nothing happened" });
        await RefusedAsync(() => s3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = rig.Bucket, Key = key, VersionId = version }));
        await RefusedAsync(() => RetainAsync(ObjectLockRetentionMode.Compliance, until.AddDays(-300)));
        await RefusedAsync(() => RetainAsync(ObjectLockRetentionMode.Governance, until));
        await RefusedAsync(() => s3.PutBucketVersioningAsync(new() { BucketName = rig.Bucket, VersioningConfig = new() { Status = VersionStatus.Suspended } }));
        await RefusedAsync(() => s3.DeleteBucketAsync(rig.Bucket));

        (await rig.ReadAsync(key, version)).Should().Be("log");

        Task RetainAsync(ObjectLockRetentionMode mode, DateTime date) => s3.PutObjectRetentionAsync(new PutObjectRetentionRequest
        {
            BucketName = rig.Bucket,
            Key = key,
            VersionId = version,
            BypassGovernanceRetention = true,
            Retention = new() { Mode = mode, RetainUntilDate = date },
        });
    }

    [Fact]
    public async Task Verify_NothingWasTouched_EveryObjectIsOk()
    {
        using var rig = await StartAsync();
        var (result, _) = await ExportAsync(rig);
        var progress = new List<EvidenceProgress>();
        using var verifier = rig.Verifier();

        var verification = await verifier.VerifyAsync(new("inc-1"), result.Evidence, new Collecting(progress), default);

        verification.Objects.Should().OnlyContain(one => one.Wrong == null).And.HaveCount(3, "a copy, the list of copies and the manifest are stored");
        verification.IsWhole.Should().BeTrue();
        progress.Should().HaveCount(3).And.Contain(new EvidenceProgress(3, 3));
    }

    [Fact]
    public async Task Verify_OneByteOfACopyWasChangedUnderneath_NamesTheCopy()
    {
        using var rig = await StartAsync();
        var (result, stored) = await ExportAsync(rig);
        await rados.TamperAsync(stored.Key, stored.Version);
        using var verifier = rig.Verifier();

        var verification = await verifier.VerifyAsync(new("inc-1"), result.Evidence, null, default);

        verification.IsWhole.Should().BeFalse();
        var wrong = verification.Objects.Single(one => one.Wrong is not null);
        wrong.Location.Should().Be($"s3://{rig.Bucket}/{stored.Key}?versionId={stored.Version}");
        wrong.Wrong.Should().StartWith("has changed: its SHA-256 is ").And.EndWith(stored.Sha256);
    }

    [Fact]
    public async Task Anchors_OverwrittenAndHidden_AreAllStillThere()
    {
        using var rig = await StartAsync();
        using var anchors = new LockedAnchorStore(rig.Options, "host-1");
        Anchor[] written = [new(1, "aa", "s1", "k", EvidenceRig.Time.GetUtcNow()), new(12, "bb", "s2", "k", EvidenceRig.Time.GetUtcNow())];
        foreach (var anchor in written)
        {
            await anchors.AppendAsync(anchor, default);
        }

        var versions = await ObjectLock.VersionsAsync(rig.Own.S3, rig.Bucket, "anchors/host-1/", default);
        await rig.Own.S3.DeleteObjectAsync(rig.Bucket, versions[0].Key);
        await RefusedAsync(() => rig.Own.S3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = rig.Bucket, Key = versions[0].Key, VersionId = versions[0].VersionId }));

        (await anchors.ReadAsync(default)).Should().Equal(written);
    }

    private Task<EvidenceRig> StartAsync() => EvidenceRig.StartAsync(
        moto, inner => new ScriptedHistory(new S3ToRados(inner, rados), _ => []), sameAccount: true);

    private static async Task<(StepResult Result, StoredObject Copy)> ExportAsync(EvidenceRig rig)
    {
        var now = EvidenceRig.Time.GetUtcNow();
        var trail = await rig.BucketAsync("trail", (TrailObjects.Log(rig.Account, "us-east-1", now.AddHours(-1)), "log"));
        await rig.TrailAsync(trail);
        var action = new ExportApiActivity(new Account(rig.Account), TimeSpan.FromHours(72));
        var result = await rig.ExecuteAsync(action);
        result.Detail.Should().Be("72 h, 1 object");
        (await rig.CompleteAsync(action, result)).Failure.Should().BeNull();
        return (result, (await rig.ManifestAsync()).Objects.Single(one => one.Source == $"s3://{trail}/{TrailObjects.Log(rig.Account, "us-east-1", now.AddHours(-1))}"));
    }

    private static async Task RefusedAsync(Func<Task> call) =>
        ((int)(await call.Should().ThrowAsync<AmazonServiceException>()).Which.StatusCode).Should().BeInRange(400, 499);

    private sealed class Collecting(List<EvidenceProgress> to) : IProgress<EvidenceProgress>
    {
        public void Report(EvidenceProgress value)
        {
            lock (to)
            {
                to.Add(value);
            }
        }
    }
}

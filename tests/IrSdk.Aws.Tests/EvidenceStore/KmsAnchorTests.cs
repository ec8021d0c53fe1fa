using System.Text.Json;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.EvidenceStore;

/// <summary>Heads that a server's KMS signed and a locked bucket keeps, checked by .NET's own ECDSA with the server's public key.</summary>
public sealed class KmsAnchorTests(MotoServer moto) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("irsdk-kms-");

    [Fact]
    public async Task Verify_HeadSignedByKms_FindsACutTail_AndAnotherKey()
    {
        using var rig = await EvidenceRig.StartAsync(moto, sameAccount: true);
        var options = rig.Options with { AnchorKey = await KeyAsync(rig, "ECC_NIST_P256") };
        using var anchors = new LockedAnchorStore(options, "host-1");
        using var signer = await KmsAnchorSigner.OpenAsync(options, default);
        using var other = await KmsAnchorSigner.OpenAsync(options with { AnchorKey = await KeyAsync(rig, "ECC_NIST_P256") }, default);
        var (file, earlier) = (Path.Combine(folder.FullName, "j.db"), Path.Combine(folder.FullName, "earlier.db"));

        await WriteAsync(file, anchors, signer, entries: 3);
        File.Copy(file, earlier);
        await WriteAsync(file, anchors, signer, entries: 2);

        (await JournalVerifier.VerifyAsync(file, anchors, signer.PublicKey, default)).Should().Be(new JournalVerification(5, true, null));
        (await JournalVerifier.VerifyAsync(earlier, anchors, signer.PublicKey, default)).FirstBad!.Reason.Should().Be("Entry 4 and those after it are missing: entry 5 was anchored.");
        (await JournalVerifier.VerifyAsync(file, anchors, other.PublicKey, default)).FirstBad!.Reason.Should().StartWith("The anchor of entry 3 is not signed by the key");
    }

    [Theory]
    [InlineData("RSA_2048", "ECDSA P-256")]
    [InlineData(null, "cannot be used")]
    public async Task Open_KeyIsOfAnotherTypeOrMissing_IsOneSentence(string? spec, string says)
    {
        using var rig = await EvidenceRig.StartAsync(moto, sameAccount: true);
        var key = spec is null ? "00000000-0000-0000-0000-000000000000" : await KeyAsync(rig, spec);

        var opening = () => KmsAnchorSigner.OpenAsync(rig.Options with { AnchorKey = key, RetryFor = TimeSpan.Zero }, default);

        (await opening.Should().ThrowAsync<JournalException>()).Which.Message.Should().Contain(says).And.NotContain("\n").And.EndWith(".");
    }

    [Theory]
    [InlineData("1234abcd-12ab-34cd-56ef-1234567890ab", "arn:aws:kms:*:*:key/1234abcd-12ab-34cd-56ef-1234567890ab")]
    [InlineData("arn:aws:kms:eu-west-1:111122223333:key/1234abcd", "arn:aws:kms:eu-west-1:111122223333:key/1234abcd")]
    [InlineData("alias/anchors", "arn:aws:kms:*:*:key/*")]
    public void ResponderPolicy_WithAKey_MaySignWithItAlone(string key, string resource)
    {
        var policy = AwsPolicies.For([typeof(CaptureIdentity)], new() { EvidenceBucket = "evidence-of-us", AnchorKey = key }).Responder;

        var statement = JsonDocument.Parse(policy).RootElement.GetProperty("Statement").EnumerateArray().Single(one => one.GetRawText().Contains("kms:", StringComparison.Ordinal));
        statement.GetProperty("Action").EnumerateArray().Select(one => one.GetString()).Should().Equal("kms:GetPublicKey", "kms:Sign");
        statement.GetProperty("Resource").GetString().Should().Be(resource);
        statement.TryGetProperty("Condition", out _).Should().Be(key.StartsWith("alias/", StringComparison.Ordinal));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task<string> KeyAsync(EvidenceRig rig, string spec) =>
        (await rig.CallAsync("kms", "TrentService.CreateKey", new { KeyUsage = "SIGN_VERIFY", KeySpec = spec })).GetProperty("KeyMetadata").GetProperty("KeyId").GetString()!;

    private static async Task WriteAsync(string file, IAnchorStore anchors, IAnchorSigner signer, int entries)
    {
        await using var journal = SqliteJournal.Open(file, new SqliteJournalOptions { Anchors = anchors, AnchorKey = signer });
        for (var entry = 0; entry < entries; entry++)
        {
            await journal.AppendAsync([new(null, "test", 1, EvidenceRig.Time.GetUtcNow(), JsonSerializer.SerializeToElement(new { entry }))], null, default);
        }

        await journal.AnchorAsync(default);
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using IrSdk.Cli.Tests;

namespace IrSdk.Aws.Tests.EvidenceStore;

/// <summary><c>ir evidence verify</c> as its users run it, on what <c>ir run</c> stored in radosgw.</summary>
[Collection(WithRados.Name)]
public sealed class EvidenceCommandTests(MotoServer moto, RadosGateway rados) : IDisposable
{
    private const string Journal = "j.db";

    private readonly Cli.Tests.Cli cli = new();
    private string? signing;

    [Fact]
    public async Task Verify_AfterARun_PassesUntilOneByteOfACopyChanges_AndThenNamesIt()
    {
        using var rig = await StartAsync();
        var (incident, copy) = await RespondAsync(rig);

        var whole = Verify(incident);
        var anchored = Run("journal", "verify", Journal, "--aws", "aws.json");
        cli.Write("stranger.json", AwsFile(rig.Bucket, await KeyAsync(rig)));
        var stranger = Run("journal", "verify", Journal, "--aws", "stranger.json");
        var untrusted = Run("evidence", "verify", incident, "--aws", "stranger.json", "--journal", Journal);
        anchored.ExitCode.Should().Be(0, anchored.Output + anchored.Error);
        anchored.Output.Should().Contain("each as it was written.");
        stranger.ExitCode.Should().Be(1, stranger.Error);
        stranger.Output.Should().Contain("is not signed by the key");
        untrusted.ExitCode.Should().Be(1, untrusted.Error);
        untrusted.Error.Should().Contain("The journal is not what was anchored");
        await rados.TamperAsync(copy.Key, copy.Version);
        var changed = Verify(incident);
        var json = Verify(incident, "--json");

        whole.ExitCode.Should().Be(0, whole.Output + whole.Error);
        whole.Output.Should().MatchRegex($@"^✔ \d+ objects of {incident} are as they were recorded, and locked\.\s*$");
        changed.ExitCode.Should().Be(1, changed.Error);
        Unwrapped(changed.Output).Should().Contain(copy.Key).And.Contain($"?versionId={copy.Version} has changed").And.Contain($"1 of ");
        json.ExitCode.Should().Be(1, json.Error);
        JsonNode.Parse(json.Output)!["objects"]!.AsArray().Single(one => one!["wrong"] is not null)!["location"]!.GetValue<string>().Should().Contain(copy.Key);

        var none = Verify("no-such-incident");
        var elsewhere = VerifyIn("nobodys-bucket", incident);
        var nowhere = VerifyIn(null, incident);
        foreach (var refused in (CliResult[])[none, elsewhere, nowhere])
        {
            refused.ExitCode.Should().NotBe(0);
            refused.Output.Should().BeEmpty();
            refused.Error.Trim().Should().MatchRegex("^ir: [^\n]*\\.$");
        }

        none.Error.Should().Contain("no incident no-such-incident");
        elsewhere.Error.Should().Contain("nobodys-bucket");
        nowhere.Error.Should().Contain("evidence bucket");
    }

    [Fact]
    public void Verify_NoJournal_IsOneSentence()
    {
        var result = cli.Run("evidence", "verify", "some-incident", "--journal", "none.db");

        result.ExitCode.Should().Be(2);
        result.Output.Should().BeEmpty();
        result.Error.Trim().Should().StartWith("ir: There is no journal at ").And.EndWith("give its file with --journal.");
    }

    public void Dispose() => cli.Dispose();

    private Task<EvidenceRig> StartAsync() => EvidenceRig.StartAsync(moto, inner => new S3ToRados(inner, rados), sameAccount: true);

    /// <summary>A trail with one object in the bucket, a user's key in the alert, and the playbook run on both.</summary>
    private async Task<(string Incident, StoredObject Copy)> RespondAsync(EvidenceRig rig)
    {
        var now = EvidenceRig.Time.GetUtcNow();
        var trail = await rig.BucketAsync("trail", (TrailObjects.Log(rig.Account, "us-east-1", now.AddHours(-1)), "log"));
        await rig.TrailAsync(trail);
        using var admin = await RawQuery.OfAsync(moto.Url, rig.Account);
        var user = $"user-{MotoServer.NewAccount()}";
        var key = await admin.CreateUserAsync(user);
        signing = await KeyAsync(rig);
        cli.Write("aws.json", AwsFile(rig.Bucket, signing));
        var alert = cli.Write("alert.json", JsonSerializer.Serialize(new
        {
            schema = "irsdk.alert/v1",
            id = $"alert-{MotoServer.NewAccount()}",
            source = "siem",
            title = "A key is used from where nobody works",
            kind = "credential-compromise",
            confidence = 95,
            severity = "high",
            firstSeen = now.AddMinutes(-5),
            lastSeen = now,
            account = rig.Account.ToString(),
            region = "us-east-1",
            resources = new[] { new { type = "access-key", id = key, user, involvement = "suspect", region = "global" } },
        }));
        var run = Run("run", Cli.Tests.Cli.CredentialCompromise, "--alert", alert, "--provider", "aws", "--aws", "aws.json", "--journal", Journal, "--json");
        run.Output.Should().StartWith("{", run.Error);
        var incident = (string)JsonNode.Parse(run.Output)!["incident"]!;
        var manifest = JsonSerializer.Deserialize<EvidenceManifest>(await rig.ReadAsync(EvidencePlace.Manifest(new(incident))), IrJson.Options)!;
        return (incident, manifest.Objects.First(one => one.Source is not null));
    }

    private CliResult Verify(string incident, params string[] more) => Run(["evidence", "verify", incident, "--aws", "aws.json", "--journal", Journal, .. more]);

    private CliResult VerifyIn(string? bucket, string incident)
    {
        cli.Write("other.json", AwsFile(bucket, null));
        return Run("evidence", "verify", incident, "--aws", "other.json", "--journal", Journal);
    }

    /// <summary>A key that KMS signs with.</summary>
    private static async Task<string> KeyAsync(EvidenceRig rig) =>
        (await rig.CallAsync("kms", "TrentService.CreateKey", new { KeyUsage = "SIGN_VERIFY", KeySpec = "ECC_NIST_P256" })).GetProperty("KeyMetadata").GetProperty("KeyId").GetString()!;

    private static string AwsFile(string? evidenceBucket, string? anchorKey) =>
        JsonSerializer.Serialize(new { ownAccountOnly = true, anchorKey, journalName = "tests", evidenceBucket, regions = new[] { "us-east-1" }, retentionDays = 1, logDeliveryMinutes = 0 });

    /// <summary>The screen breaks long lines.</summary>
    private static string Unwrapped(string text) => text.Replace("\n", "", StringComparison.Ordinal);

    private CliResult Run(params IEnumerable<string> arguments) => cli.Run(
        new Dictionary<string, string?>
        {
            ["AWS_ACCESS_KEY_ID"] = MotoServer.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = MotoServer.SecretAccessKey,
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_ENDPOINT_URL"] = moto.Url.AbsoluteUri.TrimEnd('/'),
            ["AWS_ENDPOINT_URL_S3"] = rados.Url.AbsoluteUri.TrimEnd('/'),
        },
        arguments);
}

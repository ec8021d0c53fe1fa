using System.Net;
using System.Text;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.EvidenceStore;

/// <summary>What keeps evidence from being verified, and what is missing among it.</summary>
public sealed class EvidenceVerifierTests(MotoServer moto)
{
    [Fact]
    public async Task Verify_JournalNamesEvidenceAndNoManifestIsThere_SaysThatItIsMissing()
    {
        using var rig = await EvidenceRig.StartAsync(moto);
        using var admin = await RawQuery.OfAsync(moto.Url, rig.Account);
        await admin.CreateUserAsync("deploy-bot");
        var action = new CaptureIdentity(new IamUser(rig.Account, "deploy-bot"));
        var result = await rig.ExecuteAsync(action);
        using var verifier = rig.Verifier();

        var before = await verifier.VerifyAsync(new("inc-1"), result.Evidence, null, default);
        await rig.CompleteAsync(action, result);
        var after = await verifier.VerifyAsync(new("inc-1"), result.Evidence, null, default);

        before.Objects.Where(one => one.Wrong is not null).Should().ContainSingle(one => one.Location.EndsWith("/manifest.json", StringComparison.Ordinal) && one.Wrong!.StartsWith("is missing", StringComparison.Ordinal));
        after.IsWhole.Should().BeTrue();
    }

    [Fact]
    public async Task Verify_BucketMayNotBeListed_NamesThePermission()
    {
        using var rig = await EvidenceRig.StartAsync(moto, inner => new Forbidding(inner));
        using var verifier = new EvidenceVerifier(rig.Options);

        var asking = () => verifier.VerifyAsync(new("inc-1"), [], null, default);

        (await asking.Should().ThrowAsync<ProviderException>()).Which.Message.Should().StartWith("AWS refused ListVersions").And.Contain("lacks s3:ListBucketVersions");
    }

    /// <summary>S3's own answer to who may not list.</summary>
    private sealed class Forbidding(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private const string Refusal =
            "<Error><Code>AccessDenied</Code><Message>User: arn:aws:iam::123456789012:user/responder is not authorized to perform: s3:ListBucketVersions on resource: \"arn:aws:s3:::evidence\" because no identity-based policy allows the s3:ListBucketVersions action</Message></Error>";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri!.Query.Contains("versions", StringComparison.Ordinal)
                ? new(HttpStatusCode.Forbidden) { RequestMessage = request, Content = new StringContent(Refusal, Encoding.UTF8, "application/xml") }
                : await base.SendAsync(request, cancellationToken);
    }
}

using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Amazon.S3.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests;

/// <summary>An account to export from, an evidence bucket to export to, and the handlers between them.</summary>
internal sealed class EvidenceRig : IDisposable
{
    private readonly HttpClient http = new();
    private readonly Provider provider = new("aws", new NoDirectory());
    private readonly AwsAccounts accounts;
    private readonly AwsAccounts administrators;
    private readonly string adminKey;

    private EvidenceRig(AwsOptions options, AccountId account, AwsAccounts accounts, AwsAccounts administrators, AwsAccess admin, string adminKey, CallLog log)
    {
        (Options, Account, this.accounts, this.administrators, Admin, this.adminKey, Log) = (options, account, accounts, administrators, admin, adminKey, log);
        Own = administrators.EnterOwn(MotoServer.Account, ResourceId.Global, null);
        Store = new(accounts);
        foreach (var registration in AwsHandlers.All)
        {
            registration.AddTo(provider, accounts, Store);
        }
    }

    public AwsOptions Options { get; }

    public AccountId Account { get; }

    /// <summary>The account's administrator.</summary>
    public AwsAccess Admin { get; }

    /// <summary>The responder's own account.</summary>
    public AwsAccess Own { get; }

    public LockedBucket Store { get; }

    public CallLog Log { get; }

    public string Bucket => Options.EvidenceBucket!;

    public static TimeProvider Time => TimeProvider.System;

    /// <param name="moto">Answers everything that <paramref name="wrap"/> does not take away.</param>
    /// <param name="wrap">The network in between.</param>
    /// <param name="faults">What goes wrong between the handlers and the servers; nothing does for the administrators.</param>
    /// <param name="sameAccount">Whether the responder's own account is exported from, by its own credentials.</param>
    public static async Task<EvidenceRig> StartAsync(MotoServer moto, Func<HttpMessageHandler, HttpMessageHandler>? wrap = null, bool sameAccount = false, FaultRates? faults = null)
    {
        CallLog? log = null;
        var account = sameAccount ? MotoServer.Account : MotoServer.NewAccount();
        var plain = moto.Options(wrap);
        var options = moto.Options(inner => log = new(new FaultyHttp(wrap?.Invoke(inner) ?? inner, faults ?? new(), seed: 11))) with
        {
            EvidenceBucket = $"evidence-{MotoServer.NewAccount()}",
            LogDelivery = TimeSpan.Zero,
            Jitter = static () => 0,
            EvidenceRole = sameAccount ? null : "irsdk-evidence",
            ContainmentRole = sameAccount ? null : "irsdk-containment",
        };
        var administrators = new AwsAccounts(plain with { EvidenceRole = options.EvidenceRole });
        var accounts = new AwsAccounts(options);
        var admin = await administrators.EnterAsync(account, "us-east-1", AwsPurpose.Evidence, null, null, null, default);
        using var own = administrators.EnterOwn(MotoServer.Account, ResourceId.Global, null);
        var key = sameAccount ? MotoServer.AccessKeyId
            : (await own.Sts.AssumeRoleAsync(new() { RoleArn = $"arn:aws:iam::{account}:role/admin", RoleSessionName = "admin" })).Credentials.AccessKeyId;
        await own.S3.PutBucketAsync(new PutBucketRequest { BucketName = options.EvidenceBucket, ObjectLockEnabledForBucket = true });
        return new(options, account, accounts, administrators, admin, key, log!);
    }

    public static StepContext Context(string step = "1/capture", string incident = "inc-1") => new()
    {
        Incident = new(incident),
        Step = step,
        Key = $"{incident}/{step}",
        Attempt = 1,
        Deadline = Time.GetUtcNow().AddSeconds(30),
        Time = Time,
    };

    public ActionHandler Of(ResponseAction action) => provider.HandlerOf(action)!;

    public Task<StepResult> ExecuteAsync(ResponseAction action, StepContext? context = null) => Of(action).ExecuteAsync(action, context ?? Context(), default);

    public Task<Reconciliation> ReconcileAsync(ResponseAction action, StepContext? context = null) => Of(action).ReconcileAsync(action, context ?? Context(), default);

    public Task<Completion> CompleteAsync(ResponseAction action, StepResult result, StepContext? context = null) => Of(action).CompleteAsync(action, result, context ?? Context(), default);

    public EvidenceVerifier Verifier() => new(Options);

    /// <summary>A bucket in the account.</summary>
    public async Task<string> BucketAsync(string name, params IEnumerable<(string Key, string Text)> objects)
    {
        var bucket = $"{name}-{MotoServer.NewAccount()}";
        await Admin.S3.PutBucketAsync(new PutBucketRequest { BucketName = bucket });
        foreach (var (key, text) in objects)
        {
            await PutAsync(bucket, key, text);
        }

        return bucket;
    }

    public Task PutAsync(string bucket, string key, string text) =>
        Admin.S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, ContentBody = text });

    /// <summary>Calls a JSON service as the account's administrator, without any of our clients.</summary>
    public async Task<JsonElement> CallAsync(string service, string target, object parameters, string region = "us-east-1")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Options.ServiceUrl)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(parameters)) { Headers = { ContentType = new("application/x-amz-json-1.1") } },
        };
        request.Headers.Authorization = Signature(service, region);
        request.Headers.Add("X-Amz-Target", target);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonElement.Parse(text is "" ? "{}" : text) : throw new InvalidOperationException(text);
    }

    /// <summary>A trail that logs all regions into a bucket.</summary>
    public async Task TrailAsync(string bucket)
    {
        await KnownAsync(bucket);
        const string Target = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101";
        await CallAsync("cloudtrail", $"{Target}.CreateTrail", new { Name = "audit", S3BucketName = bucket, IsMultiRegionTrail = true });
        await CallAsync("cloudtrail", $"{Target}.StartLogging", new { Name = "audit" });
    }

    /// <summary>moto makes no trail to a bucket that it does not know, and where S3 is another server it knows none.</summary>
    private async Task KnownAsync(string bucket)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(Options.ServiceUrl!, bucket));
        request.Headers.Authorization = Signature("s3", "us-east-1");
        using var answer = await http.SendAsync(request);
    }

    /// <summary>The server looks at the key in a signature, not at the signature.</summary>
    private AuthenticationHeaderValue Signature(string service, string region) =>
        new("AWS4-HMAC-SHA256", $"Credential={adminKey}/20260101/{region}/{service}/aws4_request, SignedHeaders=host, Signature=none");

    /// <summary>What an object in the evidence bucket holds.</summary>
    public async Task<string> ReadAsync(string key, string? version = null) =>
        Encoding.UTF8.GetString(await ObjectLock.ReadAsync(Own.S3, Bucket, key, version, default));

    public async Task<EvidenceManifest> ManifestAsync(string incident = "inc-1") =>
        JsonSerializer.Deserialize<EvidenceManifest>(await ReadAsync(EvidencePlace.Manifest(new(incident))), IrJson.Options)!;

    public void Dispose()
    {
        http.Dispose();
        Admin.Dispose();
        Own.Dispose();
        accounts.Dispose();
        administrators.Dispose();
    }

    private sealed class NoDirectory : Resolution.IAccountDirectory
    {
        public ValueTask<Resource?> DescribeAsync(Resource resource, CancellationToken cancellationToken) => new((Resource?)null);

        public ValueTask<ImmutableArray<Resource>> RelatedAsync(Resource resource, Resolution.Relation relation, Resolution.TimeWindow window, CancellationToken cancellationToken) =>
            new(ImmutableArray<Resource>.Empty);
    }
}

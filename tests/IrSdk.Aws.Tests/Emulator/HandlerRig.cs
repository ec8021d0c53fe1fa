using Amazon.S3.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests;

/// <summary>The provider's handlers in an account of their own, with every call on record, and an administrator beside them.</summary>
internal sealed class HandlerRig : IDisposable
{
    private readonly AwsAccounts accounts;
    private readonly Provider provider;

    private HandlerRig(AwsAccounts accounts, AccountId account, RawQuery admin, CallLog log)
    {
        (this.accounts, Account, Admin, Log) = (accounts, account, admin, log);
        provider = new("aws", new AwsDirectory(accounts));
        foreach (var registration in AwsHandlers.All)
        {
            registration.AddTo(provider, accounts, new LockedBucket(accounts));
        }
    }

    public static TimeProvider Time => TimeProvider.System;

    /// <summary>The account that is responded in.</summary>
    public AccountId Account { get; }

    /// <summary>The account's administrator: prepares, looks, and plays the intruder.</summary>
    public RawQuery Admin { get; }

    /// <summary>What the handlers called.</summary>
    public CallLog Log { get; }

    public AwsDirectory Directory => (AwsDirectory)provider.Directory;

    public static async Task<HandlerRig> StartAsync(MotoServer moto, Func<AwsOptions, AwsOptions>? change = null, Func<HttpMessageHandler, HttpMessageHandler>? network = null)
    {
        CallLog? log = null;
        var bucket = await EvidenceBucketAsync(moto);
        var options = moto.Options(inner => log = new(network?.Invoke(inner) ?? inner)) with { EvidenceBucket = bucket };
        var accounts = new AwsAccounts(change?.Invoke(options) ?? options);
        var account = MotoServer.NewAccount();
        return new(accounts, account, await RawQuery.OfAsync(moto.Url, account), log!);
    }

    /// <summary>A step's context, as the engine makes one.</summary>
    /// <param name="step">The step's id.</param>
    /// <param name="prior">What an earlier call, or the containment, recorded.</param>
    public static StepContext Context(string step = "s1", StepResult? prior = null) => new()
    {
        Incident = new("inc-1"),
        Step = step,
        Key = $"inc-1/{step}",
        Attempt = 1,
        Deadline = Time.GetUtcNow().AddSeconds(20),
        Time = Time,
        PriorState = prior?.PriorState,
    };

    public Task<StepResult> DoAsync(ResponseAction action, StepContext? context = null) => Of(action).ExecuteAsync(action, context ?? Context(), default);

    public Task<Reconciliation> ReconcileAsync(ResponseAction action, StepContext context) => Of(action).ReconcileAsync(action, context, default);

    public Task<Completion> CompleteAsync(ResponseAction action, StepResult result, StepContext? context = null) => Of(action).CompleteAsync(action, result, context ?? Context(), default);

    public Task<Holding> CheckAsync(ResponseAction action, StepResult result) => Of(action).CheckHoldingAsync(action, result, Context(), default);

    public void Dispose()
    {
        Admin.Dispose();
        accounts.Dispose();
    }

    public ActionHandler Of(ResponseAction action) => provider.HandlerOf(action)!;

    /// <summary>Makes a bucket with Object Lock in the responder's account.</summary>
    public static async Task<string> EvidenceBucketAsync(MotoServer moto)
    {
        using var accounts = new AwsAccounts(moto.Options());
        using var own = accounts.EnterOwn(MotoServer.Account, ResourceId.Global, null);
        var bucket = $"evidence-{MotoServer.NewAccount()}";
        await own.S3.PutBucketAsync(new PutBucketRequest { BucketName = bucket, ObjectLockEnabledForBucket = true });
        return bucket;
    }
}

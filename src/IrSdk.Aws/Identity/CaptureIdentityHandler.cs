using System.Collections.Immutable;
using System.Text.Json;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>Writes all that IAM knows of a key, user or role to the evidence store.</summary>
internal sealed class CaptureIdentityHandler(HandlerAccess access) : AwsHandler<CaptureIdentity>(access), IAwsHandler<CaptureIdentity>
{
    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        .. IamPermissions.OnUsers(
            "GetUser", "ListAccessKeys", "GetAccessKeyLastUsed", "ListUserPolicies", "GetUserPolicy", "ListAttachedUserPolicies",
            "ListGroupsForUser", "ListMFADevices", "GetLoginProfile"),
        .. IamPermissions.OnRole("GetRole", "ListRolePolicies", "GetRolePolicy", "ListAttachedRolePolicies", "ListInstanceProfilesForRole"),
        .. IamPermissions.OnPolicies("GetPolicy", "GetPolicyVersion"),
    ];

    protected override async Task<StepResult> ExecuteAsync(CaptureIdentity action, AwsStep step, CancellationToken cancellationToken)
    {
        var asOf = step.Context.Time.GetUtcNow();
        var reports = new IdentityReport(step.Aws.Iam, cancellationToken);
        try
        {
            var (report, detail) = await (action.Resource switch
            {
                AccessKey key => reports.OfKeyAsync(key),
                IamUser user => reports.OfUserAsync(user.Name),
                _ => reports.OfRoleAsync(action.Resource.Id.Name),
            }).ConfigureAwait(false);
            report["capturedAt"] = asOf;
            using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(report, IrJson.Indented));
            var stored = await step.Evidence.PutAsync(step.Context, NameOf(action), content, cancellationToken).ConfigureAwait(false);
            return Result(action, stored with { WrittenAt = asOf }, detail);
        }
        catch (Amazon.Runtime.AmazonServiceException missing) when (Missing.Is(missing))
        {
            throw new ProviderException($"IAM knows no {action.Resource.Id.Type.Replace('-', ' ')} {action.Resource.Id.Name}; it was deleted, so look for its deletion in the API activity.", isTransient: false, missing);
        }
    }

    protected override async Task<Reconciliation> ReconcileAsync(CaptureIdentity action, AwsStep step, CancellationToken cancellationToken) =>
        await step.Evidence.FindAsync(step.Context, NameOf(action), cancellationToken).ConfigureAwait(false) is { } stored
            ? Reconciliation.Done(Result(action, stored, "captured by an earlier attempt"))
            : Reconciliation.NotDone;

    private static string NameOf(CaptureIdentity action) => $"{action.Resource.Id.Type}-{action.Resource.Id.Name}.json";

    private static StepResult Result(CaptureIdentity action, StoredEvidence stored, string detail) => new()
    {
        Detail = detail,
        Evidence =
        [
            new EvidenceRecord(Evidence.Identity, action.Resource.Id, EvidenceStatus.Secured, stored.WrittenAt)
            {
                Location = stored.Location,
                Sha256 = stored.Sha256,
                LockedUntil = stored.LockedUntil,
                Detail = detail,
            },
        ],
    };
}

using System.Collections.Immutable;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>Ends every session of a role, or of a user, that was issued before now. Whoever may assume the role can do so again.</summary>
internal sealed class RevokeSessionsHandler(HandlerAccess access) : Denying<RevokeSessions>(access), IAwsHandler<RevokeSessions>
{
    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        .. IamPermissions.OnRole("GetRole", "ListInstanceProfilesForRole", "GetRolePolicy", "PutRolePolicy"),
        .. IamPermissions.OnUser("GetUserPolicy", "PutUserPolicy"),
    ];

    protected override async Task<PolicyBefore> ReadAsync(RevokeSessions action, AwsStep step, CancellationToken cancellationToken)
    {
        var principal = Principal.Of(action.Resource);
        var role = principal.IsRole ? RoleReading.OfAsync(step.Aws.Iam, principal.Name, cancellationToken) : null;
        var document = principal.PolicyAsync(step.Aws.Iam, OlderSessions.Policy, cancellationToken);
        await Task.WhenAll(role ?? Task.CompletedTask, document).ConfigureAwait(false);
        return new(OlderSessions.Policy, await document.ConfigureAwait(false))
        {
            At = step.Aws.IamClock.Now,
            Breaks = role is null ? [] : (await role.ConfigureAwait(false)).Breaks,
        };
    }

    protected override string Document(RevokeSessions action, PolicyBefore prior, AwsStep step) =>
        OlderSessions.Document(step.Aws.IamClock.Now + OlderSessions.Margin);

    protected override bool Shows(RevokeSessions action, PolicyBefore prior, AwsStep step, string? document) =>
        OlderSessions.Before(document) is { } before && before >= prior.At;

    protected override string Detail(RevokeSessions action, PolicyBefore prior) => "all older sessions denied";
}

/// <summary>Removes the deny of older sessions, or sets an earlier one again.</summary>
internal sealed class AllowSessionsHandler(HandlerAccess access) : Allowing<AllowSessions>(access), IAwsHandler<AllowSessions>
{
    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        .. IamPermissions.OnRole("GetRolePolicy", "PutRolePolicy", "DeleteRolePolicy"),
        .. IamPermissions.OnUser("GetUserPolicy", "PutUserPolicy", "DeleteUserPolicy"),
    ];

    protected override bool IsOurs(AllowSessions action, PolicyBefore prior, string document) =>
        OlderSessions.Before(document) is { } before && before >= prior.At;
}

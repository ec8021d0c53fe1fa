using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>Ends one session of a role, told apart by the role's id and the session's name, and no other.</summary>
internal sealed class RevokeSessionHandler(HandlerAccess access) : Denying<RevokeSession>(access), IAwsHandler<RevokeSession>
{
    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        .. IamPermissions.OnRoles("GetRole", "ListInstanceProfilesForRole", "GetRolePolicy", "PutRolePolicy"),
    ];

    public static string Deny(PolicyBefore prior, RoleSession session) =>
        PolicyDocument.DenyAll(new("StringEquals", "aws:userid", $"{prior.RoleId}:{session.SessionName}"));

    protected override async Task<PolicyBefore> ReadAsync(RevokeSession action, AwsStep step, CancellationToken cancellationToken)
    {
        var session = (RoleSession)action.Resource;
        var policy = $"irsdk-session-{session.SessionName}";
        var role = RoleReading.OfAsync(step.Aws.Iam, session.RoleName, cancellationToken);
        var document = Principal.Role(session.RoleName).PolicyAsync(step.Aws.Iam, policy, cancellationToken);
        await Task.WhenAll(role, document).ConfigureAwait(false);
        return new(policy, await document.ConfigureAwait(false))
        {
            At = step.Aws.IamClock.Now,
            RoleId = (await role.ConfigureAwait(false)).Role.RoleId,
            Breaks = session.SessionName.StartsWith("i-", StringComparison.Ordinal)
                ? [$"Instance {session.SessionName} loses AWS access, its agent's too."]
                : [],
        };
    }

    protected override string Document(RevokeSession action, PolicyBefore prior, AwsStep step) => Deny(prior, (RoleSession)action.Resource);

    protected override string Detail(RevokeSession action, PolicyBefore prior) => "this session denied";
}

/// <summary>Removes the deny of one session.</summary>
internal sealed class AllowSessionHandler(HandlerAccess access) : Allowing<AllowSession>(access), IAwsHandler<AllowSession>
{
    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        .. IamPermissions.OnRoles("GetRolePolicy", "PutRolePolicy", "DeleteRolePolicy"),
    ];

    protected override bool IsOurs(AllowSession action, PolicyBefore prior, string document) =>
        PolicyDocument.Same(document, RevokeSessionHandler.Deny(prior, (RoleSession)action.Resource));
}

using IrSdk.Aws.IdentityManagement;

namespace IrSdk.Aws;

/// <summary>A user or role as the holder of inline policies.</summary>
internal sealed record Principal(bool IsRole, string Name)
{
    public static Principal User(string name) => new(false, name);

    public static Principal Role(string name) => new(true, name);

    /// <summary>The user or role that an action on a user, a role or a session is about.</summary>
    public static Principal Of(Resource resource) => resource switch
    {
        IamUser user => User(user.Name),
        IamRole role => Role(role.Name),
        RoleSession session => Role(session.RoleName),
        _ => throw new ArgumentException($"{resource} is neither user, role nor session.", nameof(resource)),
    };

    /// <summary>An inline policy's text. Null: there is none of that name.</summary>
    public async Task<string?> PolicyAsync(AmazonIdentityManagementServiceClient iam, string policy, CancellationToken cancellationToken)
    {
        var encoded = IsRole
            ? await iam.GetRolePolicyAsync(new() { RoleName = Name, PolicyName = policy }, cancellationToken).OrNull(found => found.PolicyDocument).ConfigureAwait(false)
            : await iam.GetUserPolicyAsync(new() { UserName = Name, PolicyName = policy }, cancellationToken).OrNull(found => found.PolicyDocument).ConfigureAwait(false);
        return encoded is null ? null : Uri.UnescapeDataString(encoded);
    }

    /// <summary>Sets an inline policy, or removes it.</summary>
    /// <param name="iam">The client.</param>
    /// <param name="policy">The policy's name.</param>
    /// <param name="document">Its text. Null: none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task SetPolicyAsync(AmazonIdentityManagementServiceClient iam, string policy, string? document, CancellationToken cancellationToken)
    {
        Task call = (IsRole, document) switch
        {
            (true, null) => iam.DeleteRolePolicyAsync(new() { RoleName = Name, PolicyName = policy }, cancellationToken).OrNull(static done => done),
            (true, _) => iam.PutRolePolicyAsync(new() { RoleName = Name, PolicyName = policy, PolicyDocument = document }, cancellationToken),
            (false, null) => iam.DeleteUserPolicyAsync(new() { UserName = Name, PolicyName = policy }, cancellationToken).OrNull(static done => done),
            (false, _) => iam.PutUserPolicyAsync(new() { UserName = Name, PolicyName = policy, PolicyDocument = document }, cancellationToken),
        };
        await call.ConfigureAwait(false);
    }
}

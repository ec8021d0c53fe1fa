using System.Collections.Immutable;
using Amazon.Runtime;
using IrSdk.Aws.IdentityManagement;

namespace IrSdk.Aws;

/// <summary>Who, besides the responder, could take a containment back: an intruder who holds one of them undoes the response.</summary>
internal static class UndoRights
{
    private const string Name = "who can undo";
    private const int Most = 200;

    private static readonly List<string> Rights =
        ["iam:UpdateAccessKey", "iam:DeleteUserPolicy", "iam:DeleteRolePolicy", "ec2:ModifyNetworkInterfaceAttribute", "s3:PutBucketPolicy"];

    public static async Task<ReadinessItem> CheckAsync(ReadinessScene scene, CancellationToken cancellationToken)
    {
        using var access = await scene.EnterAsync(ResourceId.Global, cancellationToken).ConfigureAwait(false);
        var roles = await Paging.AllAsync<ListRolesResponse, Role>(
            marker => access.Iam.ListRolesAsync(new() { Marker = marker }, cancellationToken), page => page.Roles, page => page.Marker).ConfigureAwait(false);
        var users = await Paging.AllAsync<ListUsersResponse, User>(
            marker => access.Iam.ListUsersAsync(new() { Marker = marker }, cancellationToken), page => page.Users, page => page.Marker).ConfigureAwait(false);
        var principals = users.Select(user => (Name: $"user/{user.UserName}", user.Arn))
            .Concat(roles.Where(role => role.RoleName != scene.Options.ContainmentRole && role.Path?.StartsWith("/aws-service-role/", StringComparison.Ordinal) != true)
                .Select(role => (Name: $"role/{role.RoleName}", role.Arn)))
            .ToList();
        var able = new List<string>();
        foreach (var (name, arn) in principals.Take(Most))
        {
            if (await MayAsync(access, arn, cancellationToken).ConfigureAwait(false))
            {
                able.Add(name);
            }
        }

        var unseen = principals.Count > Most ? $" Only the first {Most} of {principals.Count} were looked at." : "";
        return able.Count == 0
            ? new(Name, ReadinessStatus.Ready, $"No other of {Math.Min(principals.Count, Most)} users and roles can take a containment back.{unseen}")
            : new(Name, ReadinessStatus.Partly, $"{able.Count} users and roles can take a containment back ({ReadinessScene.Some(able)}).{unseen}",
                "Deny these rights to all but the containment role and break-glass users, by a service control policy.");
    }

    private static async Task<bool> MayAsync(AwsAccess access, string? arn, CancellationToken cancellationToken)
    {
        try
        {
            var simulated = await access.Iam.SimulatePrincipalPolicyAsync(new() { PolicySourceArn = arn, ActionNames = Rights }, cancellationToken).ConfigureAwait(false);
            return (simulated.EvaluationResults ?? []).Exists(result => result.EvalDecision == "allowed");
        }
        catch (AmazonServiceException gone) when (gone.ErrorCode is "NoSuchEntity")
        {
            return false;
        }
    }
}

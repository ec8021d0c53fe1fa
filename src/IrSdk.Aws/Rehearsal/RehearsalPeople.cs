using System.Collections.Immutable;
using System.Security.Cryptography;
using Amazon.SecurityToken.Model;
using IrSdk.Aws.IdentityManagement;
using Tag = IrSdk.Aws.IdentityManagement.Tag;

namespace IrSdk.Aws;

/// <summary>Users with keys and passwords, roles with sessions. Secrets are made and forgotten at once.</summary>
internal static class RehearsalPeople
{
    private const string Password = "Aa1!";

    public static async Task MakeAsync(RehearsalPlace place, ImmutableArray<Resource> wanted, RehearsalNames names, CancellationToken cancellationToken)
    {
        using var access = place.Enter();
        List<Tag> tags = [new() { Key = "irsdk:drill", Value = place.Drill }];
        var users = wanted.OfType<IamUser>().Select(user => user.Name).Concat(wanted.OfType<AccessKey>().Select(key => key.UserName ?? "drill-user")).Distinct(StringComparer.Ordinal);
        foreach (var name in users)
        {
            place.Making($"user {name}", token => RemoveUserAsync(place, name, token));
            await access.Iam.CreateUserAsync(new() { UserName = name, Tags = tags }, cancellationToken).ConfigureAwait(false);
            names.Add(new IamUser(wanted[0].Account, name), new IamUser(place.Account, name));
        }

        foreach (var user in wanted.OfType<IamUser>())
        {
            names.Add(user, new IamUser(place.Account, user.Name));
            await access.Iam.CreateLoginProfileAsync(new() { UserName = user.Name, Password = Password + RandomNumberGenerator.GetHexString(24) }, cancellationToken).ConfigureAwait(false);
        }

        foreach (var key in wanted.OfType<AccessKey>())
        {
            var owner = key.UserName ?? "drill-user";
            place.Making($"a key of {owner}");
            var made = await access.Iam.CreateAccessKeyAsync(new() { UserName = owner }, cancellationToken).ConfigureAwait(false);
            names.Add(key, new AccessKey(place.Account, made.AccessKey!.AccessKeyId!) { UserName = owner });
        }

        var roles = wanted.OfType<IamRole>().Select(role => role.Name).Concat(wanted.OfType<RoleSession>().Select(session => session.RoleName))
            .Concat(wanted.OfType<Instance>().Select(instance => instance.RoleName).OfType<string>()).Distinct(StringComparer.Ordinal);
        foreach (var role in roles)
        {
            await MakeRoleAsync(place, access, role, tags, cancellationToken).ConfigureAwait(false);
        }

        foreach (var role in wanted.OfType<IamRole>())
        {
            names.Add(role, new IamRole(place.Account, role.Name));
        }

        foreach (var session in wanted.OfType<RoleSession>())
        {
            place.Making($"session {session.RoleName}/{session.SessionName}");
            await access.Sts.AssumeRoleAsync(
                new AssumeRoleRequest { RoleArn = $"arn:{access.Partition}:iam::{place.Account}:role/{session.RoleName}", RoleSessionName = session.SessionName }, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task MakeRoleAsync(RehearsalPlace place, AwsAccess access, string role, List<Tag> tags, CancellationToken cancellationToken)
    {
        place.Making($"role {role}", token => RemoveRoleAsync(place, role, token));
        await access.Iam.CreateRoleAsync(
            new()
            {
                RoleName = role,
                Tags = tags,
                AssumeRolePolicyDocument = PolicyDocument.Write(
                [
                    new()
                    {
                        ["Effect"] = "Allow",
                        ["Principal"] = new Dictionary<string, object> { ["AWS"] = $"arn:{access.Partition}:iam::{place.Account}:root", ["Service"] = "ec2.amazonaws.com" },
                        ["Action"] = "sts:AssumeRole",
                    },
                ]),
            },
            cancellationToken).ConfigureAwait(false);
        await access.Iam.CreateInstanceProfileAsync(new() { InstanceProfileName = role, Tags = tags }, cancellationToken).ConfigureAwait(false);
        await access.Iam.AddRoleToInstanceProfileAsync(new() { InstanceProfileName = role, RoleName = role }, cancellationToken).ConfigureAwait(false);
    }

    private static async Task RemoveUserAsync(RehearsalPlace place, string user, CancellationToken cancellationToken)
    {
        using var access = place.Enter();
        foreach (var key in (await access.Iam.ListAccessKeysAsync(new() { UserName = user }, cancellationToken).ConfigureAwait(false)).AccessKeyMetadata ?? [])
        {
            await access.Iam.DeleteAccessKeyAsync(new() { UserName = user, AccessKeyId = key.AccessKeyId }, cancellationToken).ConfigureAwait(false);
        }

        foreach (var policy in (await access.Iam.ListUserPoliciesAsync(new() { UserName = user }, cancellationToken).ConfigureAwait(false)).PolicyNames ?? [])
        {
            await access.Iam.DeleteUserPolicyAsync(new() { UserName = user, PolicyName = policy }, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            await access.Iam.DeleteLoginProfileAsync(new() { UserName = user }, cancellationToken).ConfigureAwait(false);
        }
        catch (Amazon.Runtime.AmazonServiceException none) when (none.ErrorCode is "NoSuchEntity")
        {
            // It had no password, or the drill took it away.
        }

        await access.Iam.DeleteUserAsync(new() { UserName = user }, cancellationToken).ConfigureAwait(false);
    }

    private static async Task RemoveRoleAsync(RehearsalPlace place, string role, CancellationToken cancellationToken)
    {
        using var access = place.Enter();
        await access.Iam.RemoveRoleFromInstanceProfileAsync(new() { InstanceProfileName = role, RoleName = role }, cancellationToken).ConfigureAwait(false);
        await access.Iam.DeleteInstanceProfileAsync(new() { InstanceProfileName = role }, cancellationToken).ConfigureAwait(false);
        foreach (var policy in (await access.Iam.ListRolePoliciesAsync(new() { RoleName = role }, cancellationToken).ConfigureAwait(false)).PolicyNames ?? [])
        {
            await access.Iam.DeleteRolePolicyAsync(new() { RoleName = role, PolicyName = policy }, cancellationToken).ConfigureAwait(false);
        }

        await access.Iam.DeleteRoleAsync(new() { RoleName = role }, cancellationToken).ConfigureAwait(false);
    }
}

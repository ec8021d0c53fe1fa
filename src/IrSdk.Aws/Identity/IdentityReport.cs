using System.Text.Json;
using System.Text.Json.Nodes;
using IrSdk.Aws.IdentityManagement;

namespace IrSdk.Aws;

/// <summary>Everything that IAM knows of an identity, as JSON with its policies in clear. Its reads go side by side.</summary>
internal sealed class IdentityReport(AmazonIdentityManagementServiceClient iam, CancellationToken cancellationToken)
{
    /// <summary>A key: status, age, last use, and its user's keys.</summary>
    public async Task<(JsonObject Report, string Detail)> OfKeyAsync(AccessKey key)
    {
        var used = await iam.GetAccessKeyLastUsedAsync(new() { AccessKeyId = key.Name }, cancellationToken).ConfigureAwait(false);
        var user = key.UserName ?? used.UserName;
        var keys = user is { Length: > 0 } ? await RevokeAccessKeyHandler.KeysOfAsync(iam, user, cancellationToken).ConfigureAwait(false) : [];
        var report = new JsonObject
        {
            ["accessKeyId"] = key.Name,
            ["userName"] = user,
            ["lastUsed"] = Node(used.AccessKeyLastUsed),
            ["keysOfUser"] = Node(keys),
        };
        return (report, $"owner {user ?? "unknown"}, {keys.FirstOrDefault(one => one.AccessKeyId == key.Name)?.Status?.ToLowerInvariant() ?? "not listed"}");
    }

    /// <summary>A user: keys with their last use, policies, groups, second factors, console password.</summary>
    public async Task<(JsonObject Report, string Detail)> OfUserAsync(string name)
    {
        var user = iam.GetUserAsync(new() { UserName = name }, cancellationToken);
        var keys = KeysAsync(name);
        var inline = InlineAsync(Principal.User(name), Paging.AllAsync(
            marker => iam.ListUserPoliciesAsync(new() { UserName = name, Marker = marker }, cancellationToken), static page => page.PolicyNames, static page => page.IsTruncated == true ? page.Marker : null));
        var attached = AttachedAsync(Paging.AllAsync(
            marker => iam.ListAttachedUserPoliciesAsync(new() { UserName = name, Marker = marker }, cancellationToken), static page => page.AttachedPolicies, static page => page.IsTruncated == true ? page.Marker : null));
        var groups = Paging.AllAsync(
            marker => iam.ListGroupsForUserAsync(new() { UserName = name, Marker = marker }, cancellationToken), static page => page.Groups, static page => page.IsTruncated == true ? page.Marker : null);
        var devices = RequireMfaHandler.DevicesAsync(iam, name, cancellationToken);
        var password = iam.GetLoginProfileAsync(new() { UserName = name }, cancellationToken).OrNull(static found => found.LoginProfile);
        await Task.WhenAll(user, keys, inline, attached, groups, devices, password).ConfigureAwait(false);
        var report = new JsonObject
        {
            ["user"] = Node((await user.ConfigureAwait(false)).User),
            ["accessKeys"] = await keys.ConfigureAwait(false),
            ["inlinePolicies"] = await inline.ConfigureAwait(false),
            ["attachedPolicies"] = await attached.ConfigureAwait(false),
            ["groups"] = Node(await groups.ConfigureAwait(false)),
            ["mfaDevices"] = Node(await devices.ConfigureAwait(false)),
            ["loginProfile"] = Node(await password.ConfigureAwait(false)),
        };
        return (report, $"{Count(report, "accessKeys", "key")}, {Policies(report)}, {Count(report, "mfaDevices", "second factor")}");
    }

    /// <summary>A role: who may assume it, policies, instance profiles, last use.</summary>
    public async Task<(JsonObject Report, string Detail)> OfRoleAsync(string name)
    {
        var reading = iam.GetRoleAsync(new() { RoleName = name }, cancellationToken);
        var inline = InlineAsync(Principal.Role(name), Paging.AllAsync(
            marker => iam.ListRolePoliciesAsync(new() { RoleName = name, Marker = marker }, cancellationToken), static page => page.PolicyNames, static page => page.IsTruncated == true ? page.Marker : null));
        var attached = AttachedAsync(Paging.AllAsync(
            marker => iam.ListAttachedRolePoliciesAsync(new() { RoleName = name, Marker = marker }, cancellationToken), static page => page.AttachedPolicies, static page => page.IsTruncated == true ? page.Marker : null));
        var profiles = Paging.AllAsync(
            marker => iam.ListInstanceProfilesForRoleAsync(new() { RoleName = name, Marker = marker }, cancellationToken), static page => page.InstanceProfiles, static page => page.IsTruncated == true ? page.Marker : null);
        await Task.WhenAll(reading, inline, attached, profiles).ConfigureAwait(false);
        var role = (await reading.ConfigureAwait(false)).Role!;
        var trust = role.AssumeRolePolicyDocument;
        role.AssumeRolePolicyDocument = null;
        var report = new JsonObject
        {
            ["role"] = Node(role),
            ["trustPolicy"] = Document(trust),
            ["inlinePolicies"] = await inline.ConfigureAwait(false),
            ["attachedPolicies"] = await attached.ConfigureAwait(false),
            ["instanceProfiles"] = new JsonArray([.. (await profiles.ConfigureAwait(false)).Select(profile => JsonValue.Create(profile.Arn))]),
        };
        return (report, $"{Policies(report)}, {Count(report, "instanceProfiles", "instance profile")}");
    }

    private async Task<JsonArray> KeysAsync(string user)
    {
        var keys = await RevokeAccessKeyHandler.KeysOfAsync(iam, user, cancellationToken).ConfigureAwait(false);
        return new([.. await Task.WhenAll(keys.Select(async key =>
        {
            var used = await iam.GetAccessKeyLastUsedAsync(new() { AccessKeyId = key.AccessKeyId }, cancellationToken).ConfigureAwait(false);
            var node = Node(key)!.AsObject();
            node["lastUsed"] = Node(used.AccessKeyLastUsed);
            return (JsonNode)node;
        })).ConfigureAwait(false)]);
    }

    private async Task<JsonArray> InlineAsync(Principal principal, Task<List<string>> names) =>
        new([.. await Task.WhenAll((await names.ConfigureAwait(false)).Select(async name => (JsonNode)new JsonObject
        {
            ["policyName"] = name,
            ["document"] = Document(await principal.PolicyAsync(iam, name, cancellationToken).ConfigureAwait(false)),
        })).ConfigureAwait(false)]);

    /// <summary>AWS's own policies are the same for everybody; the account's can be changed by whoever holds it, so their text is kept.</summary>
    private async Task<JsonArray> AttachedAsync(Task<List<AttachedPolicyType>> attached) =>
        new([.. await Task.WhenAll((await attached.ConfigureAwait(false)).Select(async one =>
        {
            var node = Node(one)!.AsObject();
            if (one.PolicyArn!.Contains("::aws:", StringComparison.Ordinal))
            {
                return (JsonNode)node;
            }

            var policy = (await iam.GetPolicyAsync(new() { PolicyArn = one.PolicyArn }, cancellationToken).ConfigureAwait(false)).Policy!;
            var version = (await iam.GetPolicyVersionAsync(new() { PolicyArn = one.PolicyArn, VersionId = policy.DefaultVersionId }, cancellationToken).ConfigureAwait(false)).PolicyVersion!;
            node["versionId"] = version.VersionId;
            node["document"] = Document(version.Document);
            return node;
        })).ConfigureAwait(false)]);

    private static JsonNode? Document(string? text) => text is null ? null : JsonNode.Parse(text.StartsWith('%') ? Uri.UnescapeDataString(text) : text);

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, IrJson.Options);

    private static string Policies(JsonObject report) => Count(report["inlinePolicies"]!.AsArray().Count + report["attachedPolicies"]!.AsArray().Count, "policy", "policies");

    private static string Count(JsonObject report, string list, string one) => Count(report[list]!.AsArray().Count, one, one + "s");

    private static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using IrSdk.Aws.IdentityManagement;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>A role as a revocation needs it.</summary>
internal sealed record RoleReading(Role Role, ImmutableArray<string> Breaks)
{
    /// <summary>Reads a role; refuses one that nobody in the account can change.</summary>
    public static async Task<RoleReading> OfAsync(AmazonIdentityManagementServiceClient iam, string name, CancellationToken cancellationToken)
    {
        var reading = iam.GetRoleAsync(new() { RoleName = name }, cancellationToken).OrNull(static found => found.Role);
        var profiles = iam.ListInstanceProfilesForRoleAsync(new() { RoleName = name }, cancellationToken).OrNull(static found => found.InstanceProfiles);
        await Task.WhenAll(reading, profiles).ConfigureAwait(false);
        var role = await reading.ConfigureAwait(false)
            ?? throw new ProviderException($"There is no role {name} in the account; it was deleted, or the alert names another account.", isTransient: false);
        var path = role.Path ?? "/";
        if (path.StartsWith("/aws-service-role/", StringComparison.Ordinal))
        {
            throw new ProviderException($"{name} is a service-linked role, whose policies AWS alone can change; contain what its service acts on instead.", isTransient: false);
        }

        if (path.StartsWith("/aws-reserved/", StringComparison.Ordinal))
        {
            throw new ProviderException($"{name} belongs to IAM Identity Center; end the user's sessions and change the permission set there.", isTransient: false);
        }

        var names = (await profiles.ConfigureAwait(false) ?? []).Select(profile => profile.InstanceProfileName!).ToArray();
        return new(role,
        [
            .. names.Length > 0 ? [$"Instances with the profile {string.Join(" or ", names)} lose AWS access, their agent's too, until their credentials are renewed."] : Array.Empty<string>(),
            .. Services(role) is { Length: > 0 } services ? [$"What {string.Join(" and ", services)} run under {name} must fetch new credentials."] : Array.Empty<string>(),
        ]);
    }

    /// <summary>The services that may assume the role, besides EC2.</summary>
    private static string[] Services(Role role) => role.AssumeRolePolicyDocument is not { Length: > 0 } encoded ? [] :
    [
        .. (JsonNode.Parse(Uri.UnescapeDataString(encoded))?["Statement"] as JsonArray ?? [])
            .Select(statement => (statement?["Principal"] as JsonObject)?["Service"])
            .SelectMany(service => service as JsonArray ?? Enumerable.Repeat(service, 1))
            .Select(service => service?.GetValue<string>())
            .OfType<string>().Where(service => !service.StartsWith("ec2.", StringComparison.Ordinal)).Distinct(),
    ];
}

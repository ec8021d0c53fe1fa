using System.Security.Claims;
using IrSdk.Host.Settings;

namespace IrSdk.Host.Access;

/// <summary>What a provider says of somebody, as the host needs it: a name, and the roles that were granted for it. Nothing else is kept.</summary>
internal static class Granted
{
    public static ClaimsPrincipal To(ClaimsPrincipal signedIn, AccessSettings access)
    {
        var name = signedIn.FindFirstValue(access.NameClaim) ?? signedIn.FindFirstValue("sub") ?? throw new InvalidOperationException($"The provider sent neither {access.NameClaim} nor sub; set Access:NameClaim to a claim that it sends.");
        var values = signedIn.FindAll(access.RoleClaim).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal);
        return new(new ClaimsIdentity(
            [
                new(ClaimTypes.Name, name),
                .. access.Roles.Where(role => role.Value.Any(values.Contains)).Select(role => new Claim(ClaimTypes.Role, role.Key)),
            ],
            signedIn.Identity!.AuthenticationType, ClaimTypes.Name, ClaimTypes.Role));
    }
}

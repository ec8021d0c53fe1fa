using System.Security.Claims;
using IrSdk.Host.Settings;

namespace IrSdk.Host.Access;

/// <summary>What a provider says of somebody, as the host needs it: a name, and the roles that were granted for it. Nothing else is kept.</summary>
internal static class Granted
{
    /// <summary>Why somebody cannot be told apart from others, in a sentence. Null: they can.</summary>
    /// <remarks>Whoever may write any address into their own account at the provider would decide in another's name.</remarks>
    public static string? Doubt(ClaimsPrincipal signedIn, AccessSettings access) =>
        access.NameClaim == "email" && string.Equals(signedIn.FindFirstValue("email_verified"), "false", StringComparison.OrdinalIgnoreCase)
            ? "the provider has not verified the e-mail address; verify it there, or set Access:NameClaim to a claim that people cannot write."
            : string.IsNullOrWhiteSpace(signedIn.FindFirstValue(access.NameClaim) ?? signedIn.FindFirstValue("sub"))
            ? $"it sent neither {access.NameClaim} nor sub; set Access:NameClaim to a claim that it sends."
            : null;

    public static ClaimsPrincipal To(ClaimsPrincipal signedIn, AccessSettings access)
    {
        var name = signedIn.FindFirstValue(access.NameClaim) ?? signedIn.FindFirstValue("sub") ?? throw new InvalidOperationException("Somebody without a name was let in.");
        var values = signedIn.FindAll(access.RoleClaim).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal);
        return new(new ClaimsIdentity(
            [
                new(ClaimTypes.Name, name), Sessions.Begin(),
                .. access.Roles.Where(role => role.Value.Any(values.Contains)).Select(role => new Claim(ClaimTypes.Role, role.Key)),
            ],
            signedIn.Identity!.AuthenticationType, ClaimTypes.Name, ClaimTypes.Role));
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IrSdk.Host.Settings;
using Microsoft.AspNetCore.DataProtection;

namespace IrSdk.Host.Access;

/// <summary>
/// Links to an approval, for tickets, pages and chat: bound to the plan, good for as long as an approval. A link says what is to be
/// decided; who decides signs in, and must have the role.
/// </summary>
internal sealed class ApprovalLinks(HostSettings settings, IDataProtectionProvider protection, TimeProvider time)
{
    public const string Path = "/approve";

    private readonly IDataProtector protector = protection.CreateProtector("irsdk.approval-link");

    public Uri Make(IncidentId incident, string plan, Uri host)
    {
        var until = (time.GetUtcNow() + settings.ApprovalsLast).ToUnixTimeSeconds();
        var word = protector.Protect(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{incident}\n{plan}\n{until}")));
        return new(host, $"{Path}?link={Base64Url(word)}");
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, (string? link, ApprovalLinks links) => links.Read(link ?? "") is var (read, refusal) && read is { } good
        ? Results.Redirect($"/incidents/{good.Incident}?plan={good.Plan}#approve")
        : Results.Problem(statusCode: StatusCodes.Status410Gone, detail: refusal)).RequireAuthorization(Roles.Viewer).ExcludeFromDescription();

    /// <returns>What the link is for, or why it is good for nothing.</returns>
    internal ((IncidentId Incident, string Plan)? For, string Refusal) Read(string link)
    {
        const string Forged = "This is no link that the host made; open the incident from the list.";
        try
        {
            var parts = Encoding.UTF8.GetString(protector.Unprotect(Convert.FromBase64String(link.Replace('-', '+').Replace('_', '/').PadRight((link.Length + 3) / 4 * 4, '=')))).Split('\n');
            return time.GetUtcNow().ToUnixTimeSeconds() > long.Parse(parts[2], CultureInfo.InvariantCulture)
                ? (null, "This link has expired; open the incident from the list and decide there.")
                : ((new(parts[0]), parts[1]), "");
        }
        catch (Exception forged) when (forged is FormatException or CryptographicException)
        {
            return (null, Forged);
        }
    }

    private static string Base64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}

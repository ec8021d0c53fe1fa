namespace IrSdk.Host.Settings;

/// <summary>Who may do what. With an authority people sign in by OpenID Connect, and programs by its tokens; without one the host is for one person on its own machine.</summary>
public sealed class AccessSettings
{
    /// <summary>The OpenID provider's address. Null: no provider; the host listens on loopback only, and prints a link that signs in once.</summary>
    public string? Authority { get; set; }

    /// <summary>The host's id at the provider.</summary>
    public string ClientId { get; set; } = "irsdk";

    /// <summary>The file of the host's secret at the provider. Null: it has none (PKCE alone).</summary>
    public string? ClientSecretFile { get; set; }

    /// <summary>The audience that a program's token must be for. Null: programs send alerts by signature only.</summary>
    public string? Audience { get; set; }

    /// <summary>The claim that says who somebody is, as it stands in the journal. Default: <c>email</c>.</summary>
    public string NameClaim { get; set; } = "email";

    /// <summary>The claim whose values grant roles. Default: <c>groups</c>.</summary>
    public string RoleClaim { get; set; } = "groups";

    /// <summary>What values of that claim grant which role: viewer, responder, approver, administrator (each includes those before it), and sender, which may send alerts.</summary>
    public Dictionary<string, string[]> Roles { get; } = [];

    /// <summary>The address that people reach the host by, for links in tickets, pages and chat. Null: the first address that it listens on.</summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>How long a sign-in lasts. Default: 8 hours.</summary>
    public TimeSpan SignInLasts { get; set; } = TimeSpan.FromHours(8);

    /// <summary>
    /// How long what the provider said of somebody is believed: then it is asked again, by a redirect that nobody sees who is still
    /// signed in there. So long at most goes on whoever lost a role. Default: 15 minutes.
    /// </summary>
    public TimeSpan RolesLast { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The addresses or networks (<c>10.0.0.0/8</c>) of reverse proxies, whose word on who asks, by which name and scheme, is believed. Default: nobody's.</summary>
    public string[] Proxies { get; set; } = [];

    /// <summary>Whether the provider may be reached without TLS, for one on this machine. Default: false.</summary>
    public bool AllowHttpAuthority { get; set; }
}

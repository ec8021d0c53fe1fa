using System.Security.Cryptography.X509Certificates;

namespace IrSdk.Connectors;

/// <summary>How notices go to a service of one's own.</summary>
public sealed class WebhookOptions
{
    /// <summary>Where notices are posted.</summary>
    public Uri? Address { get; set; }

    /// <summary>The secret that both sides know: at least 32 characters. It signs every notice.</summary>
    public string Secret { get; set; } = "";

    /// <summary>The authorities that may vouch for the service, where they are one's own. Default: none, those of the system may.</summary>
    public X509Certificate2Collection Authorities { get; } = [];

    /// <summary>Which notices go there. Default: all of them.</summary>
    public NoticeMedia Media { get; set; } = NoticeMedia.All;

    /// <summary>How long one attempt may take. Default: 5 seconds.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The receiver's name in the journal. Default: <c>webhook</c>.</summary>
    public string Name { get; set; } = "webhook";
}

/// <summary>By what people are told.</summary>
[Flags]
public enum NoticeMedia
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Pages.</summary>
    Pages = 1,

    /// <summary>Tickets.</summary>
    Tickets = 2,

    /// <summary>Messages in channels.</summary>
    Channels = 4,

    /// <summary>All of them.</summary>
    All = Pages | Tickets | Channels,
}

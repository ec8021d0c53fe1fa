using IrSdk.Runtime;

namespace IrSdk.Connectors;

/// <summary>The links of a clean notice, the most urgent first.</summary>
internal static class NoticeLinks
{
    public static IEnumerable<(Uri Link, string Name)> Of(Notice notice)
    {
        if (notice.ApproveLink is { } approve)
        {
            yield return (approve, "Approve what waits");
        }

        if (notice.IncidentLink is { } watch)
        {
            yield return (watch, "Watch the incident");
        }
    }

    /// <summary>With the ticket's, for whoever is not the ticket.</summary>
    public static IEnumerable<(Uri Link, string Name)> WithTicket(Notice notice) =>
        WebLink.Of(notice.Link) is { } ticket ? Of(notice).Append((ticket, "Ticket")) : Of(notice);
}

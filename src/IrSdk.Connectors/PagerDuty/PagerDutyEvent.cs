using System.Globalization;
using System.Text.Json.Nodes;
using IrSdk.Runtime;

namespace IrSdk.Connectors;

/// <summary>A notice as an event of the Events API v2.</summary>
internal static class PagerDutyEvent
{
    private const int LongestSummary = 1024;
    private const int LongestDetail = 20_000;

    public static JsonObject Of(Notice notice, string routingKey, string key, string? summary, string? text)
    {
        var sent = new JsonObject
        {
            ["routing_key"] = routingKey,
            ["event_action"] = notice.IsOver ? "resolve" : "trigger",
            ["dedup_key"] = key,
            ["client"] = "IrSdk",
            ["payload"] = new JsonObject
            {
                ["summary"] = PlainText.Cut(summary ?? notice.Subject, LongestSummary) is { Length: > 0 } said ? said : $"Incident {notice.Incident}",
                ["source"] = notice.Alert is { } alert ? $"{alert.Account}/{alert.Region}" : "IrSdk",
                ["severity"] = SeverityOf(notice.Alert?.Severity),
                ["group"] = notice.Incident?.ToString(),
                ["class"] = notice.Alert?.Kind.ToString() ?? "incident",
                ["custom_details"] = Details(notice, text),
            },
            ["links"] = new JsonArray([.. NoticeLinks.WithTicket(notice).Select(one => new JsonObject { ["href"] = one.Link.AbsoluteUri, ["text"] = one.Name })]),
        };
        if (notice.Alert is { } first)
        {
            sent["payload"]!["timestamp"] = first.FirstSeen.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        }

        if (notice.IncidentLink is { } watched)
        {
            sent["client_url"] = watched.AbsoluteUri;
        }

        return sent;
    }

    private static JsonObject Details(Notice notice, string? text)
    {
        var details = new JsonObject();
        if (text is not null)
        {
            details["text"] = PlainText.Cut(text, LongestDetail);
            return details;
        }

        foreach (var section in NoticeSection.Of(notice))
        {
            details[section.Heading] = PlainText.Cut(string.Join('\n', section.Items), LongestDetail);
        }

        return details;
    }

    private static string SeverityOf(Severity? severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.High or null => "error",
        Severity.Medium => "warning",
        _ => "info",
    };
}

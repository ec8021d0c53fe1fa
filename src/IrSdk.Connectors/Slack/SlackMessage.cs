using System.Text.Json.Nodes;
using IrSdk.Runtime;

namespace IrSdk.Connectors;

/// <summary>A notice as blocks. What the alert had a part in is plain text, in which Slack understands nothing.</summary>
internal static class SlackMessage
{
    public const string EventType = "irsdk_notice";

    private const int MostBlocks = 50;
    private const int LongestHeader = 150;
    private const int LongestText = 3_000;

    public static JsonObject Of(Notice notice, string? title, string? body)
    {
        var header = PlainText.Cut(title ?? notice.Subject, LongestHeader) is { Length: > 0 } said ? said : $"Incident {notice.Incident}";
        List<JsonNode> blocks = [new JsonObject { ["type"] = "header", ["text"] = Plain(header) }];
        if (string.Join("  ", Links(notice)) is { Length: > 0 } links)
        {
            blocks.Add(Section(new JsonObject { ["type"] = "mrkdwn", ["text"] = links, ["verbatim"] = true }));
        }

        foreach (var text in body is null ? NoticeSection.Of(notice).SelectMany(Texts) : Pieces(body.Split('\n')))
        {
            if (blocks.Count == MostBlocks - 1)
            {
                blocks.Add(Section(Plain("More is in the journal.")));
                break;
            }

            blocks.Add(Section(Plain(text)));
        }

        return new()
        {
            ["text"] = Escape(header),
            ["blocks"] = new JsonArray([.. blocks]),
            ["unfurl_links"] = false,
            ["unfurl_media"] = false,
        };
    }

    /// <summary>Slack's three: nothing is a mention, a channel or a link without them.</summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static IEnumerable<string> Texts(NoticeSection section) => Pieces([$"{section.Heading}:", .. section.Items.Select(item => $"• {item}")]);

    /// <summary>Lines together as far as one block holds them.</summary>
    private static IEnumerable<string> Pieces(IEnumerable<string> lines)
    {
        var piece = "";
        foreach (var line in lines.Select(line => PlainText.Cut(line, LongestText)).Where(line => line.Length > 0))
        {
            if (piece.Length > 0 && piece.Length + 1 + line.Length > LongestText)
            {
                yield return piece;
                piece = "";
            }

            piece = piece.Length == 0 ? line : $"{piece}\n{line}";
        }

        if (piece.Length > 0)
        {
            yield return piece;
        }
    }

    private static IEnumerable<string> Links(Notice notice) =>
        NoticeLinks.WithTicket(notice).Where(one => one.Link.AbsoluteUri.Length < 900)
            .Select(one => $"<{Escape(one.Link.AbsoluteUri).Replace("|", "%7C", StringComparison.Ordinal)}|{one.Name}>");

    private static JsonObject Section(JsonObject text) => new() { ["type"] = "section", ["text"] = text };

    private static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text, ["emoji"] = false };
}

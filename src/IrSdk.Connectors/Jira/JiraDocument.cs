using System.Text.Json.Nodes;
using IrSdk.Runtime;

namespace IrSdk.Connectors;

/// <summary>A notice in the Atlassian Document Format, version 1: what the alert had a part in is text nodes without marks.</summary>
internal static class JiraDocument
{
    private const int Longest = 28_000;

    public static JsonObject Of(Notice notice, string? own)
    {
        List<JsonNode> content = [];
        var left = Longest;
        if (own is not null)
        {
            content.AddRange(PlainText.Cut(own, Longest).Split('\n').Where(line => line.Length > 0).Select(line => Paragraph(Text(line))));
            return Document(content);
        }

        content.AddRange(NoticeLinks.Of(notice).Select(one => Paragraph(Link(one.Name, one.Link))));

        foreach (var section in NoticeSection.Of(notice))
        {
            var items = section.Items.TakeWhile(item => (left -= item.Length) > 0).ToList();
            if (items.Count > 0)
            {
                content.Add(new JsonObject { ["type"] = "heading", ["attrs"] = new JsonObject { ["level"] = 3 }, ["content"] = new JsonArray(Text(section.Heading)) });
                content.Add(new JsonObject
                {
                    ["type"] = "bulletList",
                    ["content"] = new JsonArray([.. items.Where(item => item.Length > 0).Select(item => new JsonObject { ["type"] = "listItem", ["content"] = new JsonArray(Paragraph(Text(item))) })]),
                });
            }

            if (items.Count < section.Items.Length)
            {
                content.Add(Paragraph(Text("More is in the journal.")));
                break;
            }
        }

        return Document(content);
    }

    private static JsonObject Document(List<JsonNode> content) => new() { ["type"] = "doc", ["version"] = 1, ["content"] = new JsonArray([.. content]) };

    private static JsonObject Paragraph(JsonObject text) => new() { ["type"] = "paragraph", ["content"] = new JsonArray(text) };

    private static JsonObject Text(string text) => new() { ["type"] = "text", ["text"] = text };

    private static JsonObject Link(string name, Uri link)
    {
        var text = Text(name);
        text["marks"] = new JsonArray(new JsonObject { ["type"] = "link", ["attrs"] = new JsonObject { ["href"] = link.AbsoluteUri } });
        return text;
    }
}

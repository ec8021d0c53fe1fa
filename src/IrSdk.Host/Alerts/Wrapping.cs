using System.Text;
using System.Text.Json;

namespace IrSdk.Host.Alerts;

/// <summary>
/// Opens what carries documents that somebody else wrote: an SNS notification, a batch of records, a list. What is inside is for the
/// alert reader to judge, and what is no wrapping is left to it as it is.
/// </summary>
internal static class Wrapping
{
    /// <summary>A notification in a record in a notification; deeper means nothing.</summary>
    private const int Deepest = 3;

    public static IReadOnlyList<ReadOnlyMemory<byte>> Open(ReadOnlyMemory<byte> body)
    {
        var documents = new List<ReadOnlyMemory<byte>>();
        Open(body, 0, documents);
        return documents;
    }

    private static void Open(ReadOnlyMemory<byte> body, int depth, List<ReadOnlyMemory<byte>> documents)
    {
        if (depth < Deepest && Parsed(body) is { } parsed)
        {
            using (parsed)
            {
                if (Inside(parsed.RootElement) is { Count: > 0 } inside)
                {
                    inside.ForEach(one => Open(Encoding.UTF8.GetBytes(one), depth + 1, documents));
                    return;
                }
            }
        }

        documents.Add(body);
    }

    /// <returns>The texts of what is wrapped. Null or empty: it is no wrapping.</returns>
    private static List<string>? Inside(JsonElement root) => root switch
    {
        { ValueKind: JsonValueKind.Array } => [.. root.EnumerateArray().Select(one => one.GetRawText())],
        { ValueKind: not JsonValueKind.Object } => null,
        _ when Text(root, "Type") == "Notification" && Text(root, "Message") is { } message => [message],
        _ when root.TryGetProperty("Records", out var records) && records.ValueKind == JsonValueKind.Array && !records.EnumerateArray().Any(IsEvent) => [.. records.EnumerateArray().Select(Record)],
        _ => null,
    };

    /// <summary>A log file of CloudTrail and a notification of S3 list events, which are no alerts: the reader says so of the whole.</summary>
    private static bool IsEvent(JsonElement record) => record.ValueKind == JsonValueKind.Object && record.TryGetProperty("eventVersion", out _);

    private static string Record(JsonElement record) => record.ValueKind != JsonValueKind.Object ? record.GetRawText()
        : record.TryGetProperty("Sns", out var notification) && Text(notification, "Message") is { } message ? message
        : Text(record, "body") ?? record.GetRawText();

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Read(value) : null;

    private static string? Read(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: no text, which the reader says.
            return null;
        }
    }

    private static JsonDocument? Parsed(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

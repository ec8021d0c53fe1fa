using System.Collections.Immutable;
using System.Text.Json;

namespace IrSdk.Intake;

/// <summary>
/// Reads a document of any known format as alerts: a GuardDuty finding (raw, in an EventBridge envelope, or the answer
/// of GetFindings), a Security Hub finding (ASFF; raw, in an envelope, or the answer of GetFindings), a CloudTrail event
/// (raw or in an envelope), or the generic alert that <see cref="GenericAlertSchema"/> documents.
/// </summary>
public static class AlertReader
{
    /// <summary>Reads a document. Never throws, whatever the bytes are.</summary>
    /// <param name="utf8">The document: JSON in UTF-8, at most <see cref="ReadLimits.MaxBytes"/> bytes.</param>
    /// <returns>One alert or more, or the place and the reason of the refusal.</returns>
    public static AlertReading Read(ReadOnlyMemory<byte> utf8)
    {
        var bytes = Wellformedness.WithoutMark(utf8);
        if (Wellformedness.Check(bytes.Span) is { } malformed)
        {
            return new(malformed);
        }

        using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = ReadLimits.MaxDepth });
        var root = document.RootElement.Clone();
        var refusals = new Refusals();
        var alerts = DocumentFormat.Read(new(root, JsonPath.Root, refusals));
        return refusals.First is { } refusal ? new(refusal) : new(Finish(alerts, root));
    }

    private static ImmutableArray<Alert> Finish(ImmutableArray<Alert> alerts, JsonElement root)
    {
        // A document with one alert is its original; of several alerts each keeps its own part, or a batch would be stored squared.
        return alerts.Length == 1
            ? [alerts[0] with { Original = root }]
            : [.. alerts.DistinctBy(alert => alert.Id, StringComparer.Ordinal)];
    }
}

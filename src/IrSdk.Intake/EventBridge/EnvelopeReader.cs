using System.Collections.Immutable;

namespace IrSdk.Intake;

/// <summary>Opens an EventBridge envelope and reads what is in it.</summary>
internal static class EnvelopeReader
{
    public static ImmutableArray<Alert> Read(Node root)
    {
        if (root["source"].IsArray || root["detail-type"].IsArray)
        {
            root[root["source"].IsArray ? "source" : "detail-type"].Refuse("This is an EventBridge pattern (its values are lists), not an event; send an event that matches it.");
            return [];
        }

        var (source, type) = (root["source"].Text(), root["detail-type"].Text());
        var detail = root["detail"].Object();
        if (!detail.IsObject)
        {
            return [];
        }

        switch (type)
        {
            case "GuardDuty Finding":
                return DocumentFormat.One(GuardDutyReader.Read(detail, root));
            case "AWS API Call via CloudTrail" or "AWS Console Sign In via CloudTrail":
                return DocumentFormat.One(CloudTrailReader.Read(detail, root));
            case "Security Hub Findings" or "Security Hub Findings - Imported" or "Security Hub Findings - Custom Action":
                return Findings(detail);
            case null:
                return Guess(detail, root, source);
            default:
                root["detail-type"].Refuse($"Events of type '{Short(type)}' are no alerts; send GuardDuty findings, Security Hub findings or CloudTrail calls.");
                return [];
        }
    }

    /// <summary>An envelope that lost its detail-type on the way: the detail's own keys tell.</summary>
    private static ImmutableArray<Alert> Guess(Node detail, Node root, string? source)
    {
        if (source is null or "aws.guardduty" && GuardDutyReader.Recognizes(detail))
        {
            return DocumentFormat.One(GuardDutyReader.Read(detail, root));
        }

        if (source is null or "aws.securityhub" && detail["findings"].IsArray)
        {
            return Findings(detail);
        }

        if (CloudTrailReader.Recognizes(detail))
        {
            return DocumentFormat.One(CloudTrailReader.Read(detail, root));
        }

        root.Refuse("The envelope names no detail-type and its detail is no known format; send the event as EventBridge delivered it.");
        return [];
    }

    private static ImmutableArray<Alert> Findings(Node detail)
    {
        if (detail["findings"].IsArray)
        {
            return DocumentFormat.Several(detail["findings"], SecurityHubReader.Read);
        }

        detail["findings"].Refuse("A list of findings is expected here; send the event as EventBridge delivered it.");
        return [];
    }

    private static string Short(string text) => text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 77), "...");
}

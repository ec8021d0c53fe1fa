using System.Collections.Immutable;

namespace IrSdk.Intake;

/// <summary>Tells by its keys which format a document has.</summary>
internal static class DocumentFormat
{
    public static ImmutableArray<Alert> Read(Node root)
    {
        if (!root.IsObject)
        {
            root.Refuse("An alert is a JSON object; send one alert, or a list of findings under the key Findings.");
            return [];
        }

        if (root.Has("schema"))
        {
            return One(GenericReader.Read(root));
        }

        if (root.Has("detail") || root.Has("detail-type"))
        {
            return EnvelopeReader.Read(root);
        }

        if (root.Has("Findings"))
        {
            return Findings(root["Findings"]);
        }

        if (SecurityHubReader.Recognizes(root))
        {
            return One(SecurityHubReader.Read(root));
        }

        if (GuardDutyReader.Recognizes(root))
        {
            return One(GuardDutyReader.Read(root, default));
        }

        if (GuardDutyReader.Recognizes(root.Pascal))
        {
            return One(GuardDutyReader.Read(root.Pascal, default));
        }

        if (CloudTrailReader.Recognizes(root))
        {
            return One(CloudTrailReader.Read(root, default));
        }

        root.Refuse(root.Has("Records")
            ? "This is a CloudTrail log file, not an alert; send the one event that a rule picked, in its EventBridge envelope."
            : "This is no format that is known here; send a GuardDuty, Security Hub or CloudTrail document, or a generic alert whose schema is irsdk.alert/v1.");
        return [];
    }

    private static ImmutableArray<Alert> Findings(Node findings)
    {
        if (!findings.IsArray)
        {
            findings.Refuse("A list of findings is expected here; send the answer of GetFindings as it came.");
            return [];
        }

        return Several(findings, finding => SecurityHubReader.Recognizes(finding) ? SecurityHubReader.Read(finding) : GuardDutyReader.Read(finding.Pascal, default));
    }

    /// <summary>Reads each finding of a list; an empty list is refused.</summary>
    public static ImmutableArray<Alert> Several(Node findings, Func<Node, Alert?> read)
    {
        var alerts = ImmutableArray.CreateBuilder<Alert>();
        var any = false;
        foreach (var finding in findings.Items)
        {
            any = true;
            if (read(finding.Object()) is not { } alert)
            {
                return [];
            }

            alerts.Add(alert);
        }

        if (!any)
        {
            findings.Refuse("The list holds no finding; send at least one.");
        }

        return alerts.ToImmutable();
    }

    /// <summary>One alert, or none when it was refused.</summary>
    public static ImmutableArray<Alert> One(Alert? alert) => alert is null ? [] : [alert];
}

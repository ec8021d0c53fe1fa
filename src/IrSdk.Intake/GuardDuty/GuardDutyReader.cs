namespace IrSdk.Intake;

/// <summary>Reads one GuardDuty finding, in camelCase as EventBridge carries it or in PascalCase as GetFindings answers.</summary>
internal static class GuardDutyReader
{
    public const string Source = "guardduty";

    public static bool Recognizes(Node finding) =>
        finding.Has("type") && finding.Has("severity") && (finding.Has("service") || finding.Has("resource") || finding.Has("accountId"));

    public static Alert? Read(Node finding, Node envelope)
    {
        var type = finding["type"].RequiredText();
        var severity = finding["severity"].Number(0, 10);
        if (severity is null)
        {
            finding["severity"].Refuse("A severity from 0 to 10 is missing here; send the finding as GuardDuty wrote it.");
        }

        var account = finding["accountId"].Account() ?? envelope["account"].LooseAccount() ?? Arn.Parse(finding["arn"].LooseText())?.Account;
        if (account is null)
        {
            finding["accountId"].Refuse("The account is missing here; send the finding as GuardDuty wrote it.");
        }

        var region = finding["region"].Region() ?? envelope["region"].Region();
        if (region is null)
        {
            finding["region"].Refuse("The region is missing here; send the finding as GuardDuty wrote it.");
        }

        var id = finding["id"].RequiredText();
        if (account is null || region is null || severity is null || id.Length == 0 || type.Length == 0)
        {
            return null;
        }

        var service = finding["service"];
        var family = FindingFamily.Of(type);
        var alert = new SourceAlert
        {
            Id = id,
            Source = Source,
            Title = finding["title"].Text() ?? type,
            Kind = family.Kind,
            Confidence = FindingSeverity.Confidence(severity.Value, service["additionalInfo"]["sample"].IsTrue),
            Severity = FindingSeverity.Severity(severity.Value),
            FirstSeen = service["eventFirstSeen"].Time() ?? finding["createdAt"].Time(),
            LastSeen = service["eventLastSeen"].Time() ?? finding["updatedAt"].Time(),
            Account = account.Value,
            Region = region,
            Resources = GuardDutyResources.Of(finding, family, account.Value, region),
            Techniques = [.. family.Techniques.Union(AttackSequence.Techniques(finding))],
        };
        return alert.Finish(finding, service["eventFirstSeen"]);
    }
}

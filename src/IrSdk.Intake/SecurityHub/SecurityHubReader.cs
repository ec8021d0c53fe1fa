namespace IrSdk.Intake;

/// <summary>Reads one finding in the AWS Security Finding Format (ASFF).</summary>
internal static class SecurityHubReader
{
    public const string Source = "securityhub";

    public static bool Recognizes(Node finding) => finding.Has("AwsAccountId") || finding.Has("ProductArn");

    public static Alert? Read(Node finding)
    {
        var id = finding["Id"].RequiredText();
        var title = finding["Title"].RequiredText();
        var account = finding["AwsAccountId"].Account();
        if (account is null)
        {
            finding["AwsAccountId"].Refuse("The account is missing here; send the finding as Security Hub wrote it.");
        }

        var region = Region(finding);
        if (region is null)
        {
            finding["Region"].Refuse("The region is missing here and in ProductArn; send the finding as Security Hub wrote it.");
        }

        var family = FindingTypes.Of([.. finding["Types"].Items.Select(type => type.Text()).OfType<string>()]);
        var (severity, confidence) = (FindingScores.Severity(finding), FindingScores.Confidence(finding));
        if (account is null || region is null || id.Length == 0 || title.Length == 0)
        {
            return null;
        }

        var alert = new SourceAlert
        {
            Id = id,
            Source = Source,
            Title = title,
            Kind = family.Kind,
            Confidence = confidence,
            Severity = severity,
            FirstSeen = finding["FirstObservedAt"].Time() ?? finding["CreatedAt"].Time(),
            LastSeen = finding["LastObservedAt"].Time() ?? finding["UpdatedAt"].Time(),
            Account = account.Value,
            Region = region,
            Resources = SecurityHubResources.Of(finding, family, account.Value, region),
            Techniques = family.Techniques,
        };
        return alert.Finish(finding, finding["CreatedAt"]);
    }

    private static string? Region(Node finding) => finding["Region"].Region()
        ?? finding["Resources"].Items.Select(resource => resource["Region"].Region()).FirstOrDefault(region => region is not null)
        ?? (Arn.Parse(finding["ProductArn"].LooseText()) is { Region.Length: > 0 } arn ? arn.Region : null);
}

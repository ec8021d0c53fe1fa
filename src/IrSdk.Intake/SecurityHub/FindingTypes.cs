using System.Collections.Immutable;

namespace IrSdk.Intake;

/// <summary>
/// What the types of a Security Hub finding (<c>namespace/category/classifier</c>) mean for the response. A classifier that
/// GuardDuty made (<c>Backdoor:EC2-C&amp;CActivity.B</c>) decides as in GuardDuty; else the category does.
/// </summary>
internal static class FindingTypes
{
    private static readonly ImmutableArray<FindingFamily> Categories =
    [
        new("TTPs/Command and Control", IncidentKind.Malware, true, ["T1071"]),
        new("TTPs/Execution", IncidentKind.Malware, true, ["T1059"]),
        new("TTPs/Credential Access", IncidentKind.CredentialCompromise, false, ["T1552"]),
        new("Effects/Data Exfiltration", IncidentKind.DataExfiltration, false, ["T1048"]),
        new("Effects/Data Exposure", IncidentKind.DataExfiltration, false, ["T1530"]),
        new("Effects/Resource Consumption", IncidentKind.Malware, true, ["T1496"]),
        new("Sensitive Data Identifications", IncidentKind.DataExfiltration, false, []),
        new("Unusual Behaviors/Process", IncidentKind.Malware, true, []),
        new("Unusual Behaviors/VM", IncidentKind.Malware, true, []),
    ];

    private static readonly FindingFamily Other = new("", IncidentKind.UnauthorizedAccess, false, []);

    public static FindingFamily Of(IReadOnlyCollection<string> types) =>
        types.Select(FromGuardDuty).FirstOrDefault(family => family is not null)
        ?? Categories.FirstOrDefault(category => types.Any(type => type.StartsWith(category.Prefix, StringComparison.OrdinalIgnoreCase)))
        ?? Other;

    private static FindingFamily? FromGuardDuty(string type)
    {
        var classifier = type[(type.LastIndexOf('/') + 1)..];
        var (colon, dash) = (classifier.IndexOf(':', StringComparison.Ordinal), classifier.IndexOf('-', StringComparison.Ordinal));
        return colon > 0 && dash > colon && FindingFamily.Of($"{classifier[..dash]}/{classifier[(dash + 1)..]}") is { Prefix.Length: > 0 } family ? family : null;
    }
}

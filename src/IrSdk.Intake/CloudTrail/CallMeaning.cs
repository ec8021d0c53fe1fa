using System.Collections.Immutable;

namespace IrSdk.Intake;

/// <summary>
/// What a call means when a rule routed it here as an alert. The record is a fact and says nothing of intent, so confidence
/// is 50; a console sign-in without a second factor 60, and anything that the root user does 70.
/// </summary>
internal sealed record CallMeaning(IncidentKind Kind, Severity Severity, ImmutableArray<string> Techniques)
{
    private static readonly CallMeaning Other = new(IncidentKind.UnauthorizedAccess, Severity.Low, []);

    private static readonly ImmutableDictionary<string, CallMeaning> Table = new Dictionary<string, CallMeaning>(StringComparer.Ordinal)
    {
        ["ConsoleLogin"] = new(IncidentKind.UnauthorizedAccess, Severity.Medium, ["T1078.004"]),
        ["SwitchRole"] = new(IncidentKind.UnauthorizedAccess, Severity.Low, ["T1078.004"]),
        ["AssumeRole"] = new(IncidentKind.CredentialCompromise, Severity.Medium, ["T1550.001"]),
        ["GetSessionToken"] = new(IncidentKind.CredentialCompromise, Severity.Medium, ["T1550.001"]),
        ["GetFederationToken"] = new(IncidentKind.CredentialCompromise, Severity.Medium, ["T1550.001"]),
        ["CreateAccessKey"] = new(IncidentKind.CredentialCompromise, Severity.High, ["T1098.001"]),
        ["CreateLoginProfile"] = new(IncidentKind.CredentialCompromise, Severity.High, ["T1098.001"]),
        ["UpdateLoginProfile"] = new(IncidentKind.CredentialCompromise, Severity.High, ["T1098.001"]),
        ["CreateUser"] = new(IncidentKind.CredentialCompromise, Severity.Medium, ["T1136.003"]),
        ["AttachUserPolicy"] = new(IncidentKind.CredentialCompromise, Severity.High, ["T1098.003"]),
        ["AttachRolePolicy"] = new(IncidentKind.CredentialCompromise, Severity.High, ["T1098.003"]),
        ["UpdateAssumeRolePolicy"] = new(IncidentKind.CredentialCompromise, Severity.High, ["T1098.003"]),
        ["GetSecretValue"] = new(IncidentKind.CredentialCompromise, Severity.Medium, ["T1555.006"]),
        ["GetPasswordData"] = new(IncidentKind.CredentialCompromise, Severity.Medium, ["T1552.005"]),
        ["StopLogging"] = new(IncidentKind.UnauthorizedAccess, Severity.High, ["T1562.008"]),
        ["DeleteTrail"] = new(IncidentKind.UnauthorizedAccess, Severity.High, ["T1562.008"]),
        ["DeleteFlowLogs"] = new(IncidentKind.UnauthorizedAccess, Severity.High, ["T1562.008"]),
        ["DeleteDetector"] = new(IncidentKind.UnauthorizedAccess, Severity.High, ["T1562.001"]),
        ["GetObject"] = new(IncidentKind.DataExfiltration, Severity.Medium, ["T1530"]),
        ["PutBucketPolicy"] = new(IncidentKind.DataExfiltration, Severity.High, ["T1530"]),
        ["PutBucketAcl"] = new(IncidentKind.DataExfiltration, Severity.High, ["T1530"]),
        ["ModifySnapshotAttribute"] = new(IncidentKind.DataExfiltration, Severity.High, ["T1537"]),
        ["ModifyImageAttribute"] = new(IncidentKind.DataExfiltration, Severity.High, ["T1537"]),
        ["ModifyDBSnapshotAttribute"] = new(IncidentKind.DataExfiltration, Severity.High, ["T1537"]),
        ["SendCommand"] = new(IncidentKind.Malware, Severity.High, ["T1651"]),
        ["RunInstances"] = new(IncidentKind.UnauthorizedAccess, Severity.Medium, ["T1578.002"]),
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public static CallMeaning Of(string call) => Table.GetValueOrDefault(call, Other);
}

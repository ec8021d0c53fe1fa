using System.Collections.Immutable;

namespace IrSdk.Intake;

/// <summary>
/// What a GuardDuty finding type means for the response. The longest prefix that fits decides:
/// kind, ATT&amp;CK techniques, and whether the instance that it names is the intruder's.
/// </summary>
internal sealed record FindingFamily(string Prefix, IncidentKind Kind, bool HeldInstance, ImmutableArray<string> Techniques)
{
    private static readonly FindingFamily Unknown = new("", IncidentKind.UnauthorizedAccess, false, []);

    /// <summary>The table, longest prefix first.</summary>
    public static ImmutableArray<FindingFamily> Table { get; } =
    [
        .. new FindingFamily[]
        {
            new("AttackSequence:EC2", IncidentKind.Malware, true, ["T1059"]),
            new("AttackSequence:ECS", IncidentKind.Malware, true, ["T1610"]),
            new("AttackSequence:EKS", IncidentKind.Malware, true, ["T1610"]),
            new("AttackSequence:IAM", IncidentKind.CredentialCompromise, false, ["T1078.004"]),
            new("AttackSequence:S3", IncidentKind.DataExfiltration, false, ["T1530"]),
            new("Backdoor:", IncidentKind.Malware, true, ["T1071"]),
            new("Backdoor:EC2/DenialOfService", IncidentKind.Malware, true, ["T1498"]),
            new("Backdoor:EC2/Spambot", IncidentKind.Malware, true, ["T1496"]),
            new("Behavior:EC2", IncidentKind.Malware, true, ["T1071"]),
            new("CredentialAccess:IAMUser", IncidentKind.CredentialCompromise, false, ["T1078.004", "T1552"]),
            new("CredentialAccess:", IncidentKind.CredentialCompromise, false, ["T1110"]),
            new("CryptoCurrency:", IncidentKind.Malware, true, ["T1496"]),
            new("DefenseEvasion:IAMUser", IncidentKind.CredentialCompromise, false, ["T1078.004", "T1562.008"]),
            new("DefenseEvasion:", IncidentKind.Malware, true, ["T1562"]),
            new("Discovery:IAMUser", IncidentKind.CredentialCompromise, false, ["T1078.004", "T1087.004"]),
            new("Discovery:S3", IncidentKind.DataExfiltration, false, ["T1619"]),
            new("Execution:", IncidentKind.Malware, true, ["T1059"]),
            new("Exfiltration:IAMUser", IncidentKind.DataExfiltration, false, ["T1078.004", "T1537"]),
            new("Exfiltration:S3", IncidentKind.DataExfiltration, false, ["T1530"]),
            new("Exfiltration:", IncidentKind.DataExfiltration, false, ["T1048"]),
            new("Impact:EC2", IncidentKind.Malware, true, ["T1071"]),
            new("Impact:EC2/BitcoinDomainRequest", IncidentKind.Malware, true, ["T1496"]),
            new("Impact:EC2/PortSweep", IncidentKind.Malware, true, ["T1046"]),
            new("Impact:EC2/WinRMBruteForce", IncidentKind.Malware, true, ["T1110"]),
            new("Impact:IAMUser", IncidentKind.CredentialCompromise, false, ["T1078.004", "T1531"]),
            new("Impact:S3", IncidentKind.DataExfiltration, false, ["T1485"]),
            new("InitialAccess:IAMUser", IncidentKind.CredentialCompromise, false, ["T1078.004"]),
            new("PenTest:IAMUser", IncidentKind.CredentialCompromise, false, ["T1078.004"]),
            new("PenTest:S3", IncidentKind.DataExfiltration, false, ["T1530"]),
            new("Persistence:IAMUser", IncidentKind.CredentialCompromise, false, ["T1078.004", "T1098"]),
            new("Policy:S3/BucketAnonymousAccessGranted", IncidentKind.DataExfiltration, false, ["T1530"]),
            new("Policy:S3/BucketPublicAccessGranted", IncidentKind.DataExfiltration, false, ["T1530"]),
            new("PrivilegeEscalation:IAMUser", IncidentKind.CredentialCompromise, false, ["T1078.004", "T1098.003"]),
            new("PrivilegeEscalation:", IncidentKind.Malware, true, ["T1611"]),
            new("Recon:EC2/PortProbe", IncidentKind.UnauthorizedAccess, false, ["T1595.001"]),
            new("Recon:EC2/Portscan", IncidentKind.Malware, true, ["T1046"]),
            new("Recon:IAMUser", IncidentKind.CredentialCompromise, false, ["T1078.004", "T1580"]),
            new("Stealth:IAMUser", IncidentKind.CredentialCompromise, false, ["T1562.008"]),
            new("Stealth:IAMUser/PasswordPolicyChange", IncidentKind.CredentialCompromise, false, ["T1556"]),
            new("Stealth:S3", IncidentKind.DataExfiltration, false, ["T1562.008"]),
            new("Trojan:", IncidentKind.Malware, true, ["T1071"]),
            new("Trojan:EC2/DNSDataExfiltration", IncidentKind.DataExfiltration, true, ["T1048", "T1071.004"]),
            new("Trojan:EC2/DGADomainRequest", IncidentKind.Malware, true, ["T1568.002"]),
            new("UnauthorizedAccess:EC2/MaliciousIPCaller", IncidentKind.UnauthorizedAccess, false, ["T1071"]),
            new("UnauthorizedAccess:EC2/MetadataDNSRebind", IncidentKind.CredentialCompromise, true, ["T1552.005"]),
            new("UnauthorizedAccess:EC2/RDPBruteForce", IncidentKind.UnauthorizedAccess, false, ["T1110"]),
            new("UnauthorizedAccess:EC2/SSHBruteForce", IncidentKind.UnauthorizedAccess, false, ["T1110"]),
            new("UnauthorizedAccess:EC2/Tor", IncidentKind.Malware, true, ["T1090.003"]),
            new("UnauthorizedAccess:IAMUser", IncidentKind.CredentialCompromise, false, ["T1078.004"]),
            new("UnauthorizedAccess:IAMUser/ConsoleLogin", IncidentKind.UnauthorizedAccess, false, ["T1078.004"]),
            new("UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration", IncidentKind.CredentialCompromise, true, ["T1552.005", "T1550.001"]),
            new("UnauthorizedAccess:S3", IncidentKind.DataExfiltration, false, ["T1530"]),
        }.OrderByDescending(family => family.Prefix.Length),
    ];

    /// <summary>The family of a finding type such as <c>Backdoor:EC2/C&amp;CActivity.B!DNS</c>; a type that is not known is unauthorized access.</summary>
    public static FindingFamily Of(string type) =>
        Table.FirstOrDefault(family => type.StartsWith(family.Prefix, StringComparison.Ordinal)) ?? Unknown;
}

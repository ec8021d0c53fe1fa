using System.Collections.Immutable;

namespace IrSdk.Host.Attack;

/// <summary>
/// The techniques of MITRE ATT&amp;CK that matter in cloud accounts, by tactic; the page shows which of them a playbook answers.
/// A technique that serves several tactics stands where a responder meets it first.
/// </summary>
internal static class CloudTactics
{
    public static ImmutableArray<Tactic> All { get; } =
    [
        new("Initial access", [new("T1190", "Exploit Public-Facing Application"), new("T1199", "Trusted Relationship"), new("T1078", "Valid Accounts")]),
        new("Execution",
        [
            new("T1651", "Cloud Administration Command"), new("T1059", "Command and Scripting Interpreter"), new("T1648", "Serverless Execution"), new("T1204", "User Execution"),
        ]),
        new("Persistence",
        [
            new("T1098", "Account Manipulation"), new("T1136", "Create Account"), new("T1546", "Event Triggered Execution"), new("T1525", "Implant Internal Image"),
            new("T1556", "Modify Authentication Process"),
        ]),
        new("Privilege escalation", [new("T1548", "Abuse Elevation Control Mechanism")]),
        new("Defense evasion",
        [
            new("T1562", "Impair Defenses"), new("T1578", "Modify Cloud Compute Infrastructure"), new("T1666", "Modify Cloud Resource Hierarchy"), new("T1535", "Unused/Unsupported Cloud Regions"),
        ]),
        new("Credential access",
        [
            new("T1110", "Brute Force"), new("T1555", "Credentials from Password Stores"), new("T1606", "Forge Web Credentials"),
            new("T1621", "Multi-Factor Authentication Request Generation"), new("T1528", "Steal Application Access Token"), new("T1552", "Unsecured Credentials"),
        ]),
        new("Discovery",
        [
            new("T1087", "Account Discovery"), new("T1580", "Cloud Infrastructure Discovery"), new("T1526", "Cloud Service Discovery"), new("T1619", "Cloud Storage Object Discovery"),
            new("T1654", "Log Enumeration"), new("T1069", "Permission Groups Discovery"),
        ]),
        new("Lateral movement", [new("T1021", "Remote Services"), new("T1550", "Use Alternate Authentication Material")]),
        new("Collection", [new("T1119", "Automated Collection"), new("T1530", "Data from Cloud Storage"), new("T1213", "Data from Information Repositories"), new("T1074", "Data Staged")]),
        new("Command and control", [new("T1071", "Application Layer Protocol")]),
        new("Exfiltration", [new("T1048", "Exfiltration Over Alternative Protocol"), new("T1537", "Transfer Data to Cloud Account")]),
        new("Impact",
        [
            new("T1485", "Data Destruction"), new("T1486", "Data Encrypted for Impact"), new("T1490", "Inhibit System Recovery"), new("T1498", "Network Denial of Service"),
            new("T1496", "Resource Hijacking"),
        ]),
    ];

    /// <summary>What a technique is called, also one of its sub-techniques. Null: it is not among these.</summary>
    public static string? NameOf(string id) => All.SelectMany(tactic => tactic.Techniques).FirstOrDefault(one => one.Id == Parent(id))?.Name;

    /// <summary>The technique that a sub-technique belongs to.</summary>
    public static string Parent(string id) => id.Split('.')[0];
}

using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace IrSdk.Intake;

/// <summary>
/// A finding that GuardDuty correlated from several signals names its actors and resources below <c>service.detection.sequence</c> and
/// nothing in <c>resource</c>.
/// </summary>
internal static partial class AttackSequence
{
    private const string Technique = "ATTACK_TECHNIQUE";

    public static IEnumerable<Resource> Resources(Node finding, FindingFamily family, AccountId account, string region) =>
    [
        .. Of(finding)["actors"].Items.SelectMany(actor => Actor(actor["user"], account)),
        .. Of(finding)["resources"].Items.SelectMany(resource => One(resource, family, account, region)),
    ];

    /// <summary>The ATT&amp;CK techniques that it was correlated by, each once.</summary>
    public static ImmutableArray<string> Techniques(Node finding) =>
    [
        .. Of(finding)["sequenceIndicators"].Items.Where(one => one["key"].LooseText() == Technique)
            .SelectMany(one => one["values"].Items).Select(value => value.LooseText()).OfType<string>().Where(value => TechniqueId().IsMatch(value)).Distinct(),
    ];

    private static Node Of(Node finding) => finding["service"]["detection"]["sequence"];

    private static IEnumerable<Resource> Actor(Node user, AccountId account) => GuardDutyResources.Credentials(
        user["name"].LooseText(), user["type"].LooseText(), user["credentialUid"].LooseText(), user["uid"].LooseText(), user["account"]["uid"].LooseAccount() ?? account);

    /// <summary>Its id is an ARN or a bare name; the documentation leaves that open.</summary>
    private static IEnumerable<Resource> One(Node resource, FindingFamily family, AccountId account, string fallback)
    {
        var id = resource["uid"].LooseText();
        var arn = Arn.Parse(id);
        var owner = resource["accountId"].LooseAccount() ?? arn?.Account ?? account;
        var region = resource["region"].Region() ?? (arn is { Region.Length: > 0 } ? arn.Value.Region : fallback);
        var name = arn?.Name ?? id ?? resource["name"].LooseText();
        var data = resource["data"];
        switch (resource["resourceType"].LooseText())
        {
            case "EC2_INSTANCE" when new[] { name, resource["name"].LooseText() }.FirstOrDefault(one => one?.StartsWith("i-", StringComparison.Ordinal) == true) is { } instance:
                return
                [
                    new Instance(owner, region, instance)
                    {
                        Involvement = family.HeldInstance ? Involvement.Suspect : Involvement.Target,
                        Tags = GuardDutyResources.Tags(resource["tags"]),
                    },
                ];
            case "ACCESS_KEY":
                var key = data["accessKey"];
                return GuardDutyResources.Credentials(key["userName"].LooseText(), key["userType"].LooseText(), name, key["principalId"].LooseText(), owner);
            case "S3_BUCKET" when name is not null:
                return [new Bucket(owner, region, name) { Involvement = Involvement.Target, Tags = GuardDutyResources.Tags(resource["tags"]) }];
            case "EKS_CLUSTER":
                return GuardDutyResources.Network(data["eksCluster"]["vpcId"], owner, region);
            default:
                return [];
        }
    }

    [GeneratedRegex(@"^T[0-9]{4}(\.[0-9]{3})?$", RegexOptions.None, 1000)]
    private static partial Regex TechniqueId();
}

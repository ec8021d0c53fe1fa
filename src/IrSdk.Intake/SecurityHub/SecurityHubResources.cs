using System.Collections.Immutable;
using System.Text.Json;

namespace IrSdk.Intake;

/// <summary>
/// What a Security Hub finding names. Its role (<c>ResourceRole</c>, or GuardDuty's in the product's fields) says how it is
/// involved; else the finding's family: credentials of a detection are the intruder's, those of a configuration check are not.
/// </summary>
internal static class SecurityHubResources
{
    public static IEnumerable<Resource> Of(Node finding, FindingFamily family, AccountId account, string region)
    {
        var product = finding["ProductFields"];
        var actor = IsActor(product["aws/guardduty/service/resourceRole"].LooseText()) || IsActor(product["resourceRole"].LooseText());
        var check = FindingScores.IsCheck(finding);
        return [.. finding["Resources"].Items.SelectMany(resource => One(resource.Object(), Held, account, region))];

        Involvement Held(Node resource, bool credential) =>
            !check && (credential || actor || family.HeldInstance || IsActor(resource["ResourceRole"].Text())) ? Involvement.Suspect : Involvement.Target;
    }

    private static bool IsActor(string? role) => string.Equals(role, "ACTOR", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Resource> One(Node resource, Func<Node, bool, Involvement> held, AccountId account, string fallback)
    {
        var (type, id) = (resource["Type"].Text(), resource["Id"].Text());
        var arn = Arn.Parse(id);
        var owner = arn?.Account ?? account;
        var region = resource["Region"].Region() ?? (arn is { Region.Length: > 0 } ? arn.Value.Region : fallback);
        var name = arn is { Name.Length: > 0 } ? arn.Value.Name : null;
        var details = resource["Details"];
        switch (type)
        {
            case "AwsEc2Instance" when (name ?? id) is { } instance:
                return [Instance(new(owner, region, instance), resource, held(resource, false))];
            case "AwsIamAccessKey":
                return Key(details["AwsIamAccessKey"], id, held(resource, true), account);
            case "AwsIamUser" when (details["AwsIamUser"]["UserName"].Text() ?? name) is { } user:
                return [new IamUser(owner, user) { Involvement = held(resource, true) }];
            case "AwsIamRole" when (details["AwsIamRole"]["RoleName"].Text() ?? name) is { } role:
                return [new IamRole(owner, role) { Involvement = held(resource, true) }];
            case "AwsS3Bucket" when (details["AwsS3Bucket"]["Name"].Text() ?? name ?? id) is { } bucket:
                return [new Bucket(owner, region, bucket) { Involvement = Involvement.Target, Tags = Tags(resource["Tags"]) }];
            case "AwsEc2Vpc" when (name ?? id) is { } vpc:
                return [new Vpc(owner, region, vpc) { Involvement = Involvement.Related }];
            default:
                return [];
        }
    }

    private static Instance Instance(Instance bare, Node resource, Involvement involvement) => bare with
    {
        Involvement = involvement,
        VpcName = resource["Details"]["AwsEc2Instance"]["VpcId"].Text(),
        Tags = Tags(resource["Tags"]),
    };

    private static IEnumerable<Resource> Key(Node details, string? id, Involvement involvement, AccountId account)
    {
        var key = details["AccessKeyId"].Text() ?? id?[(id.LastIndexOf(':') + 1)..];
        var name = details["PrincipalName"].Text() ?? details["UserName"].Text();
        if (details["PrincipalType"].Text() is "AssumedRole" or "Role")
        {
            var issuer = details["SessionContext"]["SessionIssuer"];
            var role = issuer["Type"].Text() is "Role" && Arn.Parse(issuer["Arn"].LooseText()) is { } arn && arn.Resource.StartsWith("role/", StringComparison.Ordinal) ? arn.Name : null;
            if (role is not null)
            {
                yield return new IamRole(account, role) { Involvement = involvement };
                if (details["PrincipalId"].Text()?.Split(':', 2) is [_, { Length: > 0 } session])
                {
                    yield return new RoleSession(account, role, session) { Involvement = involvement };
                }
            }

            yield break;
        }

        if (KeyIds.IsLongLived(key))
        {
            yield return new AccessKey(account, key!) { UserName = name, Involvement = involvement };
        }

        if (name is not null)
        {
            yield return new IamUser(account, name) { Involvement = involvement };
        }
    }

    private static ImmutableSortedDictionary<string, string> Tags(Node tags)
    {
        var all = Resource.NoTags;
        if (tags.IsObject)
        {
            foreach (var tag in tags.Element.EnumerateObject())
            {
                all = all.SetItem(tag.Name, tag.Value.ValueKind == JsonValueKind.String ? tag.Value.GetString()! : "");
            }
        }

        return all;
    }
}

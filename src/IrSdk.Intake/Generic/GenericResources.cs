using System.Collections.Immutable;

namespace IrSdk.Intake;

/// <summary>Reads the resources of a generic alert.</summary>
internal static class GenericResources
{
    public static Resource? Read(Node node, AccountId alertAccount, string alertRegion)
    {
        if (!node.Object().IsObject)
        {
            return null;
        }

        var id = node["id"].RequiredText();
        var account = node["account"].Account() ?? alertAccount;
        var region = node["region"].Region() ?? alertRegion;
        var involvement = GenericReader.Word(node["involvement"], GenericWords.Involvements);
        if (id.Length == 0 || involvement is null || Make(node, id, account, region) is not { } resource)
        {
            return null;
        }

        return resource with { Involvement = involvement.Value, Tags = Tags(node["tags"]) };
    }

    private static Resource? Make(Node node, string id, AccountId account, string region)
    {
        switch (node["type"].Text())
        {
            case "access-key":
                return new AccessKey(account, id) { UserName = node["user"].Text() };
            case "user":
                return new IamUser(account, id);
            case "role":
                return new IamRole(account, id);
            case "role-session":
                return node["role"].RequiredText() is { Length: > 0 } role ? new RoleSession(account, role, id) : null;
            case "instance":
                return new Instance(account, region, id) { VpcName = node["vpc"].Text() };
            case "bucket":
                return new Bucket(account, region, id);
            case "vpc":
                return new Vpc(account, region, id);
            case "account" when AccountId.IsValid(id):
                return new Account(new AccountId(id));
            case "account":
                node["id"].Refuse("An account of twelve digits is expected here; correct it and send it again.");
                return null;
            default:
                node["type"].Refuse("One of access-key, account, bucket, instance, role, role-session, user, vpc is expected here; use one of them.");
                return null;
        }
    }

    private static ImmutableSortedDictionary<string, string> Tags(Node node)
    {
        var tags = Resource.NoTags;
        if (node.IsMissing || !node.Object().IsObject)
        {
            return tags;
        }

        foreach (var tag in node.Element.EnumerateObject())
        {
            if (tag.Value.ValueKind != System.Text.Json.JsonValueKind.String)
            {
                node.Refuse("The values of tags are text; put them in quotes.");
                return tags;
            }

            tags = tags.SetItem(tag.Name, tag.Value.GetString()!);
        }

        return tags;
    }
}

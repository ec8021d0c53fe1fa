using System.Collections.Immutable;

namespace IrSdk.Intake;

/// <summary>
/// What a GuardDuty finding names. The credentials in it made the calls, so the intruder holds them; an instance is
/// the intruder's when it acted (<c>resourceRole</c> ACTOR) or when the finding's family says that hostile code runs on it.
/// </summary>
internal static class GuardDutyResources
{
    public static IEnumerable<Resource> Of(Node finding, FindingFamily family, AccountId account, string region)
    {
        var resource = finding["resource"];
        var actor = string.Equals(finding["service"]["resourceRole"].Text(), "ACTOR", StringComparison.OrdinalIgnoreCase);
        return
        [
            .. Credentials(resource["accessKeyDetails"], account),
            .. Instances(resource["instanceDetails"], actor || family.HeldInstance, account, region),
            .. resource["s3BucketDetails"].Items.SelectMany(bucket => Buckets(bucket, account, region)),
            .. Function(resource["lambdaDetails"], family, account, region),
            .. Network(resource["eksClusterDetails"]["vpcId"], account, region),
            .. AttackSequence.Resources(finding, family, account, region),
        ];
    }

    /// <summary>Code of the intruder in a function holds the function's role.</summary>
    private static IEnumerable<Resource> Function(Node details, FindingFamily family, AccountId account, string region)
    {
        if (Arn.Parse(details["role"].LooseText()) is { Service: "iam" } arn && arn.Resource.StartsWith("role/", StringComparison.Ordinal))
        {
            yield return new IamRole(arn.Account ?? account, arn.Name) { Involvement = family.HeldInstance ? Involvement.Suspect : Involvement.Target };
        }

        foreach (var network in Network(details["vpcConfig"]["vpcId"], account, region))
        {
            yield return network;
        }
    }

    public static IEnumerable<Resource> Network(Node id, AccountId account, string region) =>
        id.LooseText() is { } name ? [new Vpc(account, region, name) { Involvement = Involvement.Related }] : [];

    private static IEnumerable<Resource> Credentials(Node details, AccountId account) =>
        Credentials(details["userName"].Text(), details["userType"].Text(), details["accessKeyId"].Text(), details["principalId"].Text(), account);

    public static IEnumerable<Resource> Credentials(string? user, string? kind, string? key, string? principal, AccountId account)
    {
        if (kind is "AssumedRole" or "Role")
        {
            return user is null ? [] : Role(account, user, principal);
        }

        return kind is null or "IAMUser" ? User(account, user, key) : [];
    }

    private static IEnumerable<Resource> Role(AccountId account, string role, string? principal)
    {
        yield return new IamRole(account, role) { Involvement = Involvement.Suspect };
        if (principal?.Split(':', 2) is [_, { Length: > 0 } session])
        {
            yield return new RoleSession(account, role, session) { Involvement = Involvement.Suspect };
        }
    }

    private static IEnumerable<Resource> User(AccountId account, string? user, string? key)
    {
        if (KeyIds.IsLongLived(key))
        {
            yield return new AccessKey(account, key!) { UserName = user, Involvement = Involvement.Suspect };
        }

        if (user is not null)
        {
            yield return new IamUser(account, user) { Involvement = Involvement.Suspect };
        }
    }

    private static IEnumerable<Resource> Instances(Node details, bool held, AccountId account, string region)
    {
        if (details["instanceId"].Text() is not { } id)
        {
            return [];
        }

        Node[] interfaces = [.. details["networkInterfaces"].Items];
        return
        [
            new Instance(account, region, id)
            {
                Involvement = held ? Involvement.Suspect : Involvement.Target,
                VpcName = interfaces.Select(one => one["vpcId"].Text()).FirstOrDefault(vpc => vpc is not null),
                Interfaces = [.. interfaces.Select(one => one["networkInterfaceId"].Text()).OfType<string>()],
                Tags = Tags(details["tags"]),
            },
        ];
    }

    private static IEnumerable<Resource> Buckets(Node bucket, AccountId account, string region)
    {
        if (bucket["name"].Text() is { } name)
        {
            yield return new Bucket(account, region, name) { Involvement = Involvement.Target, Tags = Tags(bucket["tags"]) };
        }
    }

    public static ImmutableSortedDictionary<string, string> Tags(Node tags) =>
        tags.Items.Where(tag => tag["key"].LooseText() is not null)
            .Aggregate(Resource.NoTags, (all, tag) => all.SetItem(tag["key"].LooseText()!, tag["value"].LooseText() ?? ""));
}

namespace IrSdk.Intake;

/// <summary>
/// What a CloudTrail event names: the caller's credentials and what the call made with them (suspect), and what it was done
/// to (target). Parameters and answers have a shape per call, so what is not as expected there counts as absent.
/// </summary>
internal static class CloudTrailResources
{
    public static IEnumerable<Resource> Of(Node record, AccountId account, string region) =>
    [
        .. Caller(record, account),
        .. Made(record, account),
        .. Targets(record["requestParameters"], record["responseElements"], account, region),
    ];

    private static IEnumerable<Resource> Caller(Node record, AccountId account)
    {
        var identity = record["userIdentity"];
        var owner = identity["accountId"].LooseAccount() ?? account;
        switch (identity["type"].Text())
        {
            case "IAMUser":
                var user = identity["userName"].LooseText() ?? UserOf(identity["arn"].LooseText());
                if (identity["accessKeyId"].LooseText() is { } key && KeyIds.IsLongLived(key))
                {
                    yield return new AccessKey(owner, key) { UserName = user, Involvement = Involvement.Suspect };
                }

                if (user is not null)
                {
                    var turnedAway = record["responseElements"]["ConsoleLogin"].LooseText() == "Failure";
                    yield return new IamUser(owner, user) { Involvement = turnedAway ? Involvement.Target : Involvement.Suspect };
                }

                break;
            case "AssumedRole" when Arn.Parse(identity["arn"].LooseText()) is { } arn && arn.Resource.Split('/') is ["assumed-role", { Length: > 0 } role, { Length: > 0 } session]:
                yield return new RoleSession(owner, role, session) { Involvement = Involvement.Suspect };
                yield return new IamRole(owner, role) { Involvement = Involvement.Suspect };
                break;
        }
    }

    /// <summary>Whether IAM allows the name; CloudTrail writes words such as AWS ROOT USER where a name would be.</summary>
    private static bool IsIamName(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || "_+=,.@-".Contains(c, StringComparison.Ordinal));

    private static string? UserOf(string? text) =>
        Arn.Parse(text) is { } arn && arn.Resource.StartsWith("user/", StringComparison.Ordinal) && arn.Name.Length > 0 ? arn.Name : null;

    private static IEnumerable<Resource> Made(Node record, AccountId account)
    {
        var (request, response) = (record["requestParameters"], record["responseElements"]);
        var key = response["accessKey"];
        if (key["accessKeyId"].LooseText() is { } id && KeyIds.IsLongLived(id))
        {
            yield return new AccessKey(account, id) { UserName = key["userName"].LooseText(), Involvement = Involvement.Suspect };
        }

        if (record["eventName"].LooseText() == "AssumeRole" && response.IsObject
            && request["roleSessionName"].LooseText() is { } session
            && Arn.Parse(request["roleArn"].LooseText()) is { Name.Length: > 0 } role)
        {
            yield return new RoleSession(role.Account ?? account, role.Name, session) { Involvement = Involvement.Suspect };
            yield return new IamRole(role.Account ?? account, role.Name) { Involvement = Involvement.Suspect };
        }
    }

    private static IEnumerable<Resource> Targets(Node request, Node response, AccountId account, string region)
    {
        if (request["bucketName"].LooseText() is { } bucket)
        {
            yield return new Bucket(account, region, bucket) { Involvement = Involvement.Target };
        }

        if (request["userName"].LooseText() is { } user && IsIamName(user))
        {
            yield return new IamUser(account, user) { Involvement = Involvement.Target };
        }

        if (request["roleName"].LooseText() is { } role && IsIamName(role))
        {
            yield return new IamRole(account, role) { Involvement = Involvement.Target };
        }

        foreach (var set in new[] { request["instancesSet"]["items"], response["instancesSet"]["items"] })
        {
            foreach (var instance in set.Items)
            {
                if (instance["instanceId"].LooseText() is { } name)
                {
                    yield return new Instance(account, region, name) { Involvement = Involvement.Target, VpcName = instance["vpcId"].LooseText() };
                }
            }
        }
    }
}

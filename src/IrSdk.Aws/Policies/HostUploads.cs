using System.Text.Json.Nodes;

namespace IrSdk.Aws;

/// <summary>What reaches the evidence bucket from guarded accounts: hosts send under their own roles, logs are copied under the evidence role.</summary>
internal static class HostUploads
{
    /// <summary>The parameter that names the hosts' roles.</summary>
    public const string Roles = "HostRoles";

    public const string HasRoles = "HasHostRoles";

    private const string Bucket = "arn:${AWS::Partition}:s3:::${EvidenceBucketName}";

    public static JsonObject IsGiven => new()
    {
        ["Fn::Not"] = new JsonArray(new JsonObject { ["Fn::Equals"] = new JsonArray(new JsonObject { ["Fn::Join"] = new JsonArray("", Ref(Roles)) }, "") }),
    };

    /// <summary>For the roles of hosts: to send what live response writes, and nothing else. It is made without a host too, to be attached later.</summary>
    public static JsonObject Policy(AwsOptions options)
    {
        var statements = new JsonArray(
            Allow(["s3:PutObject", "s3:PutObjectAcl"], [.. EvidencePermissions.FromHosts.Select(place => $"{Bucket}/{place}")]),
            Allow(["s3:GetEncryptionConfiguration"], [Bucket]));
        if (options.MemoryTool is { } tool && tool.StartsWith("s3://", StringComparison.Ordinal))
        {
            statements.Add(Allow(["s3:GetObject"], ["arn:${AWS::Partition}:s3:::" + tool["s3://".Length..]]));
        }

        return new()
        {
            ["Type"] = "AWS::IAM::ManagedPolicy",
            ["Properties"] = new JsonObject
            {
                ["Description"] = "Lets a host send the incident responder what it was asked for.",
                ["PolicyDocument"] = Document(statements),
                ["Roles"] = new JsonObject { ["Fn::If"] = new JsonArray(HasRoles, Ref(Roles), Ref("AWS::NoValue")) },
            },
        };
    }

    /// <summary>For the bucket: an upload from another account needs its consent beside the sender's own right.</summary>
    public static JsonObject BucketPolicy(AwsOptions options)
    {
        var statements = new JsonArray(
            From(Allow(["s3:PutObject", "s3:PutObjectAcl"], [.. EvidencePermissions.FromHosts.Select(place => $"{Bucket}/{place}")])),
            From(Allow(["s3:GetEncryptionConfiguration"], [Bucket])));
        if (options.EvidenceRole is { } role)
        {
            var copying = From(Allow(["s3:PutObject"], [$"{Bucket}/incidents/*"]));
            copying["Condition"] = new JsonObject { ["ArnLike"] = new JsonObject { ["aws:PrincipalArn"] = $"arn:*:iam::*:role/{role}" } };
            statements.Add(copying);
        }

        return new()
        {
            ["Type"] = "AWS::S3::BucketPolicy",
            ["Properties"] = new JsonObject { ["Bucket"] = Ref("EvidenceBucket"), ["PolicyDocument"] = Document(statements) },
        };
    }

    private static JsonObject Document(JsonArray statements) => new() { ["Version"] = "2012-10-17", ["Statement"] = statements };

    private static JsonObject Allow(string[] actions, string[] resources) => new()
    {
        ["Effect"] = "Allow",
        ["Action"] = new JsonArray([.. actions.Select(action => (JsonNode)action)]),
        ["Resource"] = new JsonArray([.. resources.Select(resource => (JsonNode)new JsonObject { ["Fn::Sub"] = resource })]),
    };

    private static JsonObject From(JsonObject statement)
    {
        statement["Principal"] = new JsonObject { ["AWS"] = Ref("GuardedAccounts") };
        return statement;
    }

    private static JsonObject Ref(string name) => new() { ["Ref"] = name };
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrSdk.Aws;

/// <summary>CloudFormation templates of what the responder needs.</summary>
public static class StackTemplates
{
    /// <summary>For each guarded account: both roles, which trust the responder's account, and the isolation group of one network.</summary>
    /// <param name="policies">What the roles may do.</param>
    /// <param name="options">Names the roles, the group and the external id.</param>
    public static string Guarded(AwsPolicySet policies, AwsOptions options)
    {
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(options);
        var resources = new JsonObject();
        if (options.EvidenceRole is { } evidence)
        {
            resources["EvidenceRole"] = Role(evidence, policies.Evidence, options.ExternalId);
        }

        if (options.ContainmentRole is { } containment)
        {
            resources["ContainmentRole"] = Role(containment, policies.Containment, options.ExternalId);
        }

        resources["IsolationGroup"] = new JsonObject
        {
            ["Type"] = "AWS::EC2::SecurityGroup",
            ["Properties"] = new JsonObject
            {
                ["GroupName"] = options.IsolationGroup,
                ["GroupDescription"] = "Isolates an instance in an incident: nothing in, nothing out",
                ["VpcId"] = Ref("VpcId"),
                // Without a rule of its own CloudFormation leaves the allow-all egress rule; this one leads nowhere.
                ["SecurityGroupEgress"] = new JsonArray(new JsonObject { ["IpProtocol"] = "icmp", ["FromPort"] = 252, ["ToPort"] = 86, ["CidrIp"] = "127.0.0.1/32" }),
            },
        };
        return Template(
            "Lets the incident responder of another account preserve and contain in this one.",
            new()
            {
                ["ResponderAccount"] = Parameter("String", "The account that the responder lives in."),
                ["VpcId"] = Parameter("AWS::EC2::VPC::Id", "The network whose instances may be isolated; one stack for each."),
            },
            resources);
    }

    /// <summary>For the responder's own account: the locked evidence bucket and the policy of the responder's identity.</summary>
    /// <param name="policies">What the responder may do.</param>
    /// <param name="options">Names the bucket and how long evidence is locked.</param>
    public static string Responder(AwsPolicySet policies, AwsOptions options)
    {
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(options);
        return Template(
            "Keeps the incident responder's evidence so that nobody can change or delete it.",
            new() { ["EvidenceBucketName"] = Parameter("String", "The name of the bucket.", options.EvidenceBucket) },
            new()
            {
                ["EvidenceBucket"] = new JsonObject
                {
                    ["Type"] = "AWS::S3::Bucket",
                    ["DeletionPolicy"] = "Retain",
                    ["UpdateReplacePolicy"] = "Retain",
                    ["Properties"] = new JsonObject
                    {
                        ["BucketName"] = Ref("EvidenceBucketName"),
                        ["ObjectLockEnabled"] = true,
                        ["ObjectLockConfiguration"] = new JsonObject
                        {
                            ["ObjectLockEnabled"] = "Enabled",
                            ["Rule"] = new JsonObject { ["DefaultRetention"] = new JsonObject { ["Mode"] = "COMPLIANCE", ["Days"] = (int)Math.Ceiling(options.Retention.TotalDays) } },
                        },
                        ["VersioningConfiguration"] = new JsonObject { ["Status"] = "Enabled" },
                        ["PublicAccessBlockConfiguration"] = new JsonObject
                        {
                            ["BlockPublicAcls"] = true,
                            ["BlockPublicPolicy"] = true,
                            ["IgnorePublicAcls"] = true,
                            ["RestrictPublicBuckets"] = true,
                        },
                        ["BucketEncryption"] = new JsonObject
                        {
                            ["ServerSideEncryptionConfiguration"] = new JsonArray(new JsonObject
                            {
                                ["ServerSideEncryptionByDefault"] = new JsonObject { ["SSEAlgorithm"] = "AES256" },
                            }),
                        },
                    },
                },
                ["ResponderPolicy"] = new JsonObject
                {
                    ["Type"] = "AWS::IAM::ManagedPolicy",
                    ["Properties"] = new JsonObject { ["PolicyDocument"] = JsonNode.Parse(policies.Responder) },
                },
            });
    }

    private static JsonObject Role(string name, string policy, string? externalId)
    {
        var trust = new JsonObject
        {
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["AWS"] = new JsonObject { ["Fn::Sub"] = "arn:${AWS::Partition}:iam::${ResponderAccount}:root" } },
            ["Action"] = "sts:AssumeRole",
        };
        if (externalId is not null)
        {
            trust["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["sts:ExternalId"] = externalId } };
        }

        return new()
        {
            ["Type"] = "AWS::IAM::Role",
            ["Properties"] = new JsonObject
            {
                ["RoleName"] = name,
                ["MaxSessionDuration"] = 3600,
                ["AssumeRolePolicyDocument"] = new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(trust) },
                ["Policies"] = new JsonArray(new JsonObject { ["PolicyName"] = name, ["PolicyDocument"] = JsonNode.Parse(policy) }),
            },
        };
    }

    private static string Template(string description, JsonObject parameters, JsonObject resources) => new JsonObject
    {
        ["AWSTemplateFormatVersion"] = "2010-09-09",
        ["Description"] = description,
        ["Parameters"] = parameters,
        ["Resources"] = resources,
    }.ToJsonString(new JsonSerializerOptions(IrJson.Indented));

    private static JsonObject Ref(string name) => new() { ["Ref"] = name };

    private static JsonObject Parameter(string type, string description, string? usual = null)
    {
        var parameter = new JsonObject { ["Type"] = type, ["Description"] = description };
        if (usual is not null)
        {
            parameter["Default"] = usual;
        }

        return parameter;
    }
}

using System.Text.Json.Nodes;

namespace IrSdk.Aws;

/// <summary>CloudFormation templates of what the responder needs.</summary>
public static class StackTemplates
{
    /// <summary>
    /// For each guarded account: both roles, which trust the responder's account, the isolation group of one network, the
    /// role that denies everything where instance profiles are replaced, the key that snapshots are shared by where one is named, and what
    /// hosts' roles need for live response. Its output is what the bucket of a central trail must allow, which only the bucket's owner can.
    /// </summary>
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
                // As on what the responder makes itself: by it the containment role may close the group again when somebody opens it.
                ["Tags"] = new JsonArray(new JsonObject { ["Key"] = StepTags.Incident, ["Value"] = "before any" }),
            },
        };
        if (options.ReplacesInstanceProfile)
        {
            resources["IsolationRole"] = DenyAllRole;
            resources["IsolationProfile"] = new JsonObject
            {
                ["Type"] = "AWS::IAM::InstanceProfile",
                ["Properties"] = new JsonObject { ["InstanceProfileName"] = InstanceProfiles.DenyAll, ["Roles"] = new JsonArray(Ref("IsolationRole")) },
            };
        }

        if (options.TransferKey is { } transfer)
        {
            resources["TransferKey"] = TransferKeys.Key;
            resources["TransferKeyAlias"] = TransferKeys.Alias(transfer);
        }

        resources["HostPolicy"] = HostUploads.Policy(options);
        var template = Template(
            "Lets the incident responder of another account preserve and contain in this one.",
            new()
            {
                ["ResponderAccount"] = Parameter("String", "The account that the responder lives in."),
                ["VpcId"] = Parameter("AWS::EC2::VPC::Id", "The network whose instances may be isolated; one stack for each."),
                ["EvidenceBucketName"] = Parameter("String", "The evidence bucket, which the responder's stack makes.", options.EvidenceBucket),
                [HostUploads.Roles] = Parameter("CommaDelimitedList", "The roles of the hosts that live response is to reach; comma-separated.", ""),
                [TrailAccess.Bucket] = Parameter("String", "The bucket of the central trail, when another account holds it.", ""),
            },
            resources);
        template["Conditions"] = new JsonObject { [HostUploads.HasRoles] = HostUploads.IsGiven, [TrailAccess.IsCentral] = TrailAccess.IsGiven };
        if (options.EvidenceRole is { } reader)
        {
            template["Outputs"] = new JsonObject { ["TrailBucketStatements"] = TrailAccess.Output(reader) };
        }

        return template.ToJsonString(IrJson.Indented);
    }

    /// <summary>For the responder's own account: the locked evidence bucket, who may send to it, and the policy of the responder's identity.</summary>
    /// <param name="policies">What the responder may do.</param>
    /// <param name="options">Names the bucket and how long evidence is locked.</param>
    public static string Responder(AwsPolicySet policies, AwsOptions options)
    {
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(options);
        return Template(
            "Keeps the incident responder's evidence so that nobody can change or delete it.",
            new()
            {
                ["EvidenceBucketName"] = Parameter("String", "The name of the bucket.", options.EvidenceBucket),
                ["GuardedAccounts"] = Parameter("CommaDelimitedList", "The accounts that evidence comes from; comma-separated."),
            },
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
                        // What another account sends is ours at once.
                        ["OwnershipControls"] = new JsonObject { ["Rules"] = new JsonArray(new JsonObject { ["ObjectOwnership"] = "BucketOwnerEnforced" }) },
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
                ["EvidenceBucketPolicy"] = HostUploads.BucketPolicy(options),
                ["ResponderPolicy"] = new JsonObject
                {
                    ["Type"] = "AWS::IAM::ManagedPolicy",
                    ["Properties"] = new JsonObject
                    {
                        ["Description"] = "What the incident responder's own identity may do; attach it to that identity.",
                        ["PolicyDocument"] = JsonNode.Parse(policies.Responder),
                    },
                },
            }).ToJsonString(IrJson.Indented);
    }

    /// <summary>What a quarantined instance has instead of its role.</summary>
    private static JsonObject DenyAllRole => new()
    {
        ["Type"] = "AWS::IAM::Role",
        ["Properties"] = new JsonObject
        {
            ["RoleName"] = InstanceProfiles.DenyAll,
            ["AssumeRolePolicyDocument"] = JsonNode.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""),
            ["Policies"] = new JsonArray(new JsonObject { ["PolicyName"] = InstanceProfiles.DenyAll, ["PolicyDocument"] = JsonNode.Parse(PolicyDocument.DenyAll()) }),
        },
    };

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

    private static JsonObject Template(string description, JsonObject parameters, JsonObject resources) => new()
    {
        ["AWSTemplateFormatVersion"] = "2010-09-09",
        ["Description"] = description,
        ["Parameters"] = parameters,
        ["Resources"] = resources,
    };

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

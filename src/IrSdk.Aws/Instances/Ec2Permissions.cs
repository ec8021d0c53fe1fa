namespace IrSdk.Aws;

/// <summary>Permissions on instances and what belongs to them.</summary>
internal static class Ec2Permissions
{
    private const string Made = "aws:ResourceTag/" + StepTags.Incident;

    /// <summary>To look; EC2 cannot narrow it.</summary>
    public static IEnumerable<AwsPermission> Read(params string[] actions) => actions.Select(action => new AwsPermission($"ec2:Describe{action}"));

    /// <summary>On the instance that is acted on.</summary>
    public static IEnumerable<AwsPermission> OnInstance(params string[] actions) => On("instance/{name}", actions);

    /// <summary>On a kind of thing, such as <c>volume/*</c>.</summary>
    public static IEnumerable<AwsPermission> On(string kind, params string[] actions) =>
        actions.Select(action => new AwsPermission($"ec2:{action}", "arn:{partition}:ec2:*:{account}:" + kind));

    /// <summary>On snapshots, whose ARNs name no account.</summary>
    public static IEnumerable<AwsPermission> OnSnapshots(params string[] actions) =>
        actions.Select(action => new AwsPermission($"ec2:{action}", "arn:{partition}:ec2:*::snapshot/*"));

    /// <summary>On what the responder made itself, and its tags say so.</summary>
    public static IEnumerable<AwsPermission> OnMade(string kind, params string[] actions) =>
        On(kind, actions).Select(permission => permission with { Condition = new("StringLike", Made, "*") });

    /// <summary>To tag what is being made, and nothing that is there.</summary>
    public static AwsPermission Tagging(string kind, string making) => new("ec2:CreateTags", kind)
    {
        Condition = new("StringEquals", "ec2:CreateAction", making),
    };
}

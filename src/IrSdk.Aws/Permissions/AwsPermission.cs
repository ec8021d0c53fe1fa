namespace IrSdk.Aws;

/// <summary>One IAM permission that a handler needs.</summary>
/// <param name="Action">The IAM action, such as <c>iam:UpdateAccessKey</c>.</param>
/// <param name="Resource">
/// On what, as an ARN with <c>{partition}</c>, <c>{region}</c>, <c>{account}</c>, <c>{name}</c> (the acted-on resource's) and
/// <c>{evidence-bucket}</c> to fill in. Default: everything, for actions that IAM cannot narrow.
/// </param>
internal sealed record AwsPermission(string Action, string Resource = "*")
{
    /// <summary>When only. Default: always.</summary>
    public AwsCondition? Condition { get; init; }

    /// <summary>With which options only it is needed. Default: with all.</summary>
    public Func<AwsOptions, bool>? NeededWith { get; init; }
}

/// <summary>A condition of an IAM statement.</summary>
/// <param name="Operator">The operator, such as <c>StringEquals</c>.</param>
/// <param name="Key">The condition key, such as <c>aws:ResourceTag/env</c>.</param>
/// <param name="Value">The value; the same texts as in a permission's resource are filled in.</param>
internal sealed record AwsCondition(string Operator, string Key, string Value);

using Amazon.SecurityToken.Model;

namespace IrSdk.Aws;

/// <summary>
/// A bucket's policy while it is blocked: all but the responder and AWS's own services, which deliver logs, are denied everything. It takes
/// the place of the policy that was there, so that a public one cannot keep S3 from accepting it.
/// </summary>
internal static class DenyingPolicy
{
    public static async Task<string> OfAsync(AwsStep step, string bucket, CancellationToken cancellationToken)
    {
        var arn = $"arn:{step.Aws.Partition}:s3:::{bucket}";
        var statement = PolicyDocument.Statement("Deny", "s3:*", new[] { arn, $"{arn}/*" }, null);
        statement["Sid"] = "IrSdkContainment";
        statement["Principal"] = "*";
        statement["Condition"] = new Dictionary<string, object>
        {
            ["ArnNotLike"] = new Dictionary<string, object> { ["aws:PrincipalArn"] = await ResponderAsync(step, cancellationToken).ConfigureAwait(false) },
            ["Bool"] = new Dictionary<string, string> { ["aws:PrincipalIsAWSService"] = "false" },
        };
        return PolicyDocument.Write([statement]);
    }

    /// <summary>Whoever calls now, and the roles of captures and containments: the responder must never lock itself out.</summary>
    private static async Task<string[]> ResponderAsync(AwsStep step, CancellationToken cancellationToken)
    {
        var caller = (await step.Aws.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken).ConfigureAwait(false)).Arn;
        var iam = $"arn:{step.Aws.Partition}:iam::{step.Aws.Account}:role/";
        string?[] roles = [step.Options.EvidenceRole, step.Options.ContainmentRole];
        return [.. roles.OfType<string>().Select(role => iam + role).Concat(Principals(caller)).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>A session's principal is its role, whose path its ARN does not say.</summary>
    private static string[] Principals(string caller)
    {
        var parts = caller.Split(':', 6);
        if (parts is not [_, var partition, "sts", _, var account, var session] || session.Split('/') is not ["assumed-role", var role, ..])
        {
            return [caller];
        }

        var roles = $"arn:{partition}:iam::{account}:role/";
        return [roles + role, $"{roles}*/{role}"];
    }
}

namespace IrSdk.Aws;

/// <summary>One permission that one step needs: may this role do this, on that?</summary>
/// <param name="Step">The step's id.</param>
/// <param name="Who">Who would call.</param>
/// <param name="Action">The IAM action.</param>
/// <param name="Resource">On what: an ARN without wildcards, or <c>*</c>.</param>
/// <param name="Condition">Under which condition it is allowed. Null: always.</param>
internal sealed record Question(string Step, Caller Who, string Action, string Resource, AwsCondition? Condition)
{
    /// <summary>Any one thing for what is not known yet: a snapshot that is to be made has no id.</summary>
    private const string Some = "any";

    public static IEnumerable<Question> Of(string step, Caller who, AwsRegistration registration, ResourceId resource, AwsOptions options)
    {
        var scope = new PolicyScope
        {
            Partition = who.Partition,
            Account = resource.Account.ToString(),
            Region = resource.Region,
            Name = resource.Name,
            EvidenceBucket = options.EvidenceBucket ?? Some,
        };
        return registration.PermissionsWith(options)
            // The same right on names below a path: one of the two is enough.
            .Where(permission => !permission.Resource.EndsWith("/*/{name}", StringComparison.Ordinal))
            .Select(permission => new Question(step, who, permission.Action, Filled(scope, permission.Resource), permission.Condition is { } condition
                ? condition with { Value = scope.Fill(condition.Value).Replace("*", Some, StringComparison.Ordinal) }
                : null))
            .Distinct();
    }

    private static string Filled(PolicyScope scope, string resource) =>
        resource == "*" ? resource : scope.Fill(resource).Replace("ec2:*:", $"ec2:{scope.Region}:", StringComparison.Ordinal).Replace("*", Some, StringComparison.Ordinal);
}

/// <summary>Who calls for a purpose in an account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Purpose">The purpose.</param>
/// <param name="Arn">The role's, or the user's whose credentials are used as they are.</param>
internal sealed record Caller(AccountId Account, AwsPurpose Purpose, string Arn)
{
    public string Partition => Arn.Split(':')[1];

    /// <summary>As people say it: <c>role irsdk-containment</c>.</summary>
    public string Name => Arn[(Arn.LastIndexOf(':') + 1)..] is var resource && resource.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
        ? $"{resource[..slash]} {resource[(resource.LastIndexOf('/') + 1)..]}"
        : resource;

    /// <summary>An account's root user may do all, and IAM refuses to simulate it.</summary>
    public bool IsRoot => Arn.EndsWith(":root", StringComparison.Ordinal);
}

namespace IrSdk.Aws;

/// <summary>Permissions on IAM users and roles. Their ARNs may hold a path before the name.</summary>
internal static class IamPermissions
{
    /// <summary>On the user that is acted on.</summary>
    public static IEnumerable<AwsPermission> OnUser(params string[] actions) => On(actions, "user/{name}", "user/*/{name}");

    /// <summary>On the role that is acted on.</summary>
    public static IEnumerable<AwsPermission> OnRole(params string[] actions) => On(actions, "role/{name}", "role/*/{name}");

    /// <summary>On any user, for what is not named after its user: a key.</summary>
    public static IEnumerable<AwsPermission> OnUsers(params string[] actions) => On(actions, "user/*");

    /// <summary>On any role, for what is not named after its role alone: a session.</summary>
    public static IEnumerable<AwsPermission> OnRoles(params string[] actions) => On(actions, "role/*");

    /// <summary>On the account's own policies.</summary>
    public static IEnumerable<AwsPermission> OnPolicies(params string[] actions) => On(actions, "policy/*");

    private static IEnumerable<AwsPermission> On(string[] actions, params string[] resources) =>
        from action in actions
        from resource in resources
        select new AwsPermission($"iam:{action}", "arn:{partition}:iam::{account}:" + resource);
}

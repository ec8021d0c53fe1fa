namespace IrSdk.Host.Access;

/// <summary>What people may do. Each role includes those before it; the names are those of roles, of policies and of claims.</summary>
internal static class Roles
{
    /// <summary>May look at everything.</summary>
    public const string Viewer = "viewer";

    /// <summary>May respond to what was set aside, give verdicts, ask for undo, and freeze.</summary>
    public const string Responder = "responder";

    /// <summary>May approve plans.</summary>
    public const string Approver = "approver";

    /// <summary>May thaw.</summary>
    public const string Administrator = "administrator";

    /// <summary>May send alerts, and nothing else. No person's role.</summary>
    public const string Sender = "sender";

    /// <summary>The roles of people, the least first.</summary>
    public static IReadOnlyList<string> OfPeople { get; } = [Viewer, Responder, Approver, Administrator];

    /// <summary>The roles that satisfy a policy: the one that it is named after, and those that include it.</summary>
    public static IEnumerable<string> From(string least) => OfPeople.SkipWhile(role => role != least);
}

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

    /// <summary>All of them, the least first.</summary>
    public static IReadOnlyList<string> All { get; } = [Viewer, Responder, Approver, Administrator];
}

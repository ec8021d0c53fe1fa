namespace IrSdk.Scripting;

/// <summary>The ids of what the loader itself refuses. Ids that begin with CS are the compiler's.</summary>
public static class ScriptRules
{
    /// <summary>A symbol or a language feature that is outside the allow list.</summary>
    public const string NotAllowed = "IR4001";

    /// <summary><c>#r</c>, or a <c>#load</c> of something that is not a file in the playbook's folder.</summary>
    public const string Reference = "IR4002";

    /// <summary>A directive or a declaration that a script cannot have.</summary>
    public const string Construct = "IR4003";

    /// <summary>The script ran, and did not return a playbook.</summary>
    public const string NoPlaybook = "IR4004";

    /// <summary>The script could not be read.</summary>
    public const string Unreadable = "IR4005";

    /// <summary>The script did not end, or took more memory than it may.</summary>
    public const string Unbounded = "IR4008";
}

namespace IrSdk.Scripting;

/// <summary>Who may reach a symbol.</summary>
internal enum Reach
{
    /// <summary>Nobody.</summary>
    Refused,

    /// <summary>The compiler, for what it makes of the language; not the script by name.</summary>
    CompilerOnly,

    /// <summary>The script.</summary>
    Allowed,
}

namespace IrSdk;

/// <summary>
/// Declares which action a verb makes, so that the analyzers can follow responses that use it. A verb without it is reported
/// as not provable (IR1003).
/// </summary>
/// <remarks>
/// The resources are those of the verb's selector; a verb without a selector acts on every suspect that the action's
/// constructors take.
/// </remarks>
/// <param name="action">The action.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class MakesAttribute(Type action) : Attribute
{
    /// <summary>The action.</summary>
    public Type Action { get; } = action;

    /// <summary>Whether the verb takes targets besides suspects when no selector is written. Default: false.</summary>
    public bool TakesTargets { get; set; }
}

namespace IrSdk;

/// <summary>Declares that an action secures evidence.</summary>
/// <param name="kinds">The kinds that it secures, as far as the resource has them.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class PreservesAttribute(Evidence kinds) : Attribute
{
    /// <summary>The kinds that it secures.</summary>
    public Evidence Kinds { get; } = kinds;
}

/// <summary>Declares that an action changes or destroys evidence.</summary>
/// <param name="kinds">The kinds that it disturbs, as far as the resource has them.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class DisturbsAttribute(Evidence kinds) : Attribute
{
    /// <summary>The kinds that it disturbs.</summary>
    public Evidence Kinds { get; } = kinds;

    /// <summary>Where. Default: the action's own resource.</summary>
    public Related On { get; set; }
}

/// <summary>Declares that an action touches evidence without destroying it: captures of it go first when the response has any.</summary>
/// <param name="kinds">The kinds that it alters.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AltersAttribute(Evidence kinds) : Attribute
{
    /// <summary>The kinds that it alters.</summary>
    public Evidence Kinds { get; } = kinds;
}

/// <summary>Declares that an action cuts a channel.</summary>
/// <param name="channel">The channel.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class SeversAttribute(Channel channel) : Attribute
{
    /// <summary>The channel.</summary>
    public Channel Channel { get; } = channel;

    /// <summary>Where. Default: the action's own resource.</summary>
    public Related On { get; set; }

    /// <summary>The name of a boolean property of the action that keeps the channel when it is true. Default: none.</summary>
    public string? Unless { get; set; }
}

/// <summary>Declares that an action reaches its resource through a channel.</summary>
/// <param name="channel">The channel.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(Channel channel) : Attribute
{
    /// <summary>The channel.</summary>
    public Channel Channel { get; } = channel;
}

/// <summary>Declares the action that takes this one back.</summary>
/// <param name="action">A <see cref="RestoringAction"/> with a constructor that takes the same resource.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UndoneByAttribute(Type action) : Attribute
{
    /// <summary>The restoring action.</summary>
    public Type Action { get; } = action;
}

/// <summary>Declares that nothing takes the action back.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class IrreversibleAttribute : Attribute;

/// <summary>Declares how long a step with this action may take when the playbook does not say.</summary>
/// <param name="seconds">Seconds; at least 1.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TimeoutAttribute(int seconds) : Attribute
{
    /// <summary>Seconds.</summary>
    public int Seconds { get; } = seconds;
}

/// <summary>What a step with this action is called on pages and in journals, in the imperative: "revoke key".</summary>
/// <param name="phrase">A few words in lower case.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PhraseAttribute(string phrase) : Attribute
{
    /// <summary>The words.</summary>
    public string Phrase { get; } = phrase;
}

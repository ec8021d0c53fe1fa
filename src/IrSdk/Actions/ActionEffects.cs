using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace IrSdk;

/// <summary>What an action type declares, read once from its attributes.</summary>
public sealed class ActionEffects
{
    private static readonly ConcurrentDictionary<Type, ActionEffects> Known = new();

    private readonly ImmutableArray<(SeversAttribute Severs, PropertyInfo? Unless)> severs;

    private ActionEffects(Type action)
    {
        Preserves = action.GetCustomAttributes<PreservesAttribute>(inherit: true).Aggregate(Evidence.None, (all, one) => all | one.Kinds);
        Disturbs = [.. action.GetCustomAttributes<DisturbsAttribute>(inherit: true)];
        Alters = action.GetCustomAttribute<AltersAttribute>()?.Kinds ?? Evidence.None;
        Needs = action.GetCustomAttribute<NeedsAttribute>()?.Channel;
        UndoneBy = action.GetCustomAttribute<UndoneByAttribute>()?.Action;
        IsIrreversible = action.GetCustomAttribute<IrreversibleAttribute>() is not null;
        Timeout = TimeSpan.FromSeconds(action.GetCustomAttribute<TimeoutAttribute>()?.Seconds ?? 60);
        Phrase = action.GetCustomAttribute<PhraseAttribute>()?.Phrase ?? NameOf(action).Replace('-', ' ');
        Name = NameOf(action);
        severs =
        [
            .. action.GetCustomAttributes<SeversAttribute>(inherit: true)
                .Select(one => (one, one.Unless is null ? null : action.GetProperty(one.Unless))),
        ];
    }

    /// <summary>The action's name in plans and journals: its type's name in kebab case, such as <c>quarantine-instance</c>.</summary>
    public string Name { get; }

    /// <summary>What a step with this action is called where people read: "revoke key".</summary>
    public string Phrase { get; }

    /// <summary>The kinds of evidence that it secures.</summary>
    public Evidence Preserves { get; }

    /// <summary>What it disturbs, and where.</summary>
    public ImmutableArray<DisturbsAttribute> Disturbs { get; }

    /// <summary>The kinds of evidence that it touches without destroying them.</summary>
    public Evidence Alters { get; }

    /// <summary>The channel that it reaches its resource by. Null: none.</summary>
    public Channel? Needs { get; }

    /// <summary>The restoring action that takes it back. Null: none.</summary>
    public Type? UndoneBy { get; }

    /// <summary>Whether nothing takes it back.</summary>
    public bool IsIrreversible { get; }

    /// <summary>How long a step may take when the playbook does not say.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>The effects of an action type.</summary>
    public static ActionEffects Of(Type action) => Known.GetOrAdd(action, static type => new(type));

    /// <summary>The effects of an action's type.</summary>
    public static ActionEffects Of(ResponseAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Of(action.GetType());
    }

    /// <summary>The channels that this very action cuts, and where.</summary>
    public IEnumerable<SeversAttribute> SeveredBy(ResponseAction action) =>
        severs.Where(one => one.Unless?.GetValue(action) is not true).Select(one => one.Severs);

    private static string NameOf(Type action) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(action.Name);
}

using IrSdk.Resolution;

namespace IrSdk.Runtime;

/// <summary>A place where actions are done: handlers, and who is related to whom.</summary>
public sealed class Provider
{
    private readonly Dictionary<Type, ActionHandler> handlers = [];
    private readonly Dictionary<Type, List<NoticeReceiver>> receivers = [];

    /// <summary>A provider without handlers.</summary>
    /// <param name="name">Its name, such as <c>simulated</c>.</param>
    /// <param name="directory">Answers resolution.</param>
    public Provider(string name, IAccountDirectory directory) => (Name, Directory) = (name, directory);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Answers resolution.</summary>
    public IAccountDirectory Directory { get; }

    /// <summary>Asks whether steps are permitted, before they run. Null: it cannot be asked here.</summary>
    public IPreflight? Preflight { get; init; }

    /// <summary>Adds the handler of an action type, and replaces one that was there.</summary>
    public Provider Handle<TAction>(IActionHandler<TAction> handler)
        where TAction : ResponseAction
    {
        handlers[typeof(TAction)] = new ActionHandler<TAction>(handler);
        return this;
    }

    /// <summary>
    /// Adds somebody who is told, beside all who are told already, and replaces the one that had the name. Each is told by itself:
    /// one that cannot be reached keeps nobody else waiting, and is told when it can be reached again.
    /// </summary>
    /// <param name="receiver">The receiver's name among those of the action type, such as <c>pagerduty</c>. The journal holds it: it stays the same.</param>
    /// <param name="handler">Tells it.</param>
    public Provider Tell<TAction>(string receiver, IActionHandler<TAction> handler)
        where TAction : NotifyingAction
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(receiver);
        if (!receivers.TryGetValue(typeof(TAction), out var told))
        {
            receivers[typeof(TAction)] = told = [];
        }

        told.RemoveAll(one => one.Name == receiver);
        told.Add(new(receiver, new ActionHandler<TAction>(handler)));
        return this;
    }

    /// <summary>The action types that have a handler.</summary>
    public IReadOnlyCollection<Type> Handled => [.. handlers.Keys.Union(receivers.Keys)];

    /// <summary>The handler of an action; of several who are told, the first. Null: the provider has none.</summary>
    public ActionHandler? HandlerOf(ResponseAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return handlers.GetValueOrDefault(action.GetType()) ?? receivers.GetValueOrDefault(action.GetType())?[0].Handler;
    }

    internal IReadOnlyList<NoticeReceiver> ReceiversOf(NotifyingAction action) =>
    [
        .. handlers.TryGetValue(action.GetType(), out var only) ? [new NoticeReceiver("", only)] : Array.Empty<NoticeReceiver>(),
        .. receivers.GetValueOrDefault(action.GetType()) ?? [],
    ];
}

using IrSdk.Resolution;

namespace IrSdk.Runtime;

/// <summary>A place where actions are done: handlers, and who is related to whom.</summary>
public sealed class Provider
{
    private readonly Dictionary<Type, ActionHandler> handlers = [];

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

    /// <summary>The action types that have a handler.</summary>
    public IReadOnlyCollection<Type> Handled => handlers.Keys;

    /// <summary>The handler of an action. Null: the provider has none.</summary>
    public ActionHandler? HandlerOf(ResponseAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return handlers.GetValueOrDefault(action.GetType());
    }
}

namespace IrSdk;

/// <summary>What to do to one resource. It is data; it does nothing. A handler in a provider does it.</summary>
/// <remarks>
/// A third party's action derives from one of the four kinds below, declares its effects as attributes, and has a public
/// constructor that takes its resource first and then its arguments, each with a property of the same name.
/// </remarks>
public abstract record ResponseAction
{
    private protected ResponseAction(Resource resource) => Resource = resource;

    /// <summary>The resource that it acts on.</summary>
    public Resource Resource { get; }
}

/// <summary>Secures evidence on its resource, and changes nothing that the investigation needs.</summary>
public abstract record PreservingAction : ResponseAction
{
    /// <summary>A preserving action on a resource.</summary>
    protected PreservingAction(Resource resource)
        : base(resource) { }
}

/// <summary>Takes something from the intruder, and may disturb evidence.</summary>
/// <remarks>Every containment tips the intruder off, and the audit log is the first thing to be deleted then.</remarks>
[Disturbs(Evidence.ApiActivity, On = Related.Account)]
public abstract record ContainingAction : ResponseAction
{
    /// <summary>A containing action on a resource.</summary>
    protected ContainingAction(Resource resource)
        : base(resource) { }
}

/// <summary>Takes a containment back, from the state that its handler recorded before it.</summary>
public abstract record RestoringAction : ResponseAction
{
    /// <summary>A restoring action on a resource.</summary>
    protected RestoringAction(Resource resource)
        : base(resource) { }
}

/// <summary>Tells people: at least once, with the receiver's own deduplication key.</summary>
public abstract record NotifyingAction : ResponseAction
{
    /// <summary>A notifying action about an account.</summary>
    protected NotifyingAction(Account account)
        : base(account) { }
}

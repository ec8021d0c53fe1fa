using System.Collections.Immutable;

namespace IrSdk.Simulation;

internal sealed record KeyBefore(bool Active, bool Denied);

internal sealed class RevokeAccessKeyHandler(SimulatedAccount account) : Containing<RevokeAccessKey>(account)
{
    protected override object Prior(RevokeAccessKey action)
    {
        var key = World.Get<SimulatedKey>(action.Resource.Id);
        return new KeyBefore(key.Active, Footholds.User(World, key.Account, key.User)?.Denied ?? false);
    }

    protected override void Apply(RevokeAccessKey action, Pen pen)
    {
        var key = World.Get<SimulatedKey>(action.Resource.Id);
        if (key.Active)
        {
            // A run that died between the two finds the first one done.
            pen.Write($"sets {key.Name} inactive", (key with { Active = false }).Losing(Evidence.Identity));
        }

        if (Footholds.User(World, key.Account, key.User) is { Denied: false } user)
        {
            pen.Write($"denies everything to {user.Name}", (user with { Denied = true }).Losing(Evidence.Identity));
        }
    }

    protected override bool IsInForce(RevokeAccessKey action)
    {
        var key = World.Get<SimulatedKey>(action.Resource.Id);
        return !key.Active && Footholds.User(World, key.Account, key.User) is not { Denied: false };
    }

    protected override string Detail(RevokeAccessKey action) => "inactive, its user denied";

    protected override ImmutableArray<string> Breaks(RevokeAccessKey action) =>
        [.. World.Get<SimulatedKey>(action.Resource.Id).UsedBy.Select(workload => $"{workload} uses this key")];

    protected override string Drift(RevokeAccessKey action) =>
        World.Get<SimulatedKey>(action.Resource.Id).Active ? $"{action.Resource.Id.Name} is active again" : "the deny was detached from its user";
}

/// <summary>A deny that was there before may be that of another key's revocation: it goes with the key that brought it.</summary>
internal sealed class ReactivateAccessKeyHandler(SimulatedAccount account) : Restoring<ReactivateAccessKey, KeyBefore>(account)
{
    protected override void Restore(ReactivateAccessKey action, KeyBefore prior, Pen pen)
    {
        var key = World.Get<SimulatedKey>(action.Resource.Id);
        if (!prior.Denied && Footholds.User(World, key.Account, key.User) is { Denied: true } user)
        {
            pen.Write($"removes the deny from {user.Name}", user with { Denied = false });
        }

        pen.Write($"restores {key.Name}", key with { Active = prior.Active });
    }

    protected override bool IsRestored(ReactivateAccessKey action, KeyBefore prior)
    {
        var key = World.Get<SimulatedKey>(action.Resource.Id);
        return key.Active == prior.Active && (prior.Denied || Footholds.User(World, key.Account, key.User) is not { Denied: true });
    }
}

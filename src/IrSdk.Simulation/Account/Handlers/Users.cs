namespace IrSdk.Simulation;

internal sealed record MfaBefore(bool MfaRequired);

internal sealed class RequireMfaHandler(SimulatedAccount account) : Containing<RequireMfa>(account)
{
    protected override object Prior(RequireMfa action) => new MfaBefore(World.Get<SimulatedUser>(action.Resource.Id).MfaRequired);

    protected override void Apply(RequireMfa action, Pen pen)
    {
        var user = World.Get<SimulatedUser>(action.Resource.Id);
        pen.Write($"requires a second factor of {user.Name}", (user with { MfaRequired = true }).Losing(Evidence.Identity));
    }

    protected override bool IsInForce(RequireMfa action) => World.Get<SimulatedUser>(action.Resource.Id).MfaRequired;

    protected override string Detail(RequireMfa action) => "denied without a second factor";
}

internal sealed class LiftMfaRequirementHandler(SimulatedAccount account) : Restoring<LiftMfaRequirement, MfaBefore>(account)
{
    protected override void Restore(LiftMfaRequirement action, MfaBefore prior, Pen pen)
    {
        var user = World.Get<SimulatedUser>(action.Resource.Id);
        pen.Write($"lifts the second-factor requirement of {user.Name}", user with { MfaRequired = prior.MfaRequired });
    }

    protected override bool IsRestored(LiftMfaRequirement action, MfaBefore prior) =>
        World.Get<SimulatedUser>(action.Resource.Id).MfaRequired == prior.MfaRequired;
}

internal sealed class RemoveConsoleAccessHandler(SimulatedAccount account) : Containing<RemoveConsoleAccess>(account)
{
    protected override object? Prior(RemoveConsoleAccess action) => null;

    protected override void Apply(RemoveConsoleAccess action, Pen pen)
    {
        var user = World.Get<SimulatedUser>(action.Resource.Id);
        pen.Write($"deletes the console password of {user.Name}", (user with { Console = false, MfaDevices = [] }).Losing(Evidence.Identity));
    }

    protected override bool IsInForce(RemoveConsoleAccess action) => !World.Get<SimulatedUser>(action.Resource.Id).Console;

    protected override string Detail(RemoveConsoleAccess action) => "no console password";
}

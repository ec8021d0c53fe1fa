namespace IrSdk.Simulation;

internal sealed record SessionBefore(bool Revoked);

internal sealed record SessionsBefore(DateTimeOffset? SessionsDeniedBefore);

internal sealed class RevokeSessionHandler(SimulatedAccount account) : Containing<RevokeSession>(account)
{
    protected override object Prior(RevokeSession action) => new SessionBefore(World.Get<SimulatedSession>(action.Resource.Id).Revoked);

    protected override void Apply(RevokeSession action, Pen pen)
    {
        var session = World.Get<SimulatedSession>(action.Resource.Id);
        pen.Write($"denies session {session.Name}", (session with { Revoked = true }).Losing(Evidence.Identity));
    }

    protected override bool IsInForce(RevokeSession action) => World.Get<SimulatedSession>(action.Resource.Id).Revoked;

    protected override string Detail(RevokeSession action) => "this session denied";
}

internal sealed class AllowSessionHandler(SimulatedAccount account) : Restoring<AllowSession, SessionBefore>(account)
{
    protected override void Restore(AllowSession action, SessionBefore prior, Pen pen)
    {
        var session = World.Get<SimulatedSession>(action.Resource.Id);
        pen.Write($"allows session {session.Name}", session with { Revoked = prior.Revoked });
    }

    protected override bool IsRestored(AllowSession action, SessionBefore prior) =>
        World.Get<SimulatedSession>(action.Resource.Id).Revoked == prior.Revoked;
}

internal sealed class RevokeSessionsHandler(SimulatedAccount account) : Containing<RevokeSessions>(account)
{
    protected override object Prior(RevokeSessions action) => new SessionsBefore(DeniedBefore(World.Get(action.Resource.Id)));

    protected override void Apply(RevokeSessions action, Pen pen)
    {
        var now = pen.Time.GetUtcNow();
        if (World.Get(action.Resource.Id) is SimulatedUser user)
        {
            pen.Write($"denies older sessions of {user.Name}", (user with { SessionsDeniedBefore = now }).Losing(Evidence.Identity));
            return;
        }

        var role = World.Get<SimulatedRole>(action.Resource.Id);
        var sessions = World.All<SimulatedSession>().Where(session => session.Account == role.Account && session.Role == role.Name);
        pen.Write($"denies older sessions of {role.Name}",
            [(role with { SessionsDeniedBefore = now }).Losing(Evidence.Identity), .. sessions.Select(session => session.Losing(Evidence.Identity))]);
    }

    protected override bool IsInForce(RevokeSessions action) => DeniedBefore(World.Get(action.Resource.Id)) is not null;

    protected override string Detail(RevokeSessions action) => "all older sessions denied";

    internal static DateTimeOffset? DeniedBefore(SimulatedResource resource) => resource switch
    {
        SimulatedUser user => user.SessionsDeniedBefore,
        SimulatedRole role => role.SessionsDeniedBefore,
        _ => null,
    };
}

internal sealed class AllowSessionsHandler(SimulatedAccount account) : Restoring<AllowSessions, SessionsBefore>(account)
{
    protected override void Restore(AllowSessions action, SessionsBefore prior, Pen pen)
    {
        SimulatedResource restored = World.Get(action.Resource.Id) switch
        {
            SimulatedUser user => user with { SessionsDeniedBefore = prior.SessionsDeniedBefore },
            SimulatedRole role => role with { SessionsDeniedBefore = prior.SessionsDeniedBefore },
            var other => other,
        };
        pen.Write($"allows older sessions of {restored.Name}", restored);
    }

    protected override bool IsRestored(AllowSessions action, SessionsBefore prior) =>
        RevokeSessionsHandler.DeniedBefore(World.Get(action.Resource.Id)) == prior.SessionsDeniedBefore;
}

using System.Collections.Immutable;

namespace IrSdk.Simulation;

/// <summary>
/// The intruder: acts on the clock by a script that the seed decides, notices the first containment, and does only what
/// the holds that still work allow. Everything that it does is in the world's changes.
/// </summary>
public sealed class Adversary : IDisposable
{
    private static readonly string[] SecondKeys = ["AKIAI44QH8DHBEXAMPLE", "AKIAIOSFODNN8EXAMPLE", "AKIAIOSFODNN9EXAMPLE"];

    private readonly AccountState world;
    private readonly TimeProvider time;
    private readonly int seed;
    private readonly AdversaryProfile profile;
    private readonly List<ITimer> timers = [];
    private readonly List<AdversaryAct> acts = [];
    private readonly Lock gate = new();
    private long? noticed;

    /// <summary>An intruder in a world; does nothing before <see cref="Start"/>.</summary>
    /// <param name="world">The world.</param>
    /// <param name="time">The clock.</param>
    /// <param name="seed">Decides times and targets.</param>
    /// <param name="profile">What it is up to. Null: as the world's scenario says.</param>
    public Adversary(AccountState world, TimeProvider time, int seed, AdversaryProfile? profile = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        (this.world, this.time, this.seed) = (world, time, seed);
        this.profile = profile ?? world.Scenario.Adversary;
    }

    /// <summary>Everything that it tried, oldest first.</summary>
    public ImmutableArray<AdversaryAct> Acts
    {
        get
        {
            lock (gate)
            {
                return [.. acts];
            }
        }
    }

    /// <summary>Begins, at the moment of the alert.</summary>
    public void Start()
    {
        world.Changed += Notice;
        var at = profile.FirstMove * Stretch("move 0");
        for (var move = 0; move < profile.Moves; move++)
        {
            var number = move;
            After(at, () => Move(number));
            at += profile.Every * Stretch($"move {move + 1}");
        }

        if (profile.DeletesTrailUnprovoked is { } unprovoked)
        {
            After(unprovoked, DeleteTrail);
        }
        else if (Chance.Of(seed, "restless") < profile.Restless)
        {
            After(TimeSpan.FromMinutes(10) * Chance.Of(seed, "restless when"), DeleteTrail);
        }
    }

    /// <summary>Ends: nothing more happens.</summary>
    public void Dispose()
    {
        world.Changed -= Notice;
        lock (gate)
        {
            timers.ForEach(timer => timer.Dispose());
            timers.Clear();
        }
    }

    private double Stretch(string what) => Chance.Around1(seed, $"adversary {what}", 0.5);

    private void After(TimeSpan due, Action act)
    {
        var timer = time.CreateTimer(_ => act(), null, due, Timeout.InfiniteTimeSpan);
        lock (gate)
        {
            timers.Add(timer);
        }
    }

    private void Notice(WorldChange change)
    {
        if (!change.IsContainment || noticed is not null)
        {
            return;
        }

        noticed = change.Sequence;
        Answer(profile.DeletesTrail, "delete trail", DeleteTrail);
        Answer(profile.MintsKey, "mint key", MintKey);
        Answer(profile.Wipes, "wipe", Wipe);
        Answer(profile.DetachesDeny, "detach deny", DetachDeny);
    }

    private void Answer(TimeSpan? due, string what, Action act)
    {
        if (due is { } time)
        {
            After(time * Stretch(what), act);
        }
    }

    private void Move(int number) => Try($"moves laterally ({number + 1})", () =>
    {
        var hosts = world.All<SimulatedInstance>()
            .Where(one => !one.Held && Footholds.Works(world, one with { Held = true }));
        var roles = world.All<SimulatedRole>()
            .Where(one => one is { Held: false } && Footholds.CanCallApi(world)
                && !world.All<SimulatedSession>().Any(session => session.Held && session.Role == one.Name));
        SimulatedResource[] targets = [.. hosts, .. roles];
        if (targets.Length == 0 || !Footholds.Working(world).Any())
        {
            return null;
        }

        var target = targets[(int)(targets.Length * Chance.Of(seed, $"target {number}"))];
        var pen = Pen with { Moves = true };
        return target is SimulatedInstance host
            ? pen.Write($"moves to {host.Name}", host with { Held = true })
            : pen.Write($"assumes {target.Name}", new SimulatedSession
            {
                Account = target.Account,
                Name = $"lateral-{number + 1}",
                Role = target.Name,
                MintedAt = time.GetUtcNow(),
                Held = true,
            });
    });

    private void DeleteTrail() => Try("deletes the audit log", () =>
        Footholds.CanCallApi(world) && world.All<SimulatedTrail>().FirstOrDefault(one => one is { Immutable: false, Objects: > 0 }) is { } trail
            ? Pen.Write("deletes the audit log", (trail with { Objects = 0 }).Losing(Evidence.ApiActivity))
            : null);

    private void MintKey() => Try("makes a second key", () =>
    {
        var owner = world.All<SimulatedKey>().FirstOrDefault(one => one.Held)?.User;
        var user = world.All<SimulatedUser>().FirstOrDefault(one => owner is null || one.Name == owner);
        var name = SecondKeys.FirstOrDefault(one => !world.All<SimulatedKey>().Any(key => key.Name == one));
        return user is null || name is null || !Footholds.CanCallApi(world)
            ? null
            : Pen.Write($"makes key {name} for {user.Name}", new SimulatedKey { Account = user.Account, Name = name, User = user.Name, CreatedAt = time.GetUtcNow(), Held = true });
    });

    private void DetachDeny() => Try("detaches the deny", () =>
        Footholds.CanCallApi(world) && world.All<SimulatedUser>().FirstOrDefault(one => one.Denied) is { } user
            ? Pen.Write($"detaches the deny of {user.Name}", user with { Denied = false })
            : null);

    private void Wipe() => Try("wipes disks and traces", () =>
        Footholds.Working(world).OfType<SimulatedInstance>().FirstOrDefault() is { } host
            ? Pen.Write($"wipes {host.Name}", (host with { Processes = [.. host.Processes.Except(host.Malware)] }).Losing(Evidence.Volumes | Evidence.Processes))
            : null);

    private Pen Pen => new(world, time, Actor.Adversary) { ProvokedBy = noticed };

    private void Try(string what, Func<WorldChange?> act)
    {
        var change = world.Atomically(act);
        lock (gate)
        {
            acts.Add(new(time.GetUtcNow(), change?.What ?? what, change?.Sequence));
        }
    }
}

/// <summary>What the intruder tried.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="What">What, in a few words.</param>
/// <param name="Change">The world's change that came of it. Null: it was prevented, or had nothing to act on.</param>
public sealed record AdversaryAct(DateTimeOffset At, string What, long? Change);

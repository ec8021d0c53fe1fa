using System.Collections.Immutable;

namespace IrSdk.Simulation;

/// <summary>The simulated world: an account as it truly is, and everything that ever changed in it.</summary>
public sealed class AccountState
{
    private readonly Lock gate = new();
    private readonly List<WorldChange> changes = [];
    private readonly List<Attempt> attempts = [];
    private ImmutableSortedDictionary<string, WorldItem> items;

    /// <summary>The same items by what they are: a large world is asked for one type at a time.</summary>
    private ImmutableDictionary<Type, ImmutableSortedDictionary<string, WorldItem>> byType = ImmutableDictionary<Type, ImmutableSortedDictionary<string, WorldItem>>.Empty;

    /// <summary>The world that a scenario describes.</summary>
    public AccountState(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        Scenario = scenario;
        items = ImmutableSortedDictionary.Create<string, WorldItem>(StringComparer.Ordinal);
        foreach (var item in scenario.Items())
        {
            if (items.TryGetValue(item.Key, out var same) && same != item)
            {
                throw new ArgumentException($"The scenario has {item.Key} twice; write it once.", nameof(scenario));
            }

            Put([item]);
        }
    }

    private AccountState(Scenario scenario, ImmutableSortedDictionary<string, WorldItem> items)
    {
        (Scenario, this.items) = (scenario, items.Clear());
        Put(items.Values);
    }

    /// <summary>Raised after each change, on the thread that made it.</summary>
    internal event Action<WorldChange>? Changed;

    /// <summary>Called before a change is made, to write it down; a failure keeps it from being made.</summary>
    internal Action<WorldChange>? Persist { get; set; }

    /// <summary>What the world was made from.</summary>
    public Scenario Scenario { get; }

    /// <summary>Every change so far, oldest first.</summary>
    public ImmutableArray<WorldChange> Changes
    {
        get
        {
            lock (gate)
            {
                return [.. changes];
            }
        }
    }

    /// <summary>Every call of a handler so far, in the order in which they ended.</summary>
    public ImmutableArray<Attempt> Attempts
    {
        get
        {
            lock (gate)
            {
                return [.. attempts];
            }
        }
    }

    /// <summary>Everything in the world now, by key. A later change does not change what is returned.</summary>
    public ImmutableSortedDictionary<string, WorldItem> Items
    {
        get
        {
            lock (gate)
            {
                return items;
            }
        }
    }

    /// <summary>An item by its key. Null: there is none of that type.</summary>
    public T? Find<T>(string key)
        where T : WorldItem => Items.GetValueOrDefault(key) as T;

    /// <summary>A resource by its id. Null: the world has none.</summary>
    public SimulatedResource? Find(ResourceId id) => Find<SimulatedResource>(id.ToString());

    /// <summary>Every item of a type, in order of its key.</summary>
    public IEnumerable<T> All<T>()
        where T : WorldItem
    {
        if (!typeof(T).IsSealed)
        {
            return Items.Values.OfType<T>();
        }

        lock (gate)
        {
            return byType.TryGetValue(typeof(T), out var some) ? some.Values.Cast<T>() : [];
        }
    }

    /// <summary>What a resource covers, itself included, in order of their keys.</summary>
    internal IEnumerable<SimulatedResource> Within(Resource wider) => wider switch
    {
        Account => All<SimulatedResource>().Where(one => Scope.Covers(wider, one.Describe())),
        Vpc => Within<SimulatedInstance>(wider),
        IamUser => Within<SimulatedKey>(wider),
        IamRole => Within<SimulatedSession>(wider),
        _ => Find(wider.Id) is { } itself ? [itself] : [],
    };

    /// <summary>Does something that nothing else comes between.</summary>
    internal T Atomically<T>(Func<T> body)
    {
        lock (gate)
        {
            return body();
        }
    }

    internal WorldChange Change(WorldChange change)
    {
        lock (gate)
        {
            var numbered = change with { Sequence = changes.Count + 1 };
            Persist?.Invoke(numbered);
            Replay(numbered);
            change = numbered;
        }

        Changed?.Invoke(change);
        return change;
    }

    internal void Replay(WorldChange change)
    {
        changes.Add(change);
        Put(change.Items);
    }

    /// <summary>A copy of the world as it was when its items were these.</summary>
    internal AccountState At(ImmutableSortedDictionary<string, WorldItem> earlier) => new(Scenario, earlier);

    private IEnumerable<SimulatedResource> Within<T>(Resource wider)
        where T : SimulatedResource =>
        All<T>().Where(one => Scope.Covers(wider, one.Describe())).Concat(Find(wider.Id) is { } itself ? [itself] : Array.Empty<SimulatedResource>()).OrderBy(one => one.Key, StringComparer.Ordinal);

    private void Put(IEnumerable<WorldItem> put)
    {
        foreach (var item in put)
        {
            items = items.SetItem(item.Key, item);
            byType = byType.SetItem(item.GetType(), byType.GetValueOrDefault(item.GetType(), ImmutableSortedDictionary.Create<string, WorldItem>(StringComparer.Ordinal)).SetItem(item.Key, item));
        }
    }

    internal void Record(Attempt attempt)
    {
        lock (gate)
        {
            attempts.Add(attempt with { After = changes.Count });
        }
    }
}

/// <summary>One call of a handler, as the account's own log has it.</summary>
/// <param name="At">When it ended, in UTC.</param>
/// <param name="StepKey">The step's key.</param>
/// <param name="Action">The action.</param>
/// <param name="Fault">The fault that was injected. Null: none.</param>
/// <param name="Failure">Why it failed. Null: it did not.</param>
public sealed record Attempt(DateTimeOffset At, string StepKey, ResponseAction Action, Fault? Fault, string? Failure)
{
    /// <summary>The number of changes that were made before it ended.</summary>
    public long After { get; init; }
}

using System.Collections.Immutable;
using IrSdk.Host.Settings;

namespace IrSdk.Host.Playbooks;

/// <summary>The playbooks that serve, compiled and ready, each with where its source stands.</summary>
internal sealed class PlaybookShelf(HostSettings settings)
{
    private readonly Lock gate = new();
    private ImmutableArray<string> named = [];
    private ImmutableArray<ShelvedPlaybook> shelved = [];
    private ImmutableHashSet<string> lacking = ImmutableHashSet.Create<string>(StringComparer.Ordinal);
    private ImmutableSortedDictionary<string, SourceStanding> standings = ImmutableSortedDictionary<string, SourceStanding>.Empty;

    /// <summary>The playbooks that serve, in the order of their sources.</summary>
    public ImmutableArray<ShelvedPlaybook> Playbooks
    {
        get
        {
            lock (gate)
            {
                return shelved;
            }
        }
    }

    /// <summary>Each source, as its last sync left it.</summary>
    public ImmutableSortedDictionary<string, SourceStanding> Sources
    {
        get
        {
            lock (gate)
            {
                return standings;
            }
        }
    }

    /// <summary>Whether everything that sources hold stands here. What could not be loaded may be what the next alert needs.</summary>
    public bool IsWhole
    {
        get
        {
            lock (gate)
            {
                return lacking.IsEmpty;
            }
        }
    }

    public bool Handles(IncidentKind kind) => Playbooks.Any(one => one.Playbook.Kind == kind);

    /// <summary>The playbook for a new incident of a type. Null: there is none.</summary>
    public ShelvedPlaybook? Find(IncidentKind kind) =>
        Find(settings.Triage.Playbooks.TryGetValue(Kinds.Name(kind), out var choice) ? one => one.Choice == choice && one.Playbook.Kind == kind : one => one.Playbook.Kind == kind);

    /// <summary>The playbook that an incident was begun with. Null: it serves no more.</summary>
    public ShelvedPlaybook? Find(string name) => Find(one => one.Playbook.Name == name);

    /// <summary>Puts what serves of a source in the place of what did.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="now">What serves.</param>
    /// <param name="isWhole">Whether that is everything that the source holds.</param>
    public void Replace(string source, ImmutableArray<ShelvedPlaybook> now, bool isWhole)
    {
        lock (gate)
        {
            shelved = InOrder(shelved.RemoveAll(one => one.Source == source).AddRange(now));
            lacking = isWhole ? lacking.Remove(source) : lacking.Add(source);
        }
    }

    /// <summary>Nothing of a source could be loaded: what stood here stays, and something is lacking.</summary>
    public void Lacks(string source)
    {
        lock (gate)
        {
            lacking = lacking.Add(source);
        }
    }

    /// <summary>Notes where a source stands. Its place stays as it is.</summary>
    public void Note(SourceStanding standing)
    {
        lock (gate)
        {
            standings = standings.SetItem(standing.Source, standing with { Order = named.IndexOf(standing.Source) });
        }
    }

    /// <summary>Takes off what is of no source that is named any more; the order of those that are says which playbook is asked first.</summary>
    /// <param name="sources">The names of all sources, in the order of their file.</param>
    /// <returns>The names of the sources that are gone.</returns>
    public ImmutableArray<string> Keep(ImmutableArray<string> sources)
    {
        lock (gate)
        {
            named = sources;
            ImmutableArray<string> gone = [.. standings.Keys.Where(name => !named.Contains(name))];
            lacking = lacking.Except(gone);
            standings = standings.RemoveRange(gone);
            standings = standings.SetItems(standings.Values.Select(one => KeyValuePair.Create(one.Source, one with { Order = named.IndexOf(one.Source) })));
            shelved = InOrder(shelved.RemoveAll(one => gone.Contains(one.Source)));
            return gone;
        }
    }

    private ShelvedPlaybook? Find(Func<ShelvedPlaybook, bool> fits) => Playbooks.FirstOrDefault(fits);

    private ImmutableArray<ShelvedPlaybook> InOrder(ImmutableArray<ShelvedPlaybook> playbooks) => [.. playbooks.OrderBy(one => named.IndexOf(one.Source))];
}

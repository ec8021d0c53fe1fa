using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>What this process has stored and no manifest lists yet.</summary>
internal sealed class ManifestBook(TimeProvider time)
{
    /// <summary>A step that failed is never listed; its objects are forgotten when its incident is surely over.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(2);

    private readonly ConcurrentDictionary<IncidentId, Page> pages = new();

    /// <summary>One writer at a time for each incident.</summary>
    public SemaphoreSlim Turn(IncidentId incident) => PageOf(incident).Turn;

    public void Add(IncidentId incident, StoredObject stored) => PageOf(incident).Objects[stored.Key] = stored;

    public StoredObject? Find(IncidentId incident, string key) => PageOf(incident).Objects.GetValueOrDefault(key);

    public ImmutableArray<StoredObject> Unlisted(IncidentId incident) => [.. PageOf(incident).Objects.Values];

    public void Listed(IncidentId incident, IEnumerable<StoredObject> stored)
    {
        var objects = PageOf(incident).Objects;
        foreach (var one in stored)
        {
            objects.TryRemove(new(one.Key, one));
        }
    }

    private Page PageOf(IncidentId incident)
    {
        var now = time.GetUtcNow();
        if (!pages.TryGetValue(incident, out var page))
        {
            foreach (var (other, old) in pages.Where(one => now - one.Value.UsedAt > Forgotten))
            {
                pages.TryRemove(new(other, old));
            }

            page = pages.GetOrAdd(incident, static _ => new());
        }

        page.UsedAt = now;
        return page;
    }

    private sealed class Page
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public ConcurrentDictionary<string, StoredObject> Objects { get; } = new(StringComparer.Ordinal);

        public DateTimeOffset UsedAt { get; set; }
    }
}

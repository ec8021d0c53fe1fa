using IrSdk.Planning;

namespace IrSdk.Runtime;

/// <summary>Which resources any incident's containment went for within the last hour, as the journal says. Shared by the runs of a responder.</summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing to release.
internal sealed class HourlyReach(IJournal journal, ResponderOptions options)
#pragma warning restore CA1001
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim one = new(1, 1);
    private readonly Queue<(DateTimeOffset At, ResourceId Resource)> contained = [];
    private long? readTo;

    public async ValueTask<HashSet<ResourceId>> AffectedAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var since = options.Time.GetUtcNow() - Hour;
            readTo ??= await journal.LastBeforeAsync(since, cancellationToken).ConfigureAwait(false);
            foreach (var record in await journal.ReadAsync(readTo.Value, null, cancellationToken).ConfigureAwait(false))
            {
                readTo = record.Sequence;
                if (record is { Kind: JournalKinds.StepIntended, Payload: not null } && Payload.Read<StepIntended>(record) is var intended && IsContaining(intended.Action))
                {
                    contained.Enqueue((record.At, intended.Resource));
                }
            }

            while (contained.TryPeek(out var oldest) && oldest.At < since)
            {
                contained.Dequeue();
            }

            return contained.Select(entry => entry.Resource).ToHashSet();
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>An action that the catalog does not know counts: it may contain.</summary>
    private bool IsContaining(string action) =>
        options.Catalog.Types.FirstOrDefault(type => ActionEffects.Of(type).Name == action) is not { } known || known.IsSubclassOf(typeof(ContainingAction));
}

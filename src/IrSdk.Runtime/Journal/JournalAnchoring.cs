namespace IrSdk.Runtime;

/// <summary>Anchors heads by batch, beside the appends and never in their way.</summary>
internal sealed class JournalAnchoring(IAnchorStore anchors, IAnchorSigner signer, SqliteJournalOptions options, JournalHead opened) : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private readonly Lock gate = new();
    private readonly long start = opened.Sequence;
    private JournalHead head = opened;
    private long asked = opened.Sequence;
    private Anchor? newest;
    private JournalException? failure;
    private ITimer? timer;

    /// <summary>Takes note of a new head; anchors it when enough entries came since the last.</summary>
    public void Advance(JournalHead now)
    {
        lock (gate)
        {
            if (now.Sequence <= head.Sequence)
            {
                return;
            }

            head = now;
            if (now.Sequence - asked < options.AnchorEvery)
            {
                timer ??= options.Inline ? null : options.Time.CreateTimer(_ => Start(), null, options.AnchorWithin, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        Start();
    }

    public async ValueTask<Anchor?> AnchorAsync(JournalHead now, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (now.Sequence > 0 && now.Sequence > (newest?.Sequence ?? 0))
            {
                var anchor = await Anchor.SignAsync(now, options.Time.GetUtcNow(), signer, cancellationToken).ConfigureAwait(false);
                await anchors.AppendAsync(anchor, cancellationToken).ConfigureAwait(false);
                newest = anchor;
            }

            failure = null;
            return newest;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Anchors the last head. Fails when it cannot: the tail would go unprotected unnoticed.</summary>
    public async ValueTask CloseAsync(JournalHead last)
    {
        lock (gate)
        {
            timer?.Dispose();
            timer = null;
        }

        if (last.Sequence > start || failure is not null)
        {
            await AnchorAsync(last, CancellationToken.None).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        timer?.Dispose();
        one.Dispose();
    }

    private void Start()
    {
        JournalHead now;
        lock (gate)
        {
            timer?.Dispose();
            timer = null;
            now = head;
            asked = now.Sequence;
        }

        _ = InBackgroundAsync(now);
    }

    private async Task InBackgroundAsync(JournalHead now)
    {
        if (!options.Inline)
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }

        try
        {
            await AnchorAsync(now, CancellationToken.None).ConfigureAwait(false);
        }
        catch (JournalException error)
        {
            failure = error; // The next batch tries again with a later head; closing does, and throws.
        }
        catch (ObjectDisposedException)
        {
            // Closed meanwhile, with a later head anchored.
        }
    }
}

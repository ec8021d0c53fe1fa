using System.Threading.Channels;
using IrSdk.Runtime;

namespace IrSdk.Host.Feed;

/// <summary>Tells open pages that something changed. A page that is slow misses changes, never the last one.</summary>
internal sealed class Changes
{
    private readonly Lock gate = new();
    private readonly HashSet<Channel<JournalRecord>> listeners = [];

    public int Listeners
    {
        get
        {
            lock (gate)
            {
                return listeners.Count;
            }
        }
    }

    public void Tell(JournalRecord record)
    {
        lock (gate)
        {
            foreach (var listener in listeners)
            {
                listener.Writer.TryWrite(record with { Payload = null });
            }
        }
    }

    /// <summary>What changes from now on, until cancelled.</summary>
    public async IAsyncEnumerable<JournalRecord> ListenAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = System.Threading.Channels.Channel.CreateBounded<JournalRecord>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (gate)
        {
            listeners.Add(channel);
        }

        try
        {
            await foreach (var record in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return record;
            }
        }
        finally
        {
            lock (gate)
            {
                listeners.Remove(channel);
            }
        }
    }
}

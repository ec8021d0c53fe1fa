using System.Collections.Concurrent;

namespace IrSdk.Runtime;

/// <summary>The one thread that writes: everything that waits while it commits goes into the next transaction.</summary>
internal sealed class GroupCommitWriter : IAsyncDisposable
{
    private const int MostAtOnce = 512;

    private readonly BlockingCollection<JournalWork> queue = [];
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<IReadOnlyList<JournalWork>> commit;

    public GroupCommitWriter(Action<IReadOnlyList<JournalWork>> commit)
    {
        this.commit = commit;
        new Thread(Write) { IsBackground = true, Name = "journal writer" }.Start();
    }

    /// <summary>Whether nothing waits to be written.</summary>
    public bool IsIdle => queue.Count == 0;

    public void Add(JournalWork work)
    {
        try
        {
            queue.Add(work);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(SqliteJournal), "The journal is closed; open it again to write.");
        }
    }

    /// <summary>Finishes what was added, and ends the thread.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.CompleteAdding();
        await ended.Task.ConfigureAwait(false);
        queue.Dispose();
    }

    private void Write()
    {
        foreach (var first in queue.GetConsumingEnumerable())
        {
            List<JournalWork> group = [first];
            while (group.Count < MostAtOnce && queue.TryTake(out var next))
            {
                group.Add(next);
            }

            try
            {
                commit(group);
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // A bug must reach its callers; if the thread died they would wait for ever.
                group.ForEach(work => work.Fail(error));
            }
        }

        ended.SetResult();
    }
}

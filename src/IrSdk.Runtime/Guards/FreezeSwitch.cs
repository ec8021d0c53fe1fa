namespace IrSdk.Runtime;

/// <summary>Whether every containment is forbidden, as the journal says. Shared by the runs of a responder, so each entry is read about once.</summary>
internal sealed class FreezeSwitch(IJournal journal)
{
    private int reading;
    private long readTo;
    private bool isFrozen;
    private bool isKnown;

    /// <summary>Reads what is new. A run that comes while another one reads takes what was known before, if anything was.</summary>
    public async ValueTask<bool> IsFrozenAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref reading, 1) == 1)
        {
            return Volatile.Read(ref isKnown)
                ? Volatile.Read(ref isFrozen)
                : (await journal.ReadCommonAsync(0, cancellationToken).ConfigureAwait(false))
                    .LastOrDefault(record => record.Kind is JournalKinds.Freeze or JournalKinds.Thaw)?.Kind == JournalKinds.Freeze;
        }

        try
        {
            foreach (var record in await journal.ReadCommonAsync(readTo, cancellationToken).ConfigureAwait(false))
            {
                readTo = record.Sequence;
                if (record.Kind is JournalKinds.Freeze or JournalKinds.Thaw)
                {
                    Volatile.Write(ref isFrozen, record.Kind == JournalKinds.Freeze);
                }
            }

            Volatile.Write(ref isKnown, true);
        }
        finally
        {
            Volatile.Write(ref reading, 0);
        }

        return isFrozen;
    }
}

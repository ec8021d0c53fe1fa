namespace IrSdk.Runtime;

/// <summary>The journal cannot be written or read.</summary>
public sealed class JournalException : Exception
{
    /// <summary>A failure of the journal.</summary>
    /// <param name="message">One sentence: what failed and what to do.</param>
    /// <param name="innerException">The storage's own exception. Null: none.</param>
    public JournalException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}

/// <summary>Someone else owns the incident now.</summary>
public sealed class LeaseLostException : Exception
{
    /// <summary>A lost lease.</summary>
    public LeaseLostException(Lease lease)
        : base($"Incident {lease?.Incident} is owned by another run now; this one (epoch {lease?.Epoch}) stops without acting.") { }
}

namespace IrSdk.Runtime;

/// <summary>One caller's change, done within a transaction that it may share with others.</summary>
internal abstract class JournalWork
{
    /// <summary>Why this change alone was refused. Null: it was not.</summary>
    public Exception? Refusal { get; set; }

    public abstract void Do(JournalTables tables);

    /// <summary>Tells the caller, after the commit.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception error);
}

/// <inheritdoc/>
internal sealed class JournalWork<T>(Func<JournalTables, T> change, bool inline) : JournalWork
{
    // Without the flag a caller's continuation would run on the writer's thread and hold up everyone's commits.
    private readonly TaskCompletionSource<T> done = new(inline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;

    public Task<T> Task => done.Task;

    public override void Do(JournalTables tables) => result = change(tables);

    public override void Complete() => done.TrySetResult(result!);

    public override void Fail(Exception error) => done.TrySetException(error);
}

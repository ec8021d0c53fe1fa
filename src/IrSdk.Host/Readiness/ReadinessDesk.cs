using System.Text.Json;
using IrSdk.Host.Decisions;
using IrSdk.Host.Feed;
using IrSdk.Runtime;

namespace IrSdk.Host.Readiness;

/// <summary>Asks for readiness when somebody wants to know, once at a time, and keeps the newest answer in the journal.</summary>
internal sealed class ReadinessDesk(IReadinessSource source, WatchedJournal journal, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim one = new(1);
    private volatile ReadinessChecked? last;

    /// <summary>Why there is nothing to ask. Null: there is.</summary>
    public string? NothingToAsk => source.NothingToAsk;

    /// <summary>The newest answer. Null: nobody has asked.</summary>
    public ReadinessChecked? Last => last;

    public void Learn(JournalRecord record)
    {
        if (record is { Kind: ReadinessChecked.Kind, Payload: { } payload } && payload.Deserialize<ReadinessChecked>(IrJson.Options) is { } read)
        {
            last = read with { At = record.At };
        }
    }

    /// <summary>Asks, and writes what was answered to the journal.</summary>
    public async Task<Decision> AskAsync(string by, CancellationToken cancellationToken)
    {
        if (source.NothingToAsk is { } nothing)
        {
            return Decision.Refused(nothing);
        }

        if (!await one.WaitAsync(0, cancellationToken).ConfigureAwait(false))
        {
            return Decision.Refused("Somebody has just asked; load the page again in a moment.");
        }

        try
        {
            var answer = await TryAsync(by, cancellationToken).ConfigureAwait(false);
            await journal.AppendAsync([new(null, ReadinessChecked.Kind, 1, time.GetUtcNow(), JsonSerializer.SerializeToElement(answer, IrJson.Options))], null, cancellationToken).ConfigureAwait(false);
            return Decision.Taken;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<ReadinessChecked> TryAsync(string by, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            return new(by, [.. await source.AskAsync(limit.Token).ConfigureAwait(false)], null);
        }
        catch (ProviderException wrong)
        {
            return new(by, [], wrong.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(by, [], $"The account did not answer within {Limit.TotalMinutes:0} minutes; look at the host's network and ask again.");
        }
    }
}

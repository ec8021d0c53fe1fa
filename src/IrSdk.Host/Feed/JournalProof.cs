using System.Globalization;
using IrSdk.Runtime;

namespace IrSdk.Host.Feed;

/// <summary>The journal's file, and whether it is as it was written. One look at a time: a journal is long.</summary>
internal sealed class JournalProof(string path, JournalTrust trust) : IDisposable
{
    private readonly SemaphoreSlim one = new(1);

    public async Task<JournalVerdict> SayAsync(CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var found = await JournalVerifier.VerifyAsync(path, trust.Anchors, trust.Key, cancellation).ConfigureAwait(false);
            return found.FirstBad is { } bad
                ? new(false, string.Create(CultureInfo.InvariantCulture, $"Entry {bad.Sequence} of the journal is not as it was written: {bad.Reason}. Keep the file, and find out who changed it."))
                : new(true, string.Create(CultureInfo.InvariantCulture, $"All {found.Entries} entries of the journal are as they were written, and its anchors fit."));
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();
}

/// <summary>What verifying the journal came to.</summary>
/// <param name="Holds">Whether it is as it was written.</param>
/// <param name="Said">It in a sentence.</param>
public sealed record JournalVerdict(bool Holds, string Said);

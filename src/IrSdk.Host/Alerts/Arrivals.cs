using System.Collections.Immutable;
using IrSdk.Intake;
using IrSdk.Runtime;

namespace IrSdk.Host.Alerts;

/// <summary>Takes what a queue or a folder brings: nobody waits for an answer there, so what cannot be read is kept by its hash and beginning.</summary>
internal sealed class Arrivals(AlertDesk desk)
{
    /// <summary>Whether every document of a body reads as alerts: one that is still being written does not.</summary>
    public static bool IsWhole(ReadOnlyMemory<byte> body) => Wrapping.Open(body).All(document => AlertReader.Read(document).IsRead);

    /// <summary>Takes every alert of a body, and keeps what is none.</summary>
    /// <param name="source">What it came by.</param>
    /// <param name="name">Which one it is.</param>
    /// <param name="body">Its bytes, whatever they are.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>What became of it. All of it is in the journal, and the original may go.</returns>
    /// <exception cref="JournalException">The journal cannot be written; the original must stay.</exception>
    public async Task<Arrival> TakeAsync(string source, string name, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var alerts = new List<Alert>();
        var refused = ImmutableArray.CreateBuilder<RefusedDocument>();
        foreach (var document in Wrapping.Open(body))
        {
            var reading = AlertReader.Read(document);
            alerts.AddRange(reading.Alerts);
            if (!reading.IsRead)
            {
                refused.Add(RefusedDocument.Of(source, name, $"It cannot be read at {reading.Refusal.Path}: {reading.Refusal.Reason}", document.Span));
            }
        }

        ImmutableArray<TakenAlert> taken = alerts.Count == 0 ? [] : await desk.TakeAsync([.. alerts.DistinctBy(alert => (alert.Source, alert.Id, alert.LastSeen))], null, cancellationToken).ConfigureAwait(false);
        foreach (var document in refused)
        {
            await desk.RefuseAsync(document, cancellationToken).ConfigureAwait(false);
        }

        return new(taken, refused.DrainToImmutable());
    }
}

/// <summary>What became of a body.</summary>
/// <param name="Taken">The alerts in it.</param>
/// <param name="Refused">What in it is no alert.</param>
internal sealed record Arrival(ImmutableArray<TakenAlert> Taken, ImmutableArray<RefusedDocument> Refused);

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>
/// Copies logs on the server into the evidence store, and what is not delivered yet in a second pass when it must have been. The list of
/// all copies with their hashes is stored beside them; the journal holds that list's hash.
/// </summary>
internal abstract class Export<TAction>(HandlerAccess access) : AwsHandler<TAction>(access)
    where TAction : PreservingAction
{
    private const string Closing = "contents-second-pass.json";

    protected sealed override async Task<StepResult> ExecuteAsync(TAction action, AwsStep step, CancellationToken cancellationToken)
    {
        var to = step.Context.Time.GetUtcNow();
        var from = to - WindowOf(action);
        using var buckets = new LogBuckets(step);
        var places = await FindAsync(action, from, step, buckets, cancellationToken).ConfigureAwait(false);
        var listed = await LogListing.ListAsync(buckets, places.SelectMany(place => place.Sources), from, cancellationToken).ConfigureAwait(false);
        var safe = await SafeAsync(action, places, listed, step, buckets, cancellationToken).ConfigureAwait(false);
        var copying = CopyAsync([.. listed.Where(one => !safe.Any(finding => finding.Kind == one.Kind))], step, cancellationToken);
        var reading = TailAsync(action, places, listed, from, to, step, cancellationToken);
        await Task.WhenAll(copying, reading).ConfigureAwait(false);
        var copied = await copying.ConfigureAwait(false);
        var (tail, notes) = await reading.ConfigureAwait(false);
        var findings = places.Select(place => place.Settled ?? safe.FirstOrDefault(finding => finding.Kind == place.Kind) ?? Finding(action, place, listed, copied, notes));
        return await ResultAsync(action, new(from, to, [.. findings], [.. copied, .. tail]), step, cancellationToken).ConfigureAwait(false);
    }

    protected sealed override async Task<Reconciliation> ReconcileAsync(TAction action, AwsStep step, CancellationToken cancellationToken) =>
        await step.Evidence.FindAsync(step.Context, EvidencePlace.Contents, cancellationToken).ConfigureAwait(false) is { } stored
            ? Reconciliation.Done(Result(action, await ReadAsync(step, stored, cancellationToken).ConfigureAwait(false), stored))
            : Reconciliation.NotDone;

    protected sealed override async Task<Completion> CompleteAsync(TAction action, StepResult result, AwsStep step, CancellationToken cancellationToken)
    {
        if (result.Evidence.FirstOrDefault(record => record.Status == EvidenceStatus.Secured) is not { } record
            || await step.Evidence.FindAsync(step.Context, EvidencePlace.Contents, cancellationToken).ConfigureAwait(false) is not { } stored)
        {
            return Completion.Done;
        }

        var wait = SecondPass(record, step.Options) - step.Context.Time.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, step.Context.Time, cancellationToken).ConfigureAwait(false);
        }

        var first = await ReadAsync(step, stored, cancellationToken).ConfigureAwait(false);
        var known = first.Objects.Select(one => one.Source).ToHashSet();
        using var buckets = new LogBuckets(step);
        var places = await FindAsync(action, first.From, step, buckets, cancellationToken).ConfigureAwait(false);
        var listed = await LogListing.ListAsync(buckets, places.SelectMany(place => place.Sources), first.From, cancellationToken).ConfigureAwait(false);
        ImmutableArray<SourceObject> late = [.. listed.Where(one => !known.Contains(EvidencePlace.Location(one.Bucket, one.Key, null)))];
        if (late.IsEmpty)
        {
            return Completion.Done;
        }

        var copied = await CopyAsync(late, step, cancellationToken).ConfigureAwait(false);
        var now = step.Context.Time.GetUtcNow();
        await PutAsync(step, Closing, new(first.From, now, [], copied), cancellationToken).ConfigureAwait(false);
        return copied.Length == late.Length ? Completion.Done : Completion.Failed($"{Counted.Of(late.Length - copied.Length, "object")} vanished before the second pass could copy them");
    }

    public DateTimeOffset? CompleteNotBefore(TAction action, StepResult result) =>
        result.Evidence.FirstOrDefault(record => record.Status == EvidenceStatus.Secured) is { } record ? SecondPass(record, Options) : null;

    /// <summary>When the logs of an export's moment must have been delivered.</summary>
    private static DateTimeOffset SecondPass(EvidenceRecord record, AwsOptions options) => record.AsOf + options.LogDelivery;

    /// <summary>How far back.</summary>
    protected abstract TimeSpan WindowOf(TAction action);

    /// <summary>Where the logs are; one place for each kind that the action preserves.</summary>
    protected abstract Task<ImmutableArray<LogPlaces>> FindAsync(TAction action, DateTimeOffset from, AwsStep step, LogBuckets buckets, CancellationToken cancellationToken);

    /// <summary>What need not be copied, because nobody in the account can change or delete it where it is.</summary>
    protected virtual Task<ImmutableArray<LogFinding>> SafeAsync(
        TAction action, ImmutableArray<LogPlaces> places, ImmutableArray<SourceObject> listed, AwsStep step, LogBuckets buckets, CancellationToken cancellationToken) =>
        Task.FromResult(ImmutableArray<LogFinding>.Empty);

    /// <summary>Stores what no bucket has yet, and says what is missing of it.</summary>
    protected virtual Task<(ImmutableArray<StoredObject> Stored, ImmutableArray<string> Notes)> TailAsync(
        TAction action, ImmutableArray<LogPlaces> places, ImmutableArray<SourceObject> listed, DateTimeOffset from, DateTimeOffset to, AwsStep step, CancellationToken cancellationToken) =>
        Task.FromResult((ImmutableArray<StoredObject>.Empty, ImmutableArray<string>.Empty));

    private LogFinding Finding(TAction action, LogPlaces place, ImmutableArray<SourceObject> listed, ImmutableArray<StoredObject> copied, ImmutableArray<string> notes)
    {
        var count = copied.Count(one => one.Kinds == place.Kind);
        var vanished = listed.Count(one => one.Kind == place.Kind) - count;
        var hours = string.Create(CultureInfo.InvariantCulture, $"{WindowOf(action).TotalHours:0.#} h");
        ImmutableArray<string> parts =
        [
            place.Sources.IsEmpty ? hours : $"{hours}, {Counted.Of(count, "object")}",
            .. vanished > 0 ? [$"{vanished} vanished before they could be copied"] : ImmutableArray<string>.Empty,
            .. notes,
            .. place.Notes,
        ];
        return new(place.Kind, vanished > 0 ? EvidenceStatus.Gap : EvidenceStatus.Secured, string.Join("; ", parts));
    }

    private static async Task<ImmutableArray<StoredObject>> CopyAsync(ImmutableArray<SourceObject> objects, AwsStep step, CancellationToken cancellationToken)
    {
        if (objects.IsEmpty)
        {
            return [];
        }

        using var copier = await step.InRegion(step.Options.EvidenceRegion ?? ResourceId.Global).ConfigureAwait(false);
        return await step.Evidence.CopyAsync(step.Context, objects, copier, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<StepResult> ResultAsync(TAction action, ExportContents contents, AwsStep step, CancellationToken cancellationToken) =>
        contents.Objects.IsEmpty && contents.Findings.All(finding => finding.Status is EvidenceStatus.Absent or EvidenceStatus.Gap)
            ? Result(action, contents, null)
            : Result(action, contents, await PutAsync(step, EvidencePlace.Contents, contents, cancellationToken).ConfigureAwait(false));

    private static StepResult Result(TAction action, ExportContents contents, StoredEvidence? list) => new()
    {
        Detail = string.Join("; ", contents.Findings.Select(finding => contents.Findings.Length == 1 ? finding.Detail : $"{finding.Kind.Said()}: {finding.Detail}")),
        Evidence =
        [
            .. contents.Findings.Select(finding => new EvidenceRecord(finding.Kind, action.Resource.Id, finding.Status, contents.To)
            {
                Detail = finding.Detail,
                Location = finding.Location ?? list?.Location,
                Sha256 = finding.Location is null ? list?.Sha256 : null,
                LockedUntil = finding.Location is null ? list?.LockedUntil : finding.LockedUntil,
            }),
        ],
    };

    private static async Task<ExportContents> ReadAsync(AwsStep step, StoredEvidence stored, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<ExportContents>(await step.Evidence.ReadAsync(step.Context, stored, cancellationToken).ConfigureAwait(false), IrJson.Options)!;

    private static async Task<StoredEvidence> PutAsync(AwsStep step, string name, ExportContents contents, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(contents, IrJson.Options));
        return await step.Evidence.PutAsync(step.Context, name, content, cancellationToken).ConfigureAwait(false);
    }
}

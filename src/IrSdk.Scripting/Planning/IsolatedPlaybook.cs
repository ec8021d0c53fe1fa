using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using IrSdk.Planning;

namespace IrSdk.Scripting;

/// <summary>A playbook whose code runs in a process of its own.</summary>
public sealed class IsolatedPlaybook : IPlaybook
{
    /// <summary>How many of an incident's alerts a playbook is shown: the first ones, and no more than 16 MiB of them. The resources of all are among the incident's.</summary>
    public const int MostAlerts = 5_000;

    private const int MostAlertBytes = 16 * 1024 * 1024;

    /// <summary>How many bytes of originals a playbook is shown: those of the first alerts; the later ones' are an empty object.</summary>
    public const int MostOriginalBytes = 4 * 1024 * 1024;

    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    private readonly PlanningWorkers workers;
    private readonly IsolatedScript script;
    private readonly Promise promise;

    internal IsolatedPlaybook(PlanningWorkers workers, IsolatedScript script, Promise promise) => (this.workers, this.script, this.promise) = (workers, script, promise);

    /// <inheritdoc/>
    public string Name => promise.Name;

    /// <inheritdoc/>
    public IncidentKind Kind => promise.Kind;

    /// <inheritdoc/>
    public TimeSpan Deadline => promise.Deadline;

    /// <inheritdoc/>
    public ImmutableArray<string> Techniques => promise.Techniques;

    /// <summary>SHA-256 of the assembly that the script became, in lower-case hexadecimal.</summary>
    public string Assembly => script.Hash;

    /// <inheritdoc/>
    public async ValueTask<BoundResponse> RespondAsync(Incident incident, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return await AskAsync(new() { Incident = incident }, cancellationToken).ConfigureAwait(false) ?? throw new PlanningException($"The playbook in {script.Name} returned null for its response; return one.");
    }

    /// <inheritdoc/>
    public async ValueTask<BoundResponse?> ReassessAsync(Incident incident, Outcomes outcomes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(outcomes);
        return await AskAsync(new() { Incident = incident, Outcomes = outcomes }, cancellationToken).ConfigureAwait(false);
    }

    private async Task<BoundResponse?> AskAsync(WorkerRequest request, CancellationToken cancellationToken)
    {
        var answer = await workers.AskAsync(script, request with { Incident = Shown(request.Incident!) }, cancellationToken).ConfigureAwait(false);
        if (answer.Thrown is { } thrown)
        {
            throw new PlanningException(ThrownText.Of(thrown, script.Name));
        }

        try
        {
            return answer.Response?.ToResponse(request.Incident!, workers.Catalog);
        }
        catch (InvalidDataException wrong)
        {
            throw new PlanningException($"The playbook in {script.Name} gave no answer that can be used, for {wrong.Message}; look at what the script does.", wrong);
        }
    }

    /// <summary>A storm of alerts joins one incident: a script that would be sent all of it could not answer within its limits, just when it must.</summary>
    private static Incident Shown(Incident incident)
    {
        var shown = ImmutableArray.CreateBuilder<Alert>();
        var (originals, bytes) = (0L, 0L);
        foreach (var alert in incident.Alerts.Take(MostAlerts))
        {
            var bare = alert with { Original = Nothing };
            bytes += JsonSerializer.SerializeToUtf8Bytes(bare, IrJson.Options).Length;
            if (bytes > MostAlertBytes && shown.Count > 0)
            {
                break;
            }

            originals += JsonMarshal.GetRawUtf8Value(alert.Original).Length;
            shown.Add(originals <= MostOriginalBytes ? alert : bare);
        }

        return shown.Count == incident.Alerts.Length && originals <= MostOriginalBytes ? incident : incident with { Alerts = shown.DrainToImmutable() };
    }
}

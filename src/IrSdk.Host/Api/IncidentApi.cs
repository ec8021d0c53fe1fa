using System.Security.Claims;
using IrSdk.Host.Access;
using IrSdk.Host.Decisions;
using IrSdk.Host.Feed;
using IrSdk.Host.Incidents;
using IrSdk.Host.Playbooks;
using IrSdk.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IrSdk.Host.Api;

/// <summary>What pages show and people decide, for programs. Described at <c>/openapi/v1.json</c>.</summary>
internal static class IncidentApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").DisableAntiforgery();
        Read(api);
        Decide(api);
    }

    private static void Read(RouteGroupBuilder api)
    {
        api.MapGet("/incidents", (IncidentBoard board) => board.Newest)
            .WithName("ListIncidents").WithSummary("Every incident that has not ended, and the newest of those that have, newest first.").RequireAuthorization(Roles.Viewer);
        api.MapGet("/incidents/{id}", OneAsync)
            .WithName("ReadIncident").WithSummary("Everything that the journal says of an incident.").RequireAuthorization(Roles.Viewer);
        api.MapGet("/incidents/{id}/journal", JournalAsync)
            .WithName("ReadJournal").WithSummary("An incident's entries in the journal, oldest first.").RequireAuthorization(Roles.Viewer);
        api.MapGet("/alerts/aside", (IncidentBoard board) => board.Aside)
            .WithName("ListAside").WithSummary("The newest alerts that nothing responds to, and why.").RequireAuthorization(Roles.Viewer);
        api.MapGet("/alerts/refused", (IncidentBoard board) => board.Refused)
            .WithName("ListRefused").WithSummary("The newest documents of the queue and the folder that could not be read, and why.").RequireAuthorization(Roles.Viewer);
        api.MapGet("/playbooks", (PlaybookShelf shelf) => shelf.Playbooks.Select(one => new ServingPlaybook(one.Choice, one.Playbook.Kind, one.Playbook.Techniques, one.Playbook.Deadline, one.Playbook.Assembly, one.Origin)))
            .WithName("ListPlaybooks").WithSummary("The playbooks that serve, and where each came from.").RequireAuthorization(Roles.Viewer);
    }

    private static void Decide(RouteGroupBuilder api)
    {
        api.MapPost("/incidents/{id}/approval", (string id, ApprovalRequest asked, ClaimsPrincipal who, DecisionDesk desk, CancellationToken cancellation) =>
                OfAsync(id, incident => desk.ApproveAsync(incident, asked.Plan, Name(who), cancellation)))
            .WithName("Approve").WithSummary("Approves the plan with this hash. A changed plan needs a new approval; one's own response is for somebody else to approve.").RequireAuthorization(Roles.Approver);
        api.MapPost("/incidents/{id}/verdict", (string id, VerdictRequest asked, ClaimsPrincipal who, DecisionDesk desk, CancellationToken cancellation) =>
                OfAsync(id, incident => desk.GiveVerdictAsync(incident, asked.Verdict ?? (Verdict)(-1), Name(who), asked.Because, cancellation)))
            .WithName("GiveVerdict").WithSummary("Says what an incident is; a false positive takes everything back.").RequireAuthorization(Roles.Responder);
        api.MapPost("/incidents/{id}/undo", (string id, ClaimsPrincipal who, DecisionDesk desk, CancellationToken cancellation) =>
                OfAsync(id, incident => desk.UndoAsync(incident, Name(who), cancellation)))
            .WithName("Undo").WithSummary("Takes back what an incident contained.").RequireAuthorization(Roles.Responder);
        api.MapPost("/alerts/aside/{sequence:long}/response", async (long sequence, ClaimsPrincipal who, DecisionDesk desk, CancellationToken cancellation) =>
                Answer(await desk.RespondAsync(sequence, Name(who), cancellation).ConfigureAwait(false)))
            .WithName("Respond").WithSummary("Responds to an alert that was set aside.").RequireAuthorization(Roles.Responder);
        api.MapPost("/freeze", async (ReasonRequest asked, ClaimsPrincipal who, DecisionDesk desk, CancellationToken cancellation) =>
                Answer(await desk.FreezeAsync(Name(who), asked.Because ?? "", cancellation).ConfigureAwait(false)))
            .WithName("Freeze").WithSummary("Forbids every containment of every incident.").RequireAuthorization(Roles.Responder);
        api.MapPost("/thaw", async (ReasonRequest asked, ClaimsPrincipal who, DecisionDesk desk, CancellationToken cancellation) =>
                Answer(await desk.ThawAsync(Name(who), asked.Because ?? "", cancellation).ConfigureAwait(false)))
            .WithName("Thaw").WithSummary("Takes a freeze back.").RequireAuthorization(Roles.Administrator);
    }

    private static async Task<Results<Ok<CaseFile>, ProblemHttpResult>> OneAsync(string id, WatchedJournal journal, CancellationToken cancellation) =>
        IncidentId.IsValid(id) && await CaseFile.ReadAsync(journal, new(id), null, cancellation).ConfigureAwait(false) is { } file ? TypedResults.Ok(file) : Unknown(id);

    private static async Task<Results<Ok<IEnumerable<JournalRecord>>, ProblemHttpResult>> JournalAsync(string id, WatchedJournal journal, CancellationToken cancellation) =>
        IncidentId.IsValid(id) && await journal.ReadAsync(0, new IncidentId(id), cancellation).ConfigureAwait(false) is { IsEmpty: false } records ? TypedResults.Ok<IEnumerable<JournalRecord>>(records) : Unknown(id);

    private static async Task<Results<Ok<Decision>, ProblemHttpResult>> OfAsync(string id, Func<IncidentId, Task<Decision>> decide) =>
        IncidentId.IsValid(id) ? Answer(await decide(new(id)).ConfigureAwait(false)) : Unknown(id);

    private static Results<Ok<Decision>, ProblemHttpResult> Answer(Decision decision) =>
        decision.Refusal is { } refusal ? TypedResults.Problem(statusCode: StatusCodes.Status409Conflict, detail: refusal) : TypedResults.Ok(decision);

    private static ProblemHttpResult Unknown(string id) => TypedResults.Problem(
        statusCode: StatusCodes.Status404NotFound, detail: IncidentId.IsValid(id) ? $"There is no incident {id}; GET /api/incidents lists them." : "That is no incident id.");

    private static string Name(ClaimsPrincipal who) => who.Identity?.Name ?? throw new InvalidOperationException("Somebody without a name was authorised.");
}

/// <summary>A playbook that serves.</summary>
internal sealed record ServingPlaybook(string Choice, IncidentKind Kind, IReadOnlyList<string> Techniques, TimeSpan Deadline, string Assembly, PlaybookOrigin Origin);

/// <summary>A plan to approve.</summary>
/// <param name="Plan">Its hash, in full.</param>
internal sealed record ApprovalRequest(string Plan);

/// <summary>What an incident is.</summary>
/// <param name="Verdict">What. Must be said: nothing is confirmed by silence.</param>
/// <param name="Because">Why.</param>
internal sealed record VerdictRequest(Verdict? Verdict, string? Because);

/// <summary>Why.</summary>
internal sealed record ReasonRequest(string? Because);

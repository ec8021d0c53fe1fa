using System.Security.Claims;
using IrSdk.Host.Access;
using IrSdk.Host.Decisions;
using IrSdk.Host.Feed;
using IrSdk.Host.Incidents;
using IrSdk.Host.Settings;
using IrSdk.Runtime;

namespace IrSdk.Host.Pages;

/// <summary>Shows an incident, and what became of a decision about it.</summary>
internal sealed class IncidentDesk(WatchedJournal journal, IncidentBoard board, IncidentRunner runner, JournalProof proof, HostSettings settings, TimeProvider time)
{
    public async Task<IResult> ShowAsync(string id, ClaimsPrincipal who, string? plan, string? refusal, bool verify, bool whole, CancellationToken cancellation)
    {
        if (!IncidentId.IsValid(id) || await CaseFile.ReadAsync(journal, new(id), null, cancellation).ConfigureAwait(false) is not { } file)
        {
            return PageEndpoints.ShowAs<RefusedPage>(StatusCodes.Status404NotFound, ("Heading", "No such incident"), ("Sentence", "The journal holds no incident of this id; the list has all of them."), ("Visitor", who.Identity?.Name));
        }

        var view = new IncidentView(file, await journal.ReadAsync(0, file.Id, cancellation).ConfigureAwait(false), time.GetUtcNow())
        {
            Summary = board.Find(file.Id),
            Trouble = runner.Trouble(file.Id),
            Freeze = board.Freeze,
            Visitor = who.Identity?.Name,
            MayApprove = who.May(Roles.Approver),
            MayDecide = who.May(Roles.Responder),
            Plan = plan,
            Refusal = refusal,
            ApprovalsLast = settings.ApprovalsLast,
            Whole = whole,
        };
        if (verify)
        {
            view = view with { Verification = await proof.SayAsync(cancellation).ConfigureAwait(false) };
        }

        return PageEndpoints.ShowAs<IncidentPage>(refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict, ("View", view));
    }

    public async Task<IResult> DecideAsync(string id, ClaimsPrincipal who, Func<IncidentId, Task<Decision>> decide, CancellationToken cancellation) =>
        IncidentId.IsValid(id) && (await decide(new(id)).ConfigureAwait(false)).Refusal is { } refusal
            ? await ShowAsync(id, who, null, refusal, verify: false, whole: false, cancellation).ConfigureAwait(false)
            : Results.Redirect($"/incidents/{Uri.EscapeDataString(id)}");
}

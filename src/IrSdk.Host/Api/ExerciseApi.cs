using System.Security.Claims;
using IrSdk.Host.Access;
using IrSdk.Host.Decisions;
using IrSdk.Host.Drills;
using IrSdk.Host.Readiness;

namespace IrSdk.Host.Api;

/// <summary>Drills and readiness, for programs.</summary>
internal static class ExerciseApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/drills", (DrillBook book) => book.Standings.Select(one => new DrilledPlaybook(one.Playbook.Playbook.Name, one.IsOverdue, one.HasChanged, one.Newest)))
            .WithName("ListDrills").WithSummary("The newest drill of each playbook that serves, and which are overdue.").RequireAuthorization(Roles.Viewer);
        api.MapPost("/drills/{playbook}", (string playbook, DrillDesk desk, ClaimsPrincipal who) => Answer(desk.Begin(playbook, who.Identity!.Name!)))
            .WithName("Drill").WithSummary("Plays a playbook's recordings; the result comes into the journal when it has finished.").RequireAuthorization(Roles.Responder);
        api.MapGet("/readiness", (ReadinessDesk desk) => new ReadinessAnswer(desk.NothingToAsk, desk.Last))
            .WithName("ReadReadiness").WithSummary("What the account lacked when somebody asked last.").RequireAuthorization(Roles.Viewer);
        api.MapPost("/readiness", async (ReadinessDesk desk, ClaimsPrincipal who, CancellationToken cancellation) => Answer(await desk.AskAsync(who.Identity!.Name!, cancellation).ConfigureAwait(false)))
            .WithName("AskReadiness").WithSummary("Asks the account what it lacks. Reads only.").RequireAuthorization(Roles.Responder);
    }

    private static IResult Answer(Decision decision) =>
        decision.Refusal is { } refusal ? TypedResults.Problem(statusCode: StatusCodes.Status409Conflict, detail: refusal) : TypedResults.Ok(decision);
}

/// <summary>A playbook and its newest drill.</summary>
internal sealed record DrilledPlaybook(string Playbook, bool IsOverdue, bool HasChanged, DrillFinished? Newest);

/// <summary>What an account lacks.</summary>
/// <param name="NothingToAsk">Why there is nothing to ask. Null: there is.</param>
/// <param name="Last">The newest answer. Null: nobody has asked.</param>
internal sealed record ReadinessAnswer(string? NothingToAsk, ReadinessChecked? Last);

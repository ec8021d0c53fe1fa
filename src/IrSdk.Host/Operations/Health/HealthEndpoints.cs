using System.Collections.Immutable;
using IrSdk.Host.Access;
using IrSdk.Host.Incidents;
using IrSdk.Host.Playbooks;
using IrSdk.Host.Queue;
using Microsoft.AspNetCore.Mvc;

namespace IrSdk.Host.Operations;

/// <summary>
/// <c>GET /healthz</c>: start me again when I fail. <c>GET /readyz</c>: send me alerts. Both are open to all and say a word;
/// <c>GET /api/health</c> says why, to those who may look.
/// </summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", (WorkingOrder order) => Say(order.Failing)).AllowAnonymous()
            .WithName("Lives").WithSummary("200 while the process is of use, 503 when it should be started again.");
        routes.MapGet("/readyz", (WorkingOrder order) => Say(order.Unready)).AllowAnonymous()
            .WithName("IsReady").WithSummary("200 while alerts should be sent here, 503 when they should not: it starts, it stops, no playbook serves, or the journal cannot be written.");
        routes.MapGet("/api/health", (WorkingOrder order, IncidentRunner runner, PlaybookShelf shelf, Backups backups, Heartbeat heartbeat, [FromServices] AlertQueue? queue) => new HealthDetails(
                order.Failing, order.Unready, order.WrittenAt, runner.Count, [.. runner.Troubles.Select(one => $"{one.Incident}: {one.Trouble}")],
                shelf.Playbooks.Length, [.. shelf.Sources.Values.Where(one => one.Reason is not null).Select(one => $"{one.Source}: {one.Reason}")],
                backups.Newest, backups.Trouble, heartbeat.SentAt, heartbeat.Trouble, queue?.Age, queue?.Trouble, queue?.ParkingTrouble))
            .RequireAuthorization(Roles.Viewer).WithName("ReadHealth").WithSummary("How the host is, in full.");
    }

    private static IResult Say(ImmutableArray<string> wrong) => wrong.IsEmpty ? Results.Text("ok\n") : Results.Text("failing\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}

/// <summary>How the host is.</summary>
/// <param name="Failing">Why it is of no use, in sentences. None: it is.</param>
/// <param name="Unready">Why no alert should be sent to it, in sentences. None: it should.</param>
/// <param name="JournalWrittenAt">When the journal was last written to, in UTC.</param>
/// <param name="UnderWay">How many incidents are under way.</param>
/// <param name="Troubles">The incidents that cannot go on just now, and why.</param>
/// <param name="Playbooks">How many playbooks serve.</param>
/// <param name="Sources">The sources whose newest commit does not serve, and why.</param>
/// <param name="BackupAt">When the last copy of the journal was made, in UTC. Null: none by this process.</param>
/// <param name="BackupTrouble">Why the last copy was not made. Null: it was, or none is wanted.</param>
/// <param name="HeartbeatAt">When the outside monitor last heard, in UTC. Null: never, or there is none.</param>
/// <param name="HeartbeatTrouble">Why it does not hear. Null: it does, or there is none.</param>
/// <param name="QueueAge">How long the message that was taken last had been in the queue. Null: none was taken within the last 5 minutes.</param>
/// <param name="QueueTrouble">Why the queue does not answer just now. Null: it does, or there is none.</param>
/// <param name="ParkingTrouble">Why what is no alert cannot be parked just now. Null: it can, or nothing had to be.</param>
internal sealed record HealthDetails(
    ImmutableArray<string> Failing, ImmutableArray<string> Unready, DateTimeOffset JournalWrittenAt, int UnderWay, ImmutableArray<string> Troubles, int Playbooks,
    ImmutableArray<string> Sources, DateTimeOffset? BackupAt, string? BackupTrouble, DateTimeOffset? HeartbeatAt, string? HeartbeatTrouble, TimeSpan? QueueAge, string? QueueTrouble, string? ParkingTrouble);

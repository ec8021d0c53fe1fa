using IrSdk.Host.Access;
using IrSdk.Host.Alerts;
using IrSdk.Host.Drills;
using IrSdk.Host.Incidents;
using IrSdk.Host.Playbooks;
using IrSdk.Host.Queue;
using IrSdk.Host.Settings;

namespace IrSdk.Host.Pages;

/// <summary>Shows the list of incidents.</summary>
internal sealed class HomeDesk(IncidentBoard board, IncidentRunner runner, PlaybookShelf shelf, DrillBook drills, HostSettings settings, TimeProvider time, AlertQueue? queue = null)
{
    private const string Recording = "playbooks/credential-compromise/recordings/fourteen-roles.alert.json";

    public IResult Show(string? sought, int? page, HttpContext context) => PageEndpoints.Show<IncidentsPage>(("View", new IncidentsView(IncidentListing.Of(board.Incidents, sought, page), time.GetUtcNow())
    {
        Troubles = runner.Troubles,
        QueueTrouble = queue?.Trouble,
        ParkingTrouble = queue?.ParkingTrouble,
        Freeze = board.Freeze,
        Overdue = [.. drills.Standings.Where(one => one.IsOverdue).Select(one => one.Playbook.Playbook.Name)],
        Playbooks = shelf.Playbooks.DistinctBy(one => one.Playbook.Name).Count(),
        Visitor = context.User.Identity?.Name,
        MayFreeze = context.User.May(Roles.Responder),
        MayThaw = context.User.May(Roles.Administrator),
        HowToSend = $"dotnet run --project src/IrSdk.Cli -- send {Recording} --to {context.Request.Scheme}://{context.Request.Host} --key {SenderKeys.LocalFile(settings)}",
    }));
}

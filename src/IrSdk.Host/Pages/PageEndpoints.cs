using System.Collections.Immutable;
using System.Security.Claims;
using IrSdk.Host.Access;
using IrSdk.Host.Alerts;
using IrSdk.Host.Decisions;
using IrSdk.Host.Feed;
using IrSdk.Host.Incidents;
using IrSdk.Host.Playbooks;
using IrSdk.Host.Settings;
using IrSdk.Runtime;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IrSdk.Host.Pages;

/// <summary>The web page: what people look at, and the forms by which they decide.</summary>
internal static class PageEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var look = routes.MapGroup("").RequireAuthorization(Roles.Viewer).ExcludeFromDescription();
        look.MapGet("/", (IncidentBoard board, IncidentRunner runner, HostSettings settings, TimeProvider time, HttpContext context) => Show<IncidentsPage>(("View", new IncidentsView(
            board.Incidents, runner.Troubles, board.Freeze, time.GetUtcNow(), context.User.Identity?.Name, context.User.May(Roles.Responder), context.User.May(Roles.Administrator),
            $"dotnet run --project src/IrSdk.Cli -- send playbooks/credential-compromise/recordings/fourteen-roles.alert.json --to {context.Request.Scheme}://{context.Request.Host} --key {SenderKeys.LocalFile(settings)}"))));
        look.MapGet("/incidents/{id}", (string id, string? plan, bool? verify, IncidentDesk desk, ClaimsPrincipal who, CancellationToken cancellation) => desk.ShowAsync(id, who, plan, null, verify == true, cancellation));
        look.MapGet("/playbooks", (PlaybookShelf shelf, ClaimsPrincipal who) => Show<PlaybooksPage>(("Shelf", new PlaybooksView([.. shelf.Sources.Values.OrderBy(one => one.Order)], shelf.Playbooks)), ("Visitor", who.Identity?.Name)));
        look.MapGet("/alerts", (IncidentBoard board, ClaimsPrincipal who) => ShowAside(board, who, null));

        routes.MapPost("/incidents/{id}/approval", (string id, [FromForm] string plan, IncidentDesk desk, DecisionDesk decisions, ClaimsPrincipal who, CancellationToken cancellation) =>
            desk.DecideAsync(id, who, incident => decisions.ApproveAsync(incident, plan, who.Identity!.Name!, cancellation), cancellation)).RequireAuthorization(Roles.Approver).ExcludeFromDescription();
        routes.MapPost("/incidents/{id}/verdict", (string id, [FromForm] string verdict, [FromForm] string? because, IncidentDesk desk, DecisionDesk decisions, ClaimsPrincipal who, CancellationToken cancellation) =>
            desk.DecideAsync(id, who, incident => decisions.GiveVerdictAsync(incident, Enum.TryParse(verdict, ignoreCase: true, out Verdict said) ? said : (Verdict)(-1), who.Identity!.Name!, because, cancellation), cancellation)).RequireAuthorization(Roles.Responder).ExcludeFromDescription();
        routes.MapPost("/incidents/{id}/undo", ([FromForm] IFormCollection _, string id, IncidentDesk desk, DecisionDesk decisions, ClaimsPrincipal who, CancellationToken cancellation) =>
            desk.DecideAsync(id, who, incident => decisions.UndoAsync(incident, who.Identity!.Name!, cancellation), cancellation)).RequireAuthorization(Roles.Responder).ExcludeFromDescription();
        routes.MapPost("/freeze", async ([FromForm] string because, DecisionDesk decisions, ClaimsPrincipal who, CancellationToken cancellation) =>
            Home(await decisions.FreezeAsync(who.Identity!.Name!, because, cancellation).ConfigureAwait(false))).RequireAuthorization(Roles.Responder).ExcludeFromDescription();
        routes.MapPost("/thaw", async ([FromForm] string because, DecisionDesk decisions, ClaimsPrincipal who, CancellationToken cancellation) =>
            Home(await decisions.ThawAsync(who.Identity!.Name!, because, cancellation).ConfigureAwait(false))).RequireAuthorization(Roles.Administrator).ExcludeFromDescription();
        routes.MapPost("/alerts/{sequence:long}/response", async ([FromForm] IFormCollection _, long sequence, DecisionDesk decisions, IncidentBoard board, ClaimsPrincipal who, CancellationToken cancellation) =>
            await decisions.RespondAsync(sequence, who.Identity!.Name!, cancellation).ConfigureAwait(false) is { Incident: { } incident }
                ? Results.Redirect($"/incidents/{incident}")
                : ShowAside(board, who, "That alert is not among those that were set aside.")).RequireAuthorization(Roles.Responder).ExcludeFromDescription();
    }

    /// <summary>Errors of pages as pages; of everything else as problems.</summary>
    public static void UseRefusals(WebApplication app) => app.UseStatusCodePages(async context =>
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        if (!request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            await Results.Problem(statusCode: response.StatusCode).ExecuteAsync(context.HttpContext).ConfigureAwait(false);
            return;
        }

        var (heading, sentence) = response.StatusCode switch
        {
            StatusCodes.Status401Unauthorized => ("Sign in first", "Open the first page again: it leads to your provider, or, without one, open the newest link that the host printed when it started or when the last one was used."),
            StatusCodes.Status403Forbidden => ("Not yours to see", "Your sign-in has no role for this; ask whoever keeps the host's settings for one."),
            StatusCodes.Status404NotFound => ("Nothing here", "There is no such page; the incidents are all in the list."),
            _ => ("That did not work", "Go back, load the page again, and try once more."),
        };
        await ShowAs<RefusedPage>(response.StatusCode, ("Heading", heading), ("Sentence", sentence), ("Visitor", context.HttpContext.User.Identity?.Name)).ExecuteAsync(context.HttpContext).ConfigureAwait(false);
    });

    public static RazorComponentResult<TPage> Show<TPage>(params (string Name, object? Value)[] parameters)
        where TPage : Microsoft.AspNetCore.Components.IComponent => ShowAs<TPage>(StatusCodes.Status200OK, parameters);

    public static RazorComponentResult<TPage> ShowAs<TPage>(int status, params (string Name, object? Value)[] parameters)
        where TPage : Microsoft.AspNetCore.Components.IComponent => new(parameters.ToDictionary(one => one.Name, one => one.Value)) { StatusCode = status, PreventStreamingRendering = true };

    public static bool May(this ClaimsPrincipal who, string least) => Roles.From(least).Any(who.IsInRole);

    private static RazorComponentResult<AsidePage> ShowAside(IncidentBoard board, ClaimsPrincipal who, string? refusal) => ShowAs<AsidePage>(
        refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
        ("Aside", board.Aside), ("Refused", board.Refused), ("Visitor", who.Identity?.Name), ("MayRespond", who.May(Roles.Responder)), ("Refusal", refusal));

    private static IResult Home(Decision decision) => decision.Refusal is { } refusal
        ? ShowAs<RefusedPage>(StatusCodes.Status409Conflict, ("Heading", "Not taken"), ("Sentence", refusal))
        : Results.Redirect("/");
}

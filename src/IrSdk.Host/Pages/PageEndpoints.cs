using System.Collections.Immutable;
using System.Security.Claims;
using IrSdk.Host.Access;
using IrSdk.Host.Alerts;
using IrSdk.Host.Decisions;
using IrSdk.Host.Drills;
using IrSdk.Host.Feed;
using IrSdk.Host.Incidents;
using IrSdk.Host.Playbooks;
using IrSdk.Host.Readiness;
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
        look.MapGet("/", (string? q, int? page, HomeDesk desk, HttpContext context) => desk.Show(q, page, context));
        look.MapGet("/incidents/{id}", (string id, string? plan, bool? verify, bool? whole, IncidentDesk desk, ClaimsPrincipal who, CancellationToken cancellation) => desk.ShowAsync(id, who, plan, null, verify == true, whole == true, cancellation));
        look.MapGet("/playbooks", (PlaybookShelf shelf, DrillBook drills, ClaimsPrincipal who) => Show<PlaybooksPage>(("Shelf", new PlaybooksView([.. shelf.Sources.Values.OrderBy(one => one.Order)], shelf.Playbooks, drills.Standings)), ("Visitor", who.Identity?.Name)));
        look.MapGet("/drills", (DrillBook book, DrillDesk desk, ClaimsPrincipal who) => ShowDrills(book, desk, who, null));
        look.MapGet("/readiness", (ReadinessDesk desk, ClaimsPrincipal who) => ShowReadiness(desk, who, null));
        look.MapGet("/alerts", (IncidentBoard board, ClaimsPrincipal who) => ShowAside(board, who, null));

        MapExercises(routes);
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

    private static void MapExercises(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/drills", ([FromForm] string playbook, DrillBook book, DrillDesk desk, ClaimsPrincipal who) =>
            Done(desk.Begin(playbook, who.Identity!.Name!), "/drills", refusal => ShowDrills(book, desk, who, refusal))).RequireAuthorization(Roles.Responder).ExcludeFromDescription();
        routes.MapPost("/readiness", async ([FromForm] IFormCollection _, ReadinessDesk desk, ClaimsPrincipal who, CancellationToken cancellation) =>
            Done(await desk.AskAsync(who.Identity!.Name!, cancellation).ConfigureAwait(false), "/readiness", refusal => ShowReadiness(desk, who, refusal))).RequireAuthorization(Roles.Responder).ExcludeFromDescription();
    }

    private static IResult Done(Decision decision, string path, Func<string, IResult> refuse) => decision.Refusal is { } refusal ? refuse(refusal) : Results.Redirect(path);

    private static RazorComponentResult<DrillsPage> ShowDrills(DrillBook book, DrillDesk desk, ClaimsPrincipal who, string? refusal) => ShowAs<DrillsPage>(
        refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
        ("Drills", book.Standings), ("Playing", desk.Playing), ("Visitor", who.Identity?.Name), ("MayDrill", who.May(Roles.Responder)), ("Refusal", refusal));

    private static RazorComponentResult<ReadinessPage> ShowReadiness(ReadinessDesk desk, ClaimsPrincipal who, string? refusal) => ShowAs<ReadinessPage>(
        refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
        ("NothingToAsk", desk.NothingToAsk), ("Last", desk.Last), ("Visitor", who.Identity?.Name), ("MayAsk", who.May(Roles.Responder)), ("Refusal", refusal));

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

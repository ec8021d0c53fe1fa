using System.Security.Claims;
using IrSdk.Host.Access;
using IrSdk.Host.Playbooks;
using IrSdk.Runtime;

namespace IrSdk.Host.Operations;

/// <summary>What people ask the host to do for itself.</summary>
internal static partial class OperationsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").DisableAntiforgery();
        api.MapPost("/backup", BackupAsync)
            .WithName("BackUp").WithSummary("Copies the journal into the folder of copies, and verifies the copy.").RequireAuthorization(Roles.Administrator);
        api.MapPost("/sources/{name}/sync", SyncAsync)
            .WithName("SyncSource").WithSummary("Takes the newest commit of a source at once, when it is good.").RequireAuthorization(Roles.Responder);
    }

    private static async Task<IResult> BackupAsync(Backups backups, ClaimsPrincipal who, ILoggerFactory loggers, CancellationToken cancellation)
    {
        LogAsked(loggers.CreateLogger(typeof(OperationsApi)), who.Identity!.Name!, "a copy of the journal");
        try
        {
            return TypedResults.Ok(await backups.MakeAsync(cancellation).ConfigureAwait(false));
        }
        catch (JournalException failed)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status409Conflict, detail: failed.Message);
        }
    }

    private static async Task<IResult> SyncAsync(string name, SourceDesk sources, ClaimsPrincipal who, ILoggerFactory loggers, CancellationToken cancellation)
    {
        LogAsked(loggers.CreateLogger(typeof(OperationsApi)), who.Identity!.Name!, "a sync of a source");
        return await sources.SyncAsync(name, cancellation).ConfigureAwait(false) is { } standing
            ? TypedResults.Ok(standing)
            : TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, detail: "There is no source of this name; the sources file names them.");
    }

    [LoggerMessage(LogLevel.Information, "{Who} asked for {What}.")]
    private static partial void LogAsked(ILogger logger, string who, string what);
}

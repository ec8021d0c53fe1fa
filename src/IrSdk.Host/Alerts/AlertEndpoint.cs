using System.Text.Json.Nodes;
using IrSdk.Intake;
using IrSdk.Runtime;
using IrSdk.Sending;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IrSdk.Host.Alerts;

/// <summary><c>POST /alerts</c>: a signed document in any format that <see cref="AlertReader"/> reads. Answered once the journal holds it.</summary>
internal static partial class AlertEndpoint
{
    public const string Path = "/alerts";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, TakeAsync)
        .WithName("TakeAlerts")
        .WithSummary("Takes alerts.")
        .WithDescription("A document of GuardDuty, Security Hub, EventBridge, CloudTrail or irsdk.alert/v1, signed by HMAC-SHA256. 202 means that the journal holds it; a document that came before is answered alike and taken once.")
        .AllowAnonymous()
        .DisableAntiforgery();

    private static async Task<Results<Accepted<AlertAnswer>, ProblemHttpResult>> TakeAsync(HttpRequest request, SenderKeys keys, AlertLimits limits, AlertDesk desk, ILoggerFactory loggers, CancellationToken cancellation)
    {
        var address = request.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "an unknown address";
        var signature = request.Headers[WebhookSignature.SignatureHeader].ToString();
        var isByToken = await SenderTokens.FitAsync(request.HttpContext).ConfigureAwait(false);
        ReadOnlyMemory<byte> body;
        using (var turn = await limits.ReadAsync(address, cancellation).ConfigureAwait(false))
        {
            if (!turn.IsAcquired)
            {
                return Later(request.HttpContext);
            }

            if (await BodyAsync(request, cancellation).ConfigureAwait(false) is not { } read)
            {
                return Problem(StatusCodes.Status413PayloadTooLarge, $"The document has more than {ReadLimits.MaxBytes} bytes; send fewer alerts in one.");
            }

            body = read;
            if (!isByToken && keys.Refuse(request.Headers[WebhookSignature.KeyHeader], request.Headers[WebhookSignature.TimestampHeader], signature, body.Span) is { } because)
            {
                if (!limits.IsToldWhy(address))
                {
                    return Later(request.HttpContext);
                }

                LogRefused(loggers.CreateLogger(typeof(AlertEndpoint)), address, because);
                return Problem(StatusCodes.Status401Unauthorized, because);
            }
        }

        if (!limits.MaySend(isByToken ? address : request.Headers[WebhookSignature.KeyHeader].ToString()))
        {
            Release();
            return Later(request.HttpContext);
        }

        var reading = AlertReader.Read(body);
        if (!reading.IsRead)
        {
            return Problem(StatusCodes.Status422UnprocessableEntity, $"The document cannot be read at {reading.Refusal.Path}: {reading.Refusal.Reason}");
        }

        try
        {
            // The sender may go away now: what has begun is finished, and sent again it is the same alert.
            var taken = await desk.TakeAsync(reading.Alerts, null, CancellationToken.None).ConfigureAwait(false);
            return TypedResults.Accepted((string?)null, new AlertAnswer([.. taken.Select(one => new AnsweredAlert(one.Alert.Id, one.Outcome, one.Incident, one.Because))]));
        }
        catch (JournalException failed)
        {
            Release();
            return Problem(StatusCodes.Status503ServiceUnavailable, $"The alert was not taken, for the journal cannot be written; send it again. {failed.Message}");
        }

        // Whoever sends by token has signed nothing: what the header says then is somebody else's.
        void Release()
        {
            if (!isByToken)
            {
                keys.Release(signature);
            }
        }
    }

    /// <returns>Null: it is too long.</returns>
    private static async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > ReadLimits.MaxBytes)
        {
            return null;
        }

        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            if (body.Length + read > ReadLimits.MaxBytes)
            {
                return null;
            }

            await body.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static ProblemHttpResult Later(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return Problem(StatusCodes.Status429TooManyRequests, "Too many requests; send it again in a second.");
    }

    private static ProblemHttpResult Problem(int status, string detail) => TypedResults.Problem(statusCode: status, detail: detail);

    [LoggerMessage(LogLevel.Warning, "An alert from {Address} was refused: {Because}")]
    private static partial void LogRefused(ILogger logger, string address, string because);
}

/// <summary>What became of a document.</summary>
internal sealed record AlertAnswer(IReadOnlyList<AnsweredAlert> Alerts);

/// <summary>What became of an alert.</summary>
/// <param name="Id">The source's own id.</param>
/// <param name="Outcome">What was decided.</param>
/// <param name="Incident">Its incident. Null: it was set aside.</param>
/// <param name="Because">Why it was set aside. Null: it was not.</param>
internal sealed record AnsweredAlert(string Id, AlertOutcome Outcome, IncidentId? Incident, string? Because);

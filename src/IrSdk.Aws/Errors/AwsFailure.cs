using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>What a failed call means for its step: whether trying again may help, and one sentence for whoever reads it.</summary>
internal static partial class AwsFailure
{
    /// <summary>Under which key an exception's data names the operation.</summary>
    public const string OperationKey = "IrSdk.Operation";

    private static readonly HashSet<string> Throttled = new(StringComparer.OrdinalIgnoreCase)
    {
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException", "TooManyRequestsException",
        "RequestLimitExceeded", "BandwidthLimitExceeded", "ProvisionedThroughputExceededException", "SlowDown", "SnapshotCreationPerVolumeRateExceeded",
    };

    /// <summary>Under which key an exception's data says that an emulator does not play the operation.</summary>
    public const string NotPlayedKey = "IrSdk.NotPlayed";

    private static readonly HashSet<string> Transient = new(Throttled, StringComparer.OrdinalIgnoreCase)
    {
        "TransactionInProgressException", "PriorRequestNotComplete", "RequestTimeout", "RequestTimeoutException", "InternalError", "InternalFailure", "InternalServerError",
        "InternalServiceError", "ServiceUnavailable", "ServiceUnavailableException", "Unavailable", "ServiceFailure", "EntityTemporarilyUnmodifiable",
        "ConcurrentModification", "ConcurrentModificationException", "OperationAborted", "IDPCommunicationError", "ScalingActivityInProgress", "ResourceContention",
    };

    private static readonly HashSet<string> Refused = new(StringComparer.OrdinalIgnoreCase)
    {
        "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "UnauthorizedAccess", "AuthorizationError", "Forbidden", "Client.UnauthorizedOperation",
    };

    private static readonly HashSet<string> BadCredentials = new(StringComparer.OrdinalIgnoreCase)
    {
        "InvalidClientTokenId", "UnrecognizedClientException", "AuthFailure", "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken",
        "ExpiredTokenException", "InvalidToken", "MissingAuthenticationToken", "IncompleteSignature",
    };

    /// <summary>Whether an emulator answered as it does to what it does not play: it never will.</summary>
    public static bool IsOfAnEmulator(Exception exception) => exception.GetBaseException() is HttpErrorResponseException { Response.StatusCode: HttpStatusCode.InternalServerError };

    /// <summary>Whether trying again may help: throttled, timed out, unreachable, or the service's own fault.</summary>
    public static bool IsTransient(Exception exception) => exception switch
    {
        _ when IsNotPlayed(exception) => false,
        AmazonUnmarshallingException => true,
        AmazonServiceException { StatusCode: HttpStatusCode.NotImplemented } => false,
        AmazonServiceException service when service.ErrorCode is { } code && (Refused.Contains(code) || BadCredentials.Contains(code)) => false,
        AmazonServiceException service => service.Retryable is not null
            || (service.ErrorCode is { } code && Transient.Contains(code))
            || service.StatusCode >= HttpStatusCode.InternalServerError
            || service.StatusCode == HttpStatusCode.TooManyRequests
            || IsConnection(service.InnerException),
        _ => IsConnection(exception),
    };

    /// <summary>Whether the call was refused as too fast: it surely was not done.</summary>
    public static bool IsThrottled(Exception exception) => exception is AmazonServiceException { ErrorCode: { } code } && Throttled.Contains(code);

    /// <summary>Whether the call was refused for want of a permission.</summary>
    public static bool IsRefused(AmazonServiceException exception) => exception.ErrorCode is { } code && Refused.Contains(code);

    /// <summary>Whether it comes from a call, and not from a bug of ours.</summary>
    public static bool IsOfTheService(Exception exception) => exception is AmazonServiceException or AmazonClientException || IsConnection(exception);

    /// <summary>The failure within another sentence: its code, or what there is to say without one.</summary>
    public static string Briefly(Exception exception) => exception is AmazonServiceException { ErrorCode: { Length: > 0 } code } ? code : Sentence(exception).TrimEnd('.');

    /// <summary>The failure as the engine takes it.</summary>
    public static ProviderException Of(Exception exception) => new(Sentence(exception), IsTransient(exception), exception);

    /// <summary>The failure of a call that is tried again: "DescribeSnapshots was throttled".</summary>
    public static string Retried(string? request, Exception exception)
    {
        var operation = Name(request ?? exception.Data[OperationKey] as string) ?? "a call";
        return exception switch
        {
            _ when IsThrottled(exception) => $"{operation} was throttled",
            AmazonServiceException { ErrorCode: { Length: > 0 } code } => $"{operation} failed ({code})",
            _ => $"{operation} had no answer ({Why(exception)})",
        };
    }

    private static bool IsConnection(Exception? exception) => exception switch
    {
        null => false,
        HttpRequestException or SocketException or TimeoutException => true,
        IOException and not FileNotFoundException => true,
        // The HTTP client's own time limit; the engine's cancellation never comes here.
        OperationCanceledException => true,
        _ => IsConnection(exception.InnerException),
    };

    private static string Sentence(Exception exception)
    {
        var operation = Name(exception.Data[OperationKey] as string) ?? "a call";
        return exception switch
        {
            _ when IsNotPlayed(exception) => $"The emulator does not play {operation}; rehearse that in a real drill account.",
            AmazonServiceException refused when IsRefused(refused) =>
                $"AWS refused {operation}: {Who(refused.Message)} lacks {Missing(refused.Message) ?? "its permission"}; add it to the role ('ir policy' prints what a playbook needs).",
            AmazonServiceException { ErrorCode: { } code } when BadCredentials.Contains(code) =>
                $"AWS does not accept the credentials for {operation} ({code}); sign in again, or check which profile and region are set.",
            AmazonServiceException service when IsTransient(service) && service.ErrorCode is { } code =>
                $"AWS did not do {operation} in time ({code}); it is tried again while there is time.",
            AmazonServiceException { ErrorCode: { } code } service => $"AWS answered {operation} with {code}: {Trimmed(service.Message)}; look at the resource.",
            _ when IsTransient(exception) => $"AWS could not be reached for {operation} ({Why(exception)}); check network and region.",
            AmazonClientException => $"{operation} could not be called ({Trimmed(exception.Message)}); check the credentials and the region.",
            _ => $"{operation} failed ({Trimmed(exception.Message)}).",
        };
    }

    private static bool IsNotPlayed(Exception exception) => exception.Data.Contains(NotPlayedKey);

    private static string? Name(string? request) => request?.EndsWith("Request", StringComparison.Ordinal) == true ? request[..^"Request".Length] : request;

    private static string? Missing(string message) => Permission().Match(message) is { Success: true } found ? found.Groups[1].Value : null;

    private static string Who(string message) => Caller().Match(message) is { Success: true } found ? found.Groups[1].Value : "the caller";

    /// <summary>An answer that is no answer of the protocol has a status and nothing else to say.</summary>
    private static string Why(Exception exception) => exception.GetBaseException() is HttpErrorResponseException { Response: { } answer }
        ? $"it answered {(int)answer.StatusCode}"
        : Trimmed(exception.GetBaseException().Message);

    private static string Trimmed(string message) => message.ReplaceLineEndings(" ").Trim().TrimEnd('.');

    [GeneratedRegex(@"perform: ([a-zA-Z0-9-]+:[A-Za-z0-9*]+)", RegexOptions.None, 1000)]
    private static partial Regex Permission();

    [GeneratedRegex(@"User: (arn:\S+)", RegexOptions.None, 1000)]
    private static partial Regex Caller();
}

using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using IrSdk.Host.Settings;
using Polly;
using Polly.Retry;

namespace IrSdk.Host.Queue;

/// <summary>The calls of the queue, each tried until it succeeds or nobody waits for it any more; ever rarer, so that an outage costs nothing.</summary>
internal sealed partial class AlertMessages
{
    /// <summary>How long the service holds an empty answer back.</summary>
    private const int LongPoll = 20;

    private static readonly ResiliencePropertyKey<Action<string?>?> Noted = new("note");

    private readonly IAmazonSQS sqs;
    private readonly QueueSettings queue;
    private readonly ILogger<AlertMessages> logger;
    private readonly ResiliencePipeline retried;
    private string? trouble;
    private string? parkingTrouble;

    public AlertMessages(IAmazonSQS sqs, QueueSettings queue, TimeProvider time, ILogger<AlertMessages> logger)
    {
        (this.sqs, this.queue, this.logger) = (sqs, queue, logger);
        retried = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(IsOfTheService),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = static () => RandomNumberGenerator.GetInt32(1000) / 1000.0,
                Delay = TimeSpan.FromMilliseconds(500),
                MaxDelay = TimeSpan.FromSeconds(30),
                OnRetry = args =>
                {
                    args.Context.Properties.GetValue(Noted, null)?.Invoke(args.Outcome.Exception!.Message);
                    LogRetry(args.Outcome.Exception!.Message, args.RetryDelay);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>Why the queue does not answer just now. Null: it does.</summary>
    public string? Trouble => Volatile.Read(ref trouble);

    /// <summary>Why what is no alert cannot be parked just now. Null: it can.</summary>
    public string? ParkingTrouble => Volatile.Read(ref parkingTrouble);

    /// <summary>Waits for messages.</summary>
    /// <param name="most">At most so many, 1 to 10.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>None: there was none for a while.</returns>
    public async Task<List<Message>> ReceiveAsync(int most, CancellationToken cancellationToken)
    {
        var request = new ReceiveMessageRequest
        {
            QueueUrl = Url,
            MaxNumberOfMessages = most,
            WaitTimeSeconds = LongPoll,
            VisibilityTimeout = (int)queue.Visibility.TotalSeconds,
            MessageSystemAttributeNames = [MessageSystemAttributeName.SentTimestamp],
        };
        return (await TryAsync(token => sqs.ReceiveMessageAsync(request, token), said => Volatile.Write(ref trouble, said), cancellationToken).ConfigureAwait(false)).Messages ?? [];
    }

    /// <summary>Deletes a message. One whose receipt has expired is left: it comes again, and is known then.</summary>
    public async Task DeleteAsync(Message message, CancellationToken cancellationToken)
    {
        try
        {
            await TryAsync(token => sqs.DeleteMessageAsync(new DeleteMessageRequest { QueueUrl = Url, ReceiptHandle = message.ReceiptHandle }, token), static _ => { }, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException expired) when (IsExpired(expired))
        {
            LogExpired(message.MessageId);
        }
    }

    /// <summary>Hides a message for longer, or shows it at once.</summary>
    /// <returns>False: it could not be; somebody else may get it.</returns>
    public async Task<bool> HideAsync(Message message, TimeSpan by, CancellationToken cancellationToken)
    {
        try
        {
            await sqs.ChangeMessageVisibilityAsync(new ChangeMessageVisibilityRequest { QueueUrl = Url, ReceiptHandle = message.ReceiptHandle, VisibilityTimeout = (int)by.TotalSeconds }, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception failed) when (failed is AmazonServiceException || IsOfTheService(failed))
        {
            LogNotHidden(message.MessageId, failed.Message);
            return false;
        }
    }

    /// <summary>Puts a message that cannot be read into the parking queue, with the reason. Does nothing when there is none.</summary>
    public async Task ParkAsync(Message message, string because, CancellationToken cancellationToken)
    {
        if (queue.Parking is not { } parking)
        {
            return;
        }

        var request = new SendMessageRequest
        {
            QueueUrl = parking.AbsoluteUri,
            MessageBody = message.Body,
            MessageAttributes = new()
            {
                ["irsdk-because"] = new() { DataType = "String", StringValue = because },
                ["irsdk-message"] = new() { DataType = "String", StringValue = message.MessageId },
            },
        };
        await TryAsync(token => sqs.SendMessageAsync(request, token), said => Volatile.Write(ref parkingTrouble, said), cancellationToken).ConfigureAwait(false);
    }

    private string Url => queue.Address!.AbsoluteUri;

    /// <param name="call">The call.</param>
    /// <param name="note">Hears why it fails, and null once it has succeeded.</param>
    /// <param name="cancellationToken">Gives up.</param>
    private async Task<T> TryAsync<T>(Func<CancellationToken, Task<T>> call, Action<string?> note, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(Noted, note);
            var answer = await retried.ExecuteAsync(async running => await call(running.CancellationToken).ConfigureAwait(false), context).ConfigureAwait(false);
            note(null);
            return answer;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>A cancelled call is not the service's failure, unless the client itself gave it up.</summary>
    private static bool IsOfTheService(Exception failed) => failed switch
    {
        AmazonServiceException expired when IsExpired(expired) => false,
        AmazonClientException or AmazonServiceException or HttpRequestException or IOException => true,
        OperationCanceledException { InnerException: TimeoutException } => true,
        _ => false,
    };

    private static bool IsExpired(AmazonServiceException failed) => failed is ReceiptHandleIsInvalidException or MessageNotInflightException or { ErrorCode: "InvalidParameterValue" };

    [LoggerMessage(LogLevel.Warning, "The queue does not answer as it should, and is tried again in {Wait}: {Trouble}")]
    private partial void LogRetry(string trouble, TimeSpan wait);

    [LoggerMessage(LogLevel.Information, "The message {Message} is in the journal and could not be deleted, for its receipt has expired; it comes again and is known then.")]
    private partial void LogExpired(string message);

    [LoggerMessage(LogLevel.Debug, "The message {Message} could not be hidden for longer: {Trouble}")]
    private partial void LogNotHidden(string message, string trouble);
}

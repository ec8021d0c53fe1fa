using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.SQS.Model;
using IrSdk.Host.Alerts;
using IrSdk.Host.Settings;
using IrSdk.Runtime;
using Polly;
using Polly.Retry;

namespace IrSdk.Host.Queue;

/// <summary>
/// Takes alerts from a queue of Amazon SQS. A message is deleted once the journal holds what it brought and not before: a host that dies
/// between the two gets it again, and knows it.
/// </summary>
internal sealed partial class AlertQueue(AlertMessages messages, Arrivals arrivals, QueueSettings queue, TimeProvider time, ILogger<AlertQueue> logger) : BackgroundService
{
    /// <summary>What a single call brings at most.</summary>
    private const int MostReceived = 10;

    /// <summary>A message's age says how late the host was, not how late it is.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(5);

    /// <summary>A server that does not wait when it has nothing is asked no more often.</summary>
    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim free = new(queue.AtOnce);
    private long age = -1;
    private long takenAt;

    private readonly ResiliencePipeline journaled = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<JournalException>(),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Randomizer = static () => RandomNumberGenerator.GetInt32(1000) / 1000.0,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = TimeSpan.FromSeconds(30),
            OnRetry = args =>
            {
                LogUnwritten(logger, args.Outcome.Exception!.Message, args.RetryDelay);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    /// <summary>How long the message that was taken last had been in the queue. Null: none was taken within the last minutes.</summary>
    public TimeSpan? Age => Interlocked.Read(ref age) is >= 0 and var ticks && time.GetElapsedTime(Interlocked.Read(ref takenAt)) < Lately ? new(ticks) : null;

    /// <summary>Why the queue does not answer just now. Null: it does.</summary>
    public string? Trouble => messages.Trouble;

    /// <summary>Why what is no alert cannot be parked just now. Null: it can.</summary>
    public string? ParkingTrouble => messages.ParkingTrouble;

    public override void Dispose()
    {
        free.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var taking = new HashSet<Task>();
        LogListening(queue.Address!);
        try
        {
            while (true)
            {
                var room = await RoomAsync(stoppingToken).ConfigureAwait(false);
                var received = await ReceiveAsync(room, stoppingToken).ConfigureAwait(false);
                if (received.Count < room)
                {
                    free.Release(room - received.Count);
                }

                taking.RemoveWhere(task => task.IsCompleted);
                taking.UnionWith(received.Select(message => HandleAsync(message, stoppingToken)));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(taking).ConfigureAwait(false);
        }
    }

    private async Task<int> RoomAsync(CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken).ConfigureAwait(false);
        var room = 1;
        while (room < MostReceived && await free.WaitAsync(0, cancellationToken).ConfigureAwait(false))
        {
            room++;
        }

        return room;
    }

    private async Task<List<Message>> ReceiveAsync(int room, CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        var received = await messages.ReceiveAsync(room, cancellationToken).ConfigureAwait(false);
        if (received.Count == 0 && time.GetElapsedTime(asked) < LeastPause)
        {
            await Task.Delay(LeastPause, time, cancellationToken).ConfigureAwait(false);
        }

        return received;
    }

    private async Task HandleAsync(Message message, CancellationToken stoppingToken)
    {
        try
        {
            using var limit = new CancellationTokenSource(queue.LongestVisibility, time);
            using var until = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
            await TakeAsync(message, until.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Whoever runs next need not wait for it.
            await messages.HideAsync(message, TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            LogGivenUp(message.MessageId, queue.LongestVisibility);
        }
        catch (Exception failed)
        {
            // Whatever it was, the message stays in the queue and comes again; after so many times the queue's own policy parks it.
            LogFailed(failed, message.MessageId);
        }
        finally
        {
            free.Release();
        }
    }

    private async Task TakeAsync(Message message, CancellationToken cancellationToken)
    {
        var hidden = new HiddenMessage(messages, message, queue.Visibility, time, cancellationToken);
        await using (hidden.ConfigureAwait(false))
        {
            var arrival = await journaled.ExecuteAsync(
                async token => await arrivals.TakeAsync("queue", message.MessageId, Encoding.UTF8.GetBytes(message.Body), token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            NoteAge(message);
            if (arrival.Refused is [var refused, ..])
            {
                LogParked(message.MessageId, refused.Because);
                await messages.ParkAsync(message, refused.Because, cancellationToken).ConfigureAwait(false);
            }

            await messages.DeleteAsync(message, cancellationToken).ConfigureAwait(false);
            LogTaken(message.MessageId, arrival.Taken.Length);
        }
    }

    /// <summary>The service's clock and ours may differ: what was sent a moment from now is new.</summary>
    private void NoteAge(Message message)
    {
        if (message.Attributes?.TryGetValue("SentTimestamp", out var sent) == true && long.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            Interlocked.Exchange(ref takenAt, time.GetTimestamp());
            Interlocked.Exchange(ref age, Math.Max(0, (time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)).Ticks));
        }
    }

    [LoggerMessage(LogLevel.Information, "Alerts are taken from the queue {Queue}.")]
    private partial void LogListening(Uri queue);

    [LoggerMessage(LogLevel.Information, "The message {Message} was taken with {Alerts} alerts, and deleted.")]
    private partial void LogTaken(string message, int alerts);

    [LoggerMessage(LogLevel.Warning, "The message {Message} holds what is no alert, and is parked; its beginning is in the journal: {Because}")]
    private partial void LogParked(string message, string because);

    [LoggerMessage(LogLevel.Error, "A message of the queue waits, for the journal cannot be written; it is tried again in {Wait}: {Trouble}")]
    private static partial void LogUnwritten(ILogger logger, string trouble, TimeSpan wait);

    [LoggerMessage(LogLevel.Error, "The message {Message} could not be taken within {Limit} and is left to come again.")]
    private partial void LogGivenUp(string message, TimeSpan limit);

    [LoggerMessage(LogLevel.Error, "The message {Message} could not be taken, and comes again.")]
    private partial void LogFailed(Exception failure, string message);
}

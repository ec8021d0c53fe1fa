using Amazon.Runtime;

namespace IrSdk.Aws;

/// <summary>
/// Retries a call while its step still has time. The SDK counts attempts instead, and a step with thirty seconds left must not
/// give up because of three throttled calls; nor should one throttled call of hundreds begin the whole step again.
/// </summary>
internal sealed class TimedRetry : RetryPolicy
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private const string FailedFirst = "IrSdk.FailedFirst";

    private readonly DateTimeOffset? until;
    private readonly TimeSpan retryFor;
    private readonly TimeProvider time;
    private readonly Func<double> jitter;
    private readonly bool isEmulated;
    private readonly Action<string>? retried;

    /// <param name="until">When the step ends. Null: there is none.</param>
    /// <param name="options">For how long to retry from the first failure when there is no step, or its time was up before.</param>
    /// <param name="retried">Hears which call failed and is tried again. Null: nobody does.</param>
    public TimedRetry(DateTimeOffset? until, AwsOptions options, Action<string>? retried = null)
    {
        this.retried = retried;
        (this.until, retryFor, time, jitter, isEmulated) = (until, options.RetryFor, options.Time, options.Jitter, AwsRehearsal.IsEmulated(options));
        MaxRetries = int.MaxValue;
    }

    public override bool CanRetry(IExecutionContext executionContext) => executionContext.RequestContext.Request.IsRequestStreamRewindable();

    public override bool RetryLimitReached(IExecutionContext executionContext)
    {
        var now = time.GetUtcNow();
        var attributes = executionContext.RequestContext.ContextAttributes;
        if (!attributes.TryGetValue(FailedFirst, out var first))
        {
            attributes[FailedFirst] = first = now;
        }

        return now + Ceiling(executionContext) >= (until > (DateTimeOffset)first ? until.Value : (DateTimeOffset)first + retryFor);
    }

    public override bool RetryForException(IExecutionContext executionContext, Exception exception)
    {
        if (isEmulated && AwsFailure.IsOfAnEmulator(exception))
        {
            exception.Data[AwsFailure.NotPlayedKey] = true;
        }

        var isTriedAgain = !executionContext.RequestContext.CancellationToken.IsCancellationRequested
            && (CalledOnce.Is(executionContext) ? AwsFailure.IsThrottled(exception) : AwsFailure.IsTransient(exception));
        if (isTriedAgain)
        {
            retried?.Invoke(AwsFailure.Retried(executionContext.RequestContext.RequestName, exception));
        }

        return isTriedAgain;
    }

    public override Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception) =>
        Task.FromResult(RetryForException(executionContext, exception));

    public override void WaitBeforeRetry(IExecutionContext executionContext) =>
        throw new NotSupportedException("Clients are called asynchronously only.");

    public override Task WaitBeforeRetryAsync(IExecutionContext executionContext) =>
        Task.Delay(Ceiling(executionContext) * (0.1 + (0.9 * jitter())), time, executionContext.RequestContext.CancellationToken);

    /// <summary>The longest that the next pause may be. Spread over nearly all of it, so that throttled callers do not come back together.</summary>
    private static TimeSpan Ceiling(IExecutionContext executionContext)
    {
        var doubled = First * Math.Pow(2, Math.Min(executionContext.RequestContext.Retries, 10));
        return doubled < Longest ? doubled : Longest;
    }
}

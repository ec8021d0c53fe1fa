using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace IrSdk.Aws;

/// <summary>
/// Calls that take no client token: one whose answer was lost may have been done, and would be done twice if it were simply
/// called again. Such a call is retried only when it was refused as too fast; otherwise its effect is looked for first.
/// </summary>
internal static class CalledOnce
{
    private const string Mark = "IrSdk.CalledOnce";

    /// <summary>What was done is not always seen at once; it is looked for after each of these before it counts as not done.</summary>
    private static readonly TimeSpan[] Looks = [TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    extension<TRequest>(TRequest request)
        where TRequest : AmazonWebServiceRequest
    {
        /// <summary>Marks a request as not to be repeated when its answer is lost.</summary>
        public TRequest Once()
        {
            ((IAmazonWebServiceRequest)request).RequestState[Mark] = true;
            return request;
        }
    }

    public static bool Is(IExecutionContext executionContext) =>
        executionContext.RequestContext.OriginalRequest is IAmazonWebServiceRequest request && request.RequestState.ContainsKey(Mark);

    /// <summary>Makes something, unless an earlier call of the step has made it, while the step has time.</summary>
    /// <param name="find">Looks for it. Null: there is none.</param>
    /// <param name="make">Makes it, with a request that is marked.</param>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<T> MakeAsync<T>(Func<Task<T?>> find, Func<Task<T>> make, AwsStep step, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            try
            {
                return await make().ConfigureAwait(false);
            }
            catch (Exception unclear) when (HasTime(step) && !cancellationToken.IsCancellationRequested && AwsFailure.IsOfTheService(unclear) && AwsFailure.IsTransient(unclear))
            {
                // Whether it was done is found out below.
                step.Context.Retrying(AwsFailure.Retried(null, unclear));
            }

            foreach (var pause in Looks)
            {
                await Task.Delay(pause, step.Context.Time, cancellationToken).ConfigureAwait(false);
                if (await find().ConfigureAwait(false) is { } found)
                {
                    return found;
                }
            }
        }
    }

    private static bool HasTime(AwsStep step) => step.Context.Time.GetUtcNow() < step.Context.Deadline;
}

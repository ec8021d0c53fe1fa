using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace IrSdk.Aws;

/// <summary>Writes on each failure which operation it was of; the SDK's exceptions do not say.</summary>
internal sealed class FailureNames : PipelineHandler
{
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        try
        {
            return await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
        }
        catch (Exception failed)
        {
            // A role that could not be assumed for this call has named itself already.
            failed.Data[AwsFailure.OperationKey] ??= executionContext.RequestContext.RequestName;
            throw;
        }
    }
}

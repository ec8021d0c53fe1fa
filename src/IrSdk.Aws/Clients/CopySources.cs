using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace IrSdk.Aws;

/// <summary>Leaves the slashes of a copy's source as they are: the SDK escapes them, which AWS takes and other servers do not.</summary>
internal sealed class CopySources : PipelineHandler
{
    private const string Header = "x-amz-copy-source";

    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var headers = executionContext.RequestContext.Request.Headers;
        if (headers.TryGetValue(Header, out var source))
        {
            headers[Header] = source.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        }

        return base.InvokeAsync<T>(executionContext);
    }
}

using System.Net;
using System.Text;

namespace IrSdk.Aws.Tests;

/// <summary>Answers some operations as the service would, where the server cannot; all others go on to the server.</summary>
internal sealed class Scripted(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly Dictionary<string, Func<HttpRequestMessage, string>> answers = [];

    /// <param name="operation">The operation, such as <c>LockSnapshot</c>.</param>
    /// <param name="answer">The body of its answer, XML or JSON.</param>
    public Scripted Answer(string operation, Func<HttpRequestMessage, string> answer)
    {
        answers[operation] = answer;
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (_, operation) = await CallLog.NameAsync(request, cancellationToken);
        if (!answers.TryGetValue(operation, out var answer))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var body = answer(request);
        return new(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new StringContent(body, Encoding.UTF8, body.StartsWith('<') ? "text/xml" : "application/x-amz-json-1.1"),
        };
    }
}

/// <summary>Loses the answer of the first call of an operation, after the server has done it.</summary>
internal sealed class LosesOnce(HttpMessageHandler inner, string operation) : DelegatingHandler(inner)
{
    /// <summary>How many answers were lost.</summary>
    public int Lost { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (_, called) = await CallLog.NameAsync(request, cancellationToken);
        var answer = await base.SendAsync(request, cancellationToken);
        if (called != operation || Lost > 0)
        {
            return answer;
        }

        Lost++;
        answer.Dispose();
        throw new HttpRequestException("The connection was closed before the answer came.", new IOException("Connection reset by peer"));
    }
}

using System.Net;
using System.Text;
using System.Text.Json;

namespace IrSdk.Aws.Tests.LiveResponse;

/// <summary>Lets a <see cref="PlayedAgent"/> answer SSM, in the test's own process.</summary>
internal sealed class ScriptedAgent(HttpMessageHandler inner, MotoServer moto) : DelegatingHandler(inner)
{
    public PlayedAgent Host { get; } = new(moto);

    /// <summary>Loses the answer of the first command, after it ran.</summary>
    public bool LosesFirst { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (service, operation) = await CallLog.NameAsync(request, cancellationToken);
        if (service != "ssm" || !PlayedAgent.Plays(operation))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var asked = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken)).RootElement;
        var answer = await Host.AnswerAsync(operation, asked, cancellationToken);
        if (operation == "SendCommand" && LosesFirst)
        {
            LosesFirst = false;
            throw new HttpRequestException("The connection was closed before the answer came.", new IOException("Connection reset by peer"));
        }

        return new(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent(JsonSerializer.Serialize(answer), Encoding.UTF8, "application/x-amz-json-1.1") };
    }
}

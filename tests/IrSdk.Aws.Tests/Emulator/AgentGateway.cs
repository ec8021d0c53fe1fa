using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using IrSdk.Aws.Tests.LiveResponse;

namespace IrSdk.Aws.Tests;

/// <summary>
/// Stands before the server where a process of its own, such as <c>ir</c>, asks: SSM is answered by a <see cref="PlayedAgent"/>,
/// because the server plays none, and everything else by the server.
/// </summary>
internal sealed class AgentGateway : IAsyncDisposable
{
    private readonly MotoServer moto;
    private readonly HttpListener listener = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly CancellationTokenSource ending = new();
    private readonly Task serving;

    public AgentGateway(MotoServer moto)
    {
        this.moto = moto;
        Host = new(moto);
        Url = new($"http://127.0.0.1:{FreePort.Take()}/");
        listener.Prefixes.Add(Url.AbsoluteUri);
        listener.Start();
        serving = ServeAsync();
    }

    public Uri Url { get; }

    public PlayedAgent Host { get; }

    /// <summary>Told of every call that goes to the server: before it goes, and after the server has answered.</summary>
    public Action? Passed { get; init; }

    /// <summary>Asked by a call's name (<c>AmazonSQS.DeleteMessage</c>, say) before it goes to the server, and waited for. One that throws an <see cref="IOException"/> cuts the connection.</summary>
    public Func<string, CancellationToken, Task>? Before { get; set; }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Close();
        await serving;
        http.Dispose();
        ending.Dispose();
    }

    private async Task ServeAsync()
    {
        var answering = new List<Task>();
        while (!ending.IsCancellationRequested)
        {
            try
            {
                answering.Add(AnswerAsync(await listener.GetContextAsync()));
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException && ending.IsCancellationRequested)
            {
                break;
            }
        }

        await Task.WhenAll(answering);
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body, ending.Token);
            if (context.Request.Headers["X-Amz-Target"]?.Split('.') is ["AmazonSSM", var operation] && PlayedAgent.Plays(operation))
            {
                var asked = JsonDocument.Parse(body.ToArray()).RootElement;
                context.Response.ContentType = "application/x-amz-json-1.1";
                await JsonSerializer.SerializeAsync(context.Response.OutputStream, await Host.AnswerAsync(operation, asked, ending.Token), cancellationToken: ending.Token);
            }
            else
            {
                await (Before?.Invoke(context.Request.Headers["X-Amz-Target"] ?? "", ending.Token) ?? Task.CompletedTask);
                Passed?.Invoke();
                await PassAsync(context, body.ToArray());
            }

            context.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or HttpRequestException or OperationCanceledException or ObjectDisposedException or IOException or SocketException)
        {
            // Who asked was killed, or the server was: either way nobody waits for this answer.
            context.Response.Abort();
        }
    }

    private async Task PassAsync(HttpListenerContext context, byte[] body)
    {
        using var request = new HttpRequestMessage(new(context.Request.HttpMethod), new Uri(moto.Url, context.Request.RawUrl));
        request.Content = body.Length > 0 || context.Request.HasEntityBody ? new ByteArrayContent(body) : null;
        foreach (var name in context.Request.Headers.AllKeys.Where(name => name is not (null or "Host" or "Content-Length" or "Transfer-Encoding" or "Expect")))
        {
            if (!request.Headers.TryAddWithoutValidation(name!, context.Request.Headers[name]))
            {
                request.Content?.Headers.TryAddWithoutValidation(name!, context.Request.Headers[name]);
            }
        }

        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ending.Token);
        Passed?.Invoke();
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(one => one.Key is not ("Content-Length" or "Transfer-Encoding" or "Connection" or "Keep-Alive")))
        {
            context.Response.Headers[name] = string.Join(", ", values);
        }

        if (answer.Content.Headers.ContentLength is { } length)
        {
            context.Response.ContentLength64 = length;
        }

        if (context.Request.HttpMethod != "HEAD")
        {
            await answer.Content.CopyToAsync(context.Response.OutputStream, ending.Token);
        }
    }
}

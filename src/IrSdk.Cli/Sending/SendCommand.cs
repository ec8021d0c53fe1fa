using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IrSdk.Cli.Decisions;
using IrSdk.Sending;

namespace IrSdk.Cli.Sending;

/// <summary><c>ir send ALERT</c>: signs an alert and gives it to a host.</summary>
internal static class SendCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var alert = new Argument<FileInfo>("ALERT") { Description = "The alert: a document in any format that the host reads." };
        var to = new Option<string>("--to") { Description = "The host's address. Default: http://127.0.0.1:5150.", DefaultValueFactory = _ => "http://127.0.0.1:5150" };
        var key = new Option<FileInfo>("--key") { Description = "The file of the key that the host holds too; a host without configuration makes one named sender.key in its data folder.", Required = true };
        var keyId = new Option<string>("--key-id") { Description = "The key's name in the host's settings. Default: local.", DefaultValueFactory = _ => "local" };
        var json = Arguments.Json();
        var command = new Command("send", "Signs an alert and gives it to a host. The host answers when its journal holds the alert.") { alert, to, key, keyId, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var secret = Read(parsed.GetRequiredValue(key), "key");
            var body = Read(parsed.GetRequiredValue(alert), "alert");
            var address = Uri.TryCreate(parsed.GetRequiredValue(to), UriKind.Absolute, out var host) && host.Scheme is "http" or "https"
                ? new Uri(host, "alerts")
                : throw new CliFailure(ExitCodes.Usage, $"--to is '{parsed.GetRequiredValue(to)}'; write the host's address, such as https://respond.example.com.");
            var answer = await SendAsync(address, parsed.GetRequiredValue(keyId), Encoding.ASCII.GetBytes(Encoding.UTF8.GetString(secret).Trim()), body, cancellation).ConfigureAwait(false);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json) ? answer.GetRawText() : Said(answer, address)).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<JsonElement> SendAsync(Uri address, string keyId, byte[] secret, byte[] body, CancellationToken cancellation)
    {
        using var client = new HttpClient { Timeout = Limit };
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.Add(WebhookSignature.KeyHeader, keyId);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Sign(secret, timestamp, body));
        try
        {
            using var response = await client.SendAsync(request, cancellation).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? JsonElement.Parse(text)
                : throw new CliFailure(response.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable ? ExitCodes.Unfinished : ExitCodes.Refused, $"{address} did not take the alert ({(int)response.StatusCode}): {HostAnswer.Detail(text)}");
        }
        catch (Exception failed) when (failed is HttpRequestException or JsonException || (failed is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new CliFailure(ExitCodes.Unfinished, $"{address} gave no answer ({failed.Message}); start the host, or give its address with --to, and send again.");
        }
    }

    private static string Said(JsonElement answer, Uri address) => string.Join(Environment.NewLine, answer.GetProperty("alerts").EnumerateArray().Select(one =>
    {
        var id = one.GetProperty("id").GetString();
        var incident = one.TryGetProperty("incident", out var known) ? known.GetString() : null;
        return one.GetProperty("outcome").GetString() switch
        {
            "opened" => $"Alert {id} opened incident {incident}: {new Uri(address, $"incidents/{incident}")}",
            "joined" => $"Alert {id} joined incident {incident}: {new Uri(address, $"incidents/{incident}")}",
            "known" => $"Alert {id} had been taken before, as incident {incident}: {new Uri(address, $"incidents/{incident}")}",
            _ => $"Alert {id} was set aside: {one.GetProperty("because").GetString()}.",
        };
    }));

    private static byte[] Read(FileInfo file, string what)
    {
        try
        {
            return File.ReadAllBytes(file.FullName);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CliFailure(ExitCodes.Usage, $"The {what} {file} cannot be read: {wrong.Message}");
        }
    }
}

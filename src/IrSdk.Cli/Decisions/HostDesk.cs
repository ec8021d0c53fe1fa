using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IrSdk.Cli.Journals;

namespace IrSdk.Cli.Decisions;

/// <summary>A host that is asked from elsewhere: its API, with a token of the provider that its people sign in at. Who decides is whose token it is.</summary>
internal sealed class HostDesk
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly Uri host;
    private readonly string token;

    private HostDesk(Uri host, string token) => (this.host, this.token) = (host, token);

    public static (Option<string?> Host, Option<FileInfo?> Token) Options() => (
        new("--host") { Description = "The address of a host to ask instead of a journal's file, such as https://respond.example.com. Who decides is whose token it is; --by and --journal say nothing then." },
        new("--token-file") { Description = "With --host: the file of a token of the provider that the host's people sign in at." });

    /// <returns>Null: no host is named.</returns>
    public static HostDesk? Of(ParseResult parsed, (Option<string?> Host, Option<FileInfo?> Token) options)
    {
        if (parsed.GetValue(options.Host) is not { } address)
        {
            return null;
        }

        var host = Uri.TryCreate(address, UriKind.Absolute, out var given) && (given.Scheme == Uri.UriSchemeHttps || (given.Scheme == Uri.UriSchemeHttp && given.IsLoopback))
            ? given
            : throw new CliFailure(ExitCodes.Usage, $"--host is '{address}'; write an https address, or one on this machine: a token is for nobody else to read.");
        var file = parsed.GetValue(options.Token) ?? throw new CliFailure(ExitCodes.Usage, "--host needs --token-file; write a token of the host's provider into a file and name it.");
        try
        {
            return new(host, File.ReadAllText(file.FullName).Trim());
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CliFailure(ExitCodes.Usage, $"The token in {file} cannot be read: {wrong.Message}");
        }
    }

    /// <summary>Approves an incident's latest plan, when it is the one that was meant.</summary>
    /// <returns>The plan's hash.</returns>
    public async Task<string> ApproveAsync(string incident, string? plan, CancellationToken cancellation)
    {
        var file = await AskAsync(HttpMethod.Get, Of(incident), null, cancellation).ConfigureAwait(false);
        var hash = file.TryGetProperty("report", out var report) ? report.GetProperty("planHash").GetString()! : throw new CliFailure(ExitCodes.Refused, $"Incident {incident} has no plan yet; try again when it has.");
        if (plan is not null && (plan.Length < 8 || !hash.StartsWith(plan, StringComparison.OrdinalIgnoreCase)))
        {
            throw new CliFailure(ExitCodes.Refused, $"Incident {incident} has no such plan; its latest is {hash[..8]}. Look at {new Uri(host, $"incidents/{incident}")} before you approve it.");
        }

        await AskAsync(HttpMethod.Post, $"{Of(incident)}/approval", new { plan = hash }, cancellation).ConfigureAwait(false);
        return hash;
    }

    public Task GiveVerdictAsync(string incident, string verdict, string? because, CancellationToken cancellation) => AskAsync(HttpMethod.Post, $"{Of(incident)}/verdict", new { verdict, because }, cancellation);

    /// <summary>Asks a host to take an incident's containments back, and follows it until it has. An undo that is under way is followed alone.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="tell">Hears how it goes, in sentences.</param>
    /// <param name="cancellation">Stops following; the host goes on.</param>
    /// <returns>The incident's report, as the host gives it.</returns>
    public async Task<JsonElement> UndoAsync(string incident, Func<string, Task> tell, CancellationToken cancellation)
    {
        var page = new Uri(host, $"incidents/{Incidents.Parse(incident)}");
        if (!IsUndoing(await AskAsync(HttpMethod.Get, Of(incident), null, cancellation).ConfigureAwait(false)))
        {
            await AskAsync(HttpMethod.Post, $"{Of(incident)}/undo", null, cancellation).ConfigureAwait(false);
        }

        await tell($"{host} takes {incident} back; {page} shows how far it is.").ConfigureAwait(false);
        return await FollowAsync(incident, page, tell, cancellation).ConfigureAwait(false);
    }

    private async Task<JsonElement> FollowAsync(string incident, Uri page, Func<string, Task> tell, CancellationToken cancellation)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        var heard = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                var file = await AskAsync(HttpMethod.Get, Of(incident), null, cancellation).ConfigureAwait(false);
                var report = file.TryGetProperty("report", out var found) ? found : throw new CliFailure(ExitCodes.Unfinished, "it says nothing of the incident that can be read");
                heard = TimeProvider.System.GetTimestamp();
                if (!IsUndoing(file))
                {
                    return report;
                }

                foreach (var waits in report.TryGetProperty("waiting", out var waiting) ? waiting.EnumerateArray().Select(one => one.GetString()!) : [])
                {
                    if (told.Add(waits))
                    {
                        await tell($"It waits: {waits}").ConfigureAwait(false);
                    }
                }
            }
            catch (CliFailure failed) when (TimeProvider.System.GetElapsedTime(heard) > Silence)
            {
                throw new CliFailure(ExitCodes.Unfinished, $"{host} took it and goes on by itself, but has not been heard for a minute ({failed.Message.TrimEnd('.')}); see {page}, or run the same command again to follow it.");
            }
            catch (CliFailure)
            {
                // A host that starts again, or what stands before it: the undo is in its journal, and it is asked again in a moment.
            }

            await Task.Delay(Look, TimeProvider.System, cancellation).ConfigureAwait(false);
        }
    }

    private static bool IsUndoing(JsonElement file) => file.TryGetProperty("isUndoing", out var undoing) && undoing.ValueKind == JsonValueKind.True;

    public Task FreezeAsync(bool isFreeze, string because, CancellationToken cancellation) => AskAsync(HttpMethod.Post, isFreeze ? "api/freeze" : "api/thaw", new { because }, cancellation);

    private static string Of(string incident) => $"api/incidents/{Incidents.Parse(incident)}";

    private async Task<JsonElement> AskAsync(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler, disposeHandler: false) { Timeout = Limit };
        using var request = new HttpRequestMessage(method, new Uri(host, path)) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        request.Content = body is null ? null : new StringContent(JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, "application/json");
        try
        {
            using var response = await client.SendAsync(request, cancellation).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? JsonElement.Parse(text)
                : throw new CliFailure(ExitCodes.Refused, $"{host} did not take it ({(int)response.StatusCode}): {HostAnswer.Detail(text)}");
        }
        catch (Exception failed) when (failed is HttpRequestException or JsonException || (failed is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new CliFailure(ExitCodes.Unfinished, $"{host} gave no answer ({failed.Message}); see whether it runs and whether the address is right.");
        }
    }
}

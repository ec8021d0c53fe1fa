using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IrSdk.Runtime;

namespace IrSdk.Connectors;

/// <summary>
/// Posts one message an incident and channel and updates it for later facts. It finds its own by the message's metadata, in the
/// channel's history of the last 30 days.
/// </summary>
public sealed partial class Slack : IDisposable
{
    private const int MostPages = 5;
    private static readonly TimeSpan Back = TimeSpan.FromDays(30);

    private readonly SlackOptions options;
    private readonly VendorClient client;
    private readonly Wording wording;

    /// <summary>A connector.</summary>
    /// <exception cref="ArgumentException">An option is missing or wrong; the message has a sentence for each.</exception>
    public Slack(SlackOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var mistakes = new Mistakes("Slack");
        mistakes.AddSecret(options.Token, nameof(options.Token));
        mistakes.AddAddress(options.BaseAddress, nameof(options.BaseAddress));
        mistakes.Add(options.Channels.IsEmpty, "Channels is empty; give the id of each channel that playbooks name.");
        mistakes.Add(options.Channels.Values.Any(id => !ChannelId().IsMatch(id)), "A channel's id is not one of Slack's, such as C0123456789; copy it from the channel's details.");
        mistakes.AddTimeout(options.AttemptTimeout);
        mistakes.AddName(options.Name);
        wording = new(options.Template, static text => text, mistakes);
        mistakes.Throw();
        this.options = options;
        client = new("Slack", options.BaseAddress, options.AttemptTimeout, "check the app's token, its scopes and that it is a member of the channel",
            headers => headers.Authorization = new("Bearer", options.Token), static answer => (int)answer.Status == 429 || answer.Text("error") is "ratelimited" or "rate_limited");
    }

    /// <summary>Lets a provider post to channels here.</summary>
    public Provider AddTo(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return provider.Tell(options.Name, new Telling<PostToChannel>(PostAsync, LookAsync));
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<StepResult> PostAsync(PostToChannel action, StepContext context, CancellationToken cancellationToken)
    {
        var channel = Id(action.Channel);
        var (title, body, notice) = await wording.WriteAsync(CleanNotice.Of(context)).ConfigureAwait(false);
        var message = SlackMessage.Of(notice, title, body);
        message["channel"] = channel;
        message["metadata"] = new JsonObject
        {
            ["event_type"] = SlackMessage.EventType,
            ["event_payload"] = new JsonObject { ["key"] = Marks.Key(context), ["step"] = context.Key },
        };
        var known = await FindAsync(channel, context, cancellationToken).ConfigureAwait(false);
        if (known is { } own)
        {
            message["ts"] = own.At;
            Accept(await client.SendAsync(HttpMethod.Post, "chat.update", JsonSerializer.SerializeToUtf8Bytes(message), isRepeatable: true, context, cancellationToken).ConfigureAwait(false));
            return ResultOf(channel, own.At, "updated");
        }

        var posted = Accept(await client.SendAsync(HttpMethod.Post, "chat.postMessage", JsonSerializer.SerializeToUtf8Bytes(message), isRepeatable: false, context, cancellationToken).ConfigureAwait(false));
        return ResultOf(channel, posted.Text("ts") ?? throw client.Failed("it answered without the message's time"), "posted");
    }

    private async Task<Reconciliation> LookAsync(PostToChannel action, StepContext context, CancellationToken cancellationToken)
    {
        var channel = Id(action.Channel);
        return await FindAsync(channel, context, cancellationToken).ConfigureAwait(false) switch
        {
            null => Reconciliation.NotDone,
            { } own when own.Step == context.Key => Reconciliation.Done(ResultOf(channel, own.At, "posted")),
            _ => Reconciliation.PartlyDone,
        };
    }

    private async Task<Posted?> FindAsync(string channel, StepContext context, CancellationToken cancellationToken)
    {
        var oldest = (context.Time.GetUtcNow() - Back).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var cursor = "";
        for (var page = 0; page < MostPages; page++)
        {
            var history = Accept(await client.GetAsync(
                $"conversations.history?channel={channel}&include_all_metadata=true&limit=200&oldest={oldest}{(cursor.Length > 0 ? $"&cursor={Uri.EscapeDataString(cursor)}" : "")}", context, cancellationToken).ConfigureAwait(false));
            foreach (var message in history.Body!.Value.TryGetProperty("messages", out var messages) ? messages.EnumerateArray() : default(JsonElement.ArrayEnumerator))
            {
                var seen = new VendorAnswer(history.Status, message, null);
                if (seen.Text("metadata", "event_type") == SlackMessage.EventType && seen.Text("metadata", "event_payload", "key") == Marks.Key(context) && seen.Text("ts") is { } at)
                {
                    return new(at, seen.Text("metadata", "event_payload", "step"));
                }
            }

            cursor = history.Text("response_metadata", "next_cursor") ?? "";
            if (cursor.Length == 0)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>Slack says no with 200 and <c>ok: false</c>.</summary>
    private VendorAnswer Accept(VendorAnswer answer) =>
        answer.Body is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("ok", out var ok) && ok.ValueKind == JsonValueKind.True ? answer
        : answer.Text("error") switch
        {
            null => throw client.Failed("its answer is not one of Slack's"),
            "internal_error" or "fatal_error" or "service_unavailable" or "request_timeout" => throw client.Failed(answer.Text("error")!),
            { } error => throw client.Refused(error),
        };

    private string Id(string channel) => options.Channels.GetValueOrDefault(channel)
        ?? throw new ProviderException($"Slack has no id for the channel '{PlainText.Of(channel, 80)}'; add it to the connector's Channels.", isTransient: false);

    private static StepResult ResultOf(string channel, string at, string detail) => new() { Detail = detail, Reference = $"{channel}/{at}" };

    [GeneratedRegex("^[CGD][A-Z0-9]{8,20}$", RegexOptions.CultureInvariant)]
    private static partial Regex ChannelId();

    private sealed record Posted(string At, string? Step);
}

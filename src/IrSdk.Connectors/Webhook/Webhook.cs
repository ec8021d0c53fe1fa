using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IrSdk.Runtime;

namespace IrSdk.Connectors;

/// <summary>
/// Posts notices as JSON to a service of one's own. <c>IrSdk-Timestamp</c> is the time in Unix seconds, <c>IrSdk-Signature</c> is
/// <c>v1=</c> and the HMAC-SHA256 in lower-case hexadecimal of the timestamp, a full stop and the body, and
/// <c>Idempotency-Key</c> is the same for every attempt at one notice. A receiver compares the signature in constant time, refuses
/// timestamps more than five minutes off, and takes a key once.
/// </summary>
public sealed class Webhook : IDisposable
{
    private const int LeastSecret = 32;

    private readonly WebhookOptions options;
    private readonly VendorClient client;
    private readonly byte[] secret;

    /// <summary>A connector.</summary>
    /// <exception cref="ArgumentException">An option is missing or wrong; the message has a sentence for each.</exception>
    public Webhook(WebhookOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var mistakes = new Mistakes("Webhook");
        mistakes.AddAddress(options.Address, nameof(options.Address));
        mistakes.AddSecret(options.Secret, nameof(options.Secret));
        mistakes.Add(options.Secret.Length < LeastSecret, $"Secret has less than {LeastSecret} characters; make a longer one.");
        mistakes.Add(options.Media is NoticeMedia.None, "Media is empty; say which notices go there.");
        mistakes.AddTimeout(options.AttemptTimeout);
        mistakes.AddName(options.Name);
        mistakes.Throw();
        (this.options, secret) = (options, Encoding.UTF8.GetBytes(options.Secret));
        client = new("The webhook", options.Address!, options.AttemptTimeout, "check the address and the secret on both sides", static _ => { }, authorities: options.Authorities);
    }

    /// <summary>Lets a provider tell people through this service, beside all others.</summary>
    public Provider AddTo(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (options.Media.HasFlag(NoticeMedia.Pages))
        {
            provider.Tell(options.Name, new Telling<PageOnCall>((_, context, token) => PostAsync("page", null, context, token)));
        }

        if (options.Media.HasFlag(NoticeMedia.Tickets))
        {
            provider.Tell(options.Name, new Telling<OpenTicket>((_, context, token) => PostAsync("ticket", null, context, token)));
        }

        if (options.Media.HasFlag(NoticeMedia.Channels))
        {
            provider.Tell(options.Name, new Telling<PostToChannel>((post, context, token) => PostAsync("channel", post.Channel, context, token)));
        }

        return provider;
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<StepResult> PostAsync(string medium, string? channel, StepContext context, CancellationToken cancellationToken)
    {
        var notice = CleanNotice.Of(context);
        var body = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["version"] = 1,
            ["medium"] = medium,
            ["channel"] = channel,
            ["incident"] = context.Incident.ToString(),
            ["key"] = context.Key,
            ["deduplicationKey"] = Marks.Key(context),
            ["notice"] = JsonSerializer.SerializeToNode(notice, IrJson.Options),
        }.ToJsonString());
        await client.SendAsync(HttpMethod.Post, "", body, isRepeatable: true, headers =>
        {
            var at = context.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            headers.Add("IrSdk-Timestamp", at);
            headers.Add("IrSdk-Signature", $"v1={Sign(at, body)}");
            headers.Add("Idempotency-Key", context.Key);
        }, context, cancellationToken).ConfigureAwait(false);
        return new() { Detail = "posted", Reference = Marks.Key(context) };
    }

    private string Sign(string at, byte[] body) => Convert.ToHexStringLower(HMACSHA256.HashData(secret, (byte[])[.. Encoding.ASCII.GetBytes($"{at}."), .. body]));
}

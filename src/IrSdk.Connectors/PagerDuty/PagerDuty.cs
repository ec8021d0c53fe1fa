using System.Text.Json;
using IrSdk.Runtime;

namespace IrSdk.Connectors;

/// <summary>
/// Pages on-call by PagerDuty's Events API v2: one alert an incident by its deduplication key, triggered again for later facts and
/// resolved when nothing is left to do.
/// </summary>
public sealed class PagerDuty : IDisposable
{
    private readonly PagerDutyOptions options;
    private readonly VendorClient client;
    private readonly Wording wording;

    /// <summary>A connector.</summary>
    /// <exception cref="ArgumentException">An option is missing or wrong; the message has a sentence for each.</exception>
    public PagerDuty(PagerDutyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var mistakes = new Mistakes("PagerDuty");
        mistakes.AddSecret(options.RoutingKey, nameof(options.RoutingKey));
        mistakes.Add(options.RoutingKey.Length != 32, "RoutingKey does not have 32 characters; take the integration key of an Events API v2 integration.");
        mistakes.AddAddress(options.BaseAddress, nameof(options.BaseAddress));
        mistakes.AddTimeout(options.AttemptTimeout);
        mistakes.AddName(options.Name);
        wording = new(options.Template, static text => text, mistakes);
        mistakes.Throw();
        this.options = options;
        client = new("PagerDuty", options.BaseAddress, options.AttemptTimeout, "check the routing key of the connector", static _ => { });
    }

    /// <summary>Lets a provider page by this service.</summary>
    public Provider AddTo(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return provider.Tell(options.Name, new Telling<PageOnCall>(PageAsync));
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<StepResult> PageAsync(PageOnCall action, StepContext context, CancellationToken cancellationToken)
    {
        var (title, body, notice) = await wording.WriteAsync(CleanNotice.Of(context)).ConfigureAwait(false);
        var key = PlainText.Cut(Marks.Key(context), 255);
        var sent = JsonSerializer.SerializeToUtf8Bytes(PagerDutyEvent.Of(notice, options.RoutingKey, key, title, body));
        await client.SendAsync(HttpMethod.Post, "v2/enqueue", sent, isRepeatable: true, context, cancellationToken).ConfigureAwait(false);
        return new() { Detail = notice.IsOver ? "resolved" : "paged", Reference = key };
    }
}

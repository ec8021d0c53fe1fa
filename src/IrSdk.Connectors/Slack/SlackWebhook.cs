using System.Text.Json;
using IrSdk.Runtime;

namespace IrSdk.Connectors;

/// <summary>
/// Posts messages by an incoming webhook, which knows one channel, cannot update and cannot be asked: each later fact is a message
/// of its own, at least once. Where an app can be had, <see cref="Slack"/> is better.
/// </summary>
public sealed class SlackWebhook : IDisposable
{
    private readonly SlackWebhookOptions options;
    private readonly VendorClient client;
    private readonly Wording wording;

    /// <summary>A connector.</summary>
    /// <exception cref="ArgumentException">An option is missing or wrong; the message has a sentence for each.</exception>
    public SlackWebhook(SlackWebhookOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var mistakes = new Mistakes("Slack webhook");
        mistakes.AddAddress(options.Address, nameof(options.Address));
        mistakes.AddTimeout(options.AttemptTimeout);
        mistakes.AddName(options.Name);
        wording = new(options.Template, static text => text, mistakes);
        mistakes.Throw();
        this.options = options;
        client = new("The Slack webhook", options.Address!, options.AttemptTimeout, "make a new incoming webhook and give its address", static _ => { });
    }

    /// <summary>Lets a provider post here, whatever channel a playbook names.</summary>
    public Provider AddTo(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return provider.Tell(options.Name, new Telling<PostToChannel>(PostAsync));
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<StepResult> PostAsync(PostToChannel action, StepContext context, CancellationToken cancellationToken)
    {
        var (title, body, notice) = await wording.WriteAsync(CleanNotice.Of(context)).ConfigureAwait(false);
        await client.SendAsync(HttpMethod.Post, "", JsonSerializer.SerializeToUtf8Bytes(SlackMessage.Of(notice, title, body)), isRepeatable: false, context, cancellationToken).ConfigureAwait(false);
        return new() { Detail = "posted" };
    }
}

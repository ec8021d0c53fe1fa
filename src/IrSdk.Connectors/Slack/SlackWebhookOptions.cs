namespace IrSdk.Connectors;

/// <summary>How messages are posted by an incoming webhook of Slack.</summary>
public sealed class SlackWebhookOptions
{
    /// <summary>The webhook's address, <c>https://hooks.slack.com/services/…</c>. A secret: whoever has it can post.</summary>
    public Uri? Address { get; set; }

    /// <summary>The team's own words: the title is the header, the body the text below it. Default: the built-in ones.</summary>
    public NoticeTemplate? Template { get; set; }

    /// <summary>How long one attempt may take. Default: 5 seconds.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The receiver's name in the journal. Default: <c>slack-webhook</c>.</summary>
    public string Name { get; set; } = "slack-webhook";
}

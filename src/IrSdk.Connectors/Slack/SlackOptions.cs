using System.Collections.Immutable;

namespace IrSdk.Connectors;

/// <summary>How messages are posted by a Slack app.</summary>
public sealed class SlackOptions
{
    /// <summary>The app's bot token, <c>xoxb-…</c>, with the scopes <c>chat:write</c> and <c>channels:history</c> (<c>groups:history</c> for private channels). A secret.</summary>
    public string Token { get; set; } = "";

    /// <summary>The channels that playbooks name, each with Slack's own id of it, such as <c>C0123456789</c>; the app is a member of each.</summary>
    public ImmutableDictionary<string, string> Channels { get; set; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Where the API is. Default: <c>https://slack.com/api</c>.</summary>
    public Uri BaseAddress { get; set; } = new("https://slack.com/api");

    /// <summary>The team's own words: the title is the header, the body the text below it. Default: the built-in ones.</summary>
    public NoticeTemplate? Template { get; set; }

    /// <summary>How long one attempt may take. Default: 5 seconds.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The receiver's name in the journal. Default: <c>slack</c>.</summary>
    public string Name { get; set; } = "slack";
}

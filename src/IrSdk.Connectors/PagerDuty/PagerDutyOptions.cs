namespace IrSdk.Connectors;

/// <summary>How on-call is paged by PagerDuty.</summary>
public sealed class PagerDutyOptions
{
    /// <summary>The integration key of an Events API v2 integration: 32 characters. A secret.</summary>
    public string RoutingKey { get; set; } = "";

    /// <summary>Where events go. Default: <c>https://events.pagerduty.com</c>; for the European region <c>https://events.eu.pagerduty.com</c>.</summary>
    public Uri BaseAddress { get; set; } = new("https://events.pagerduty.com");

    /// <summary>The team's own words: the title is the summary, the body a custom detail. Default: the built-in ones.</summary>
    public NoticeTemplate? Template { get; set; }

    /// <summary>How long one attempt may take. Default: 5 seconds.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The receiver's name in the journal. Default: <c>pagerduty</c>.</summary>
    public string Name { get; set; } = "pagerduty";
}

using IrSdk.Runtime;

namespace IrSdk.Connectors.Tests;

/// <summary>Connectors to the stubs.</summary>
internal static class Connecting
{
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(20);

    public static GitHubIssues To(GitHubStub stub, Action<GitHubIssuesOptions>? more = null) =>
        new(With(new() { Repository = "acme/incidents", Token = GitHubStub.Token, BaseAddress = stub.Server.Address, AttemptTimeout = Patient }, more));

    public static Slack To(SlackStub stub, Action<SlackOptions>? more = null) =>
        new(With(new() { Token = SlackStub.Token, BaseAddress = new(stub.Server.Address, "api"), AttemptTimeout = Patient, Channels = new Dictionary<string, string> { ["incidents"] = SlackStub.Channel }.ToImmutable() }, more));

    public static Jira To(JiraStub stub, Action<JiraOptions>? more = null) =>
        new(With(new() { BaseAddress = stub.Server.Address, Project = "SEC", Email = JiraStub.Email, Token = JiraStub.Token, AttemptTimeout = Patient }, more));

    public static PagerDuty To(PagerDutyStub stub, Action<PagerDutyOptions>? more = null) =>
        new(With(new() { RoutingKey = PagerDutyStub.RoutingKey, BaseAddress = stub.Server.Address, AttemptTimeout = Patient }, more));

    private static System.Collections.Immutable.ImmutableDictionary<string, string> ToImmutable(this Dictionary<string, string> channels) =>
        System.Collections.Immutable.ImmutableDictionary.CreateRange(channels);

    private static TOptions With<TOptions>(TOptions options, Action<TOptions>? more)
    {
        more?.Invoke(options);
        return options;
    }
}

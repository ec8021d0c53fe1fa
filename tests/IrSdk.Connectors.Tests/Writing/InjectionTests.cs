using System.Text.Json.Nodes;

namespace IrSdk.Connectors.Tests;

public sealed class InjectionTests : IAsyncLifetime
{
    private static readonly string[] Ours = ["https://ir.example/incidents/inc-1/approve?plan=abc", "https://ir.example/incidents/inc-1"];

    private readonly GitHubStub github = new();
    private readonly SlackStub slack = new();
    private readonly JiraStub jira = new();
    private readonly PagerDutyStub pagerDuty = new();

    public async ValueTask InitializeAsync() => await Task.WhenAll(github.Server.StartAsync(), slack.Server.StartAsync(), jira.Server.StartAsync(), pagerDuty.Server.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await github.Server.DisposeAsync();
        await slack.Server.DisposeAsync();
        await jira.Server.DisposeAsync();
        await pagerDuty.Server.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Hostile.All), MemberType = typeof(Hostile))]
    public async Task GitHub_HostileFields_AreNoMarkupNoLinkAndNoMention(string text)
    {
        using var connector = Connecting.To(github);
        await new Told(connector.AddTo).OpenAsync(Hostile.Notice(text));

        github.Wrong.Should().BeEmpty();
        Rendered.ShowsAsItIs((string)github.Issues[0]["body"]!, Ours);
        var title = (string)github.Issues[0]["title"]!;
        Rendered.MayCall(title).Should().BeFalse(title);
        title.Should().NotContain("\n").And.NotContain("://");
    }

    [Theory]
    [MemberData(nameof(Hostile.All), MemberType = typeof(Hostile))]
    public async Task GitHub_HostileFieldsInATeamsTemplate_AreEscapedToo(string text)
    {
        using var connector = Connecting.To(github, options => options.Template = new("{{ alert.title }}",
            "{{ subject }}\n\n{{ playbook }}\n\n{% for one in resources %}{{ one.type }} {{ one.id }} {{ one.found_by }} {{ one.region }}\n{% endfor %}\n{% for part in sections %}{{ part.items | join: ' ' }}\n{% endfor %}"));
        await new Told(connector.AddTo).OpenAsync(Hostile.Notice(text));

        Rendered.ShowsAsItIs((string)github.Issues[0]["body"]!, Ours);
    }

    [Theory]
    [MemberData(nameof(Hostile.All), MemberType = typeof(Hostile))]
    public async Task Slack_HostileFields_AreInPlainTextOnly(string text)
    {
        using var connector = Connecting.To(slack);
        await new Told(connector.AddTo).PostAsync(Hostile.Notice(text));

        slack.Wrong.Should().BeEmpty();
        ((string)slack.Messages[0]["text"]!).Should().NotContain("<").And.NotContain(">");
        slack.Messages[0]["blocks"]!.AsArray().Where(block => (string?)block!["text"]!["type"] == "mrkdwn").Select(block => (string)block!["text"]!["text"]!)
            .Should().Equal($"<{Ours[0]}|Approve what waits>  <{Ours[1]}|Watch the incident>");
        Rendered.Texts(slack.Messages[0]).Should().OnlyContain(one => !Rendered.HasInvisible(one));
    }

    [Theory]
    [MemberData(nameof(Hostile.All), MemberType = typeof(Hostile))]
    public async Task Jira_HostileFields_AreTextNodesWithoutMarks(string text)
    {
        using var connector = Connecting.To(jira);
        await new Told(connector.AddTo).OpenAsync(Hostile.Notice(text));

        // The schema knows no node but ours: no mention, no card, no media.
        jira.Wrong.Should().BeEmpty();
        var links = Rendered.Nodes(jira.Issues[0]).OfType<JsonObject>().Where(node => node["href"] is not null).Select(node => (string)node["href"]!);
        links.Should().Equal(Ours);
        Rendered.Texts(jira.Issues[0]["fields"]!).Should().OnlyContain(one => !Rendered.HasInvisible(one));
    }

    [Theory]
    [MemberData(nameof(Hostile.All), MemberType = typeof(Hostile))]
    public async Task PagerDuty_HostileFields_AreLinesOfText(string text)
    {
        using var connector = Connecting.To(pagerDuty);
        await new Told(connector.AddTo).PageAsync(Hostile.Notice(text));

        pagerDuty.Wrong.Should().BeEmpty();
        var sent = pagerDuty.Alerts.Values.Single()[0];
        sent["links"]!.AsArray().Select(link => (string)link!["href"]!).Should().Equal(Ours);
        Rendered.Texts(sent).Should().OnlyContain(one => !Rendered.HasInvisible(one.Replace("\n", "")));
    }

    [Fact]
    public async Task Everywhere_AMegabyteInEveryField_FitsWhatTheVendorTakes()
    {
        var notice = Hostile.Notice(string.Concat(Enumerable.Repeat("@everyone <b>😀</b> ", 60_000))) with
        {
            Facts = [.. Enumerable.Range(0, 2_000).Select(number => new Runtime.NoticedFact(Runtime.FactKind.Done, $"{number} {new string('x', 3_000)}"))],
        };
        using var issues = Connecting.To(github);
        using var messages = Connecting.To(slack);
        using var tickets = Connecting.To(jira);
        using var pages = Connecting.To(pagerDuty);

        await new Told(issues.AddTo).OpenAsync(notice);
        await new Told(messages.AddTo).PostAsync(notice);
        await new Told(tickets.AddTo).OpenAsync(notice);
        await new Told(pages.AddTo).PageAsync(notice);

        github.Wrong.Concat(slack.Wrong).Concat(jira.Wrong).Concat(pagerDuty.Wrong).Should().BeEmpty();
        pagerDuty.Server.Requests[0].Body.Length.Should().BeLessThan(512 * 1024);
    }
}

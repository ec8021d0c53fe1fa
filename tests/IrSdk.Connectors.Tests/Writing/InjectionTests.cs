using System.Text.Json.Nodes;
using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IrSdk.Connectors.Tests;

public sealed class InjectionTests : IAsyncLifetime
{
    private static readonly MarkdownPipeline GitHubFlavoured = new MarkdownPipelineBuilder()
        .UsePipeTables().UseTaskLists().UseEmphasisExtras().UseAutoLinks(new AutoLinkOptions()).Build();

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
        ShowsAsItIs((string)github.Issues[0]["body"]!);
        var title = (string)github.Issues[0]["title"]!;
        MayCall(title).Should().BeFalse(title);
        title.Should().NotContain("\n").And.NotContain("://");
    }

    [Theory]
    [MemberData(nameof(Hostile.All), MemberType = typeof(Hostile))]
    public async Task GitHub_HostileFieldsInATeamsTemplate_AreEscapedToo(string text)
    {
        using var connector = Connecting.To(github, options => options.Template = new("{{ alert.title }}",
            "{{ subject }}\n\n{{ playbook }}\n\n{% for one in resources %}{{ one.type }} {{ one.id }} {{ one.found_by }} {{ one.region }}\n{% endfor %}\n{% for part in sections %}{{ part.items | join: ' ' }}\n{% endfor %}"));
        await new Told(connector.AddTo).OpenAsync(Hostile.Notice(text));

        ShowsAsItIs((string)github.Issues[0]["body"]!);
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
        Texts(slack.Messages[0]).Should().OnlyContain(one => !HasInvisible(one));
    }

    [Theory]
    [MemberData(nameof(Hostile.All), MemberType = typeof(Hostile))]
    public async Task Jira_HostileFields_AreTextNodesWithoutMarks(string text)
    {
        using var connector = Connecting.To(jira);
        await new Told(connector.AddTo).OpenAsync(Hostile.Notice(text));

        // The schema knows no node but ours: no mention, no card, no media.
        jira.Wrong.Should().BeEmpty();
        var links = Nodes(jira.Issues[0]).OfType<JsonObject>().Where(node => node["href"] is not null).Select(node => (string)node["href"]!);
        links.Should().Equal(Ours);
        Texts(jira.Issues[0]["fields"]!).Should().OnlyContain(one => !HasInvisible(one));
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
        Texts(sent).Should().OnlyContain(one => !HasInvisible(one.Replace("\n", "")));
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

    /// <summary>As GitHub renders it, the body is our headings, lists and links around literal text that calls nobody.</summary>
    private static void ShowsAsItIs(string body)
    {
        var document = Markdig.Markdown.Parse(body, GitHubFlavoured);
        document.Descendants<LinkInline>().Select(link => link.Url).Should().BeSubsetOf(Ours);
        document.Descendants<AutolinkInline>().Should().BeEmpty();
        document.Descendants<HtmlInline>().Should().BeEmpty();
        document.Descendants<EmphasisInline>().Should().BeEmpty();
        document.Descendants<CodeInline>().Should().BeEmpty();
        document.Descendants<HtmlEntityInline>().Should().BeEmpty();
        document.Descendants<HtmlBlock>().Select(html => html.Lines.ToString().Trim()).Should().OnlyContain(html => html.StartsWith("<!-- irsdk ") || html.StartsWith("<!-- step "));
        document.Descendants().Where(node => node is QuoteBlock or FencedCodeBlock or Markdig.Extensions.Tables.Table).Should().BeEmpty();
        foreach (var shown in document.Descendants<LiteralInline>().Select(literal => literal.Content.ToString()))
        {
            HasInvisible(shown.Replace("\u200b", "")).Should().BeFalse(shown);
        }

        foreach (var paragraph in document.Descendants<LeafBlock>().Where(block => block.Inline is not null))
        {
            var shown = string.Concat(paragraph.Inline!.Descendants<LiteralInline>().Select(literal => literal.Content.ToString()));
            MayCall(shown).Should().BeFalse(shown);
            shown.Should().NotMatchRegex("(?i)(https?|ftp)://|www\\.");
        }
    }

    private static bool MayCall(string shown) => System.Text.RegularExpressions.Regex.IsMatch(shown, @"@\w|#\d|(?i)\bgh-\d");

    private static bool HasInvisible(string text) => text.EnumerateRunes().Any(rune => System.Text.Rune.IsControl(rune)
        || System.Text.Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.Surrogate);

    private static IEnumerable<JsonNode> Nodes(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(field => Nodes(field.Value)).Prepend(one),
        JsonArray many => many.SelectMany(Nodes),
        { } value => [value],
        null => [],
    };

    private static IEnumerable<string> Texts(JsonNode node) => Nodes(node).OfType<JsonValue>().Where(value => value.GetValueKind() == System.Text.Json.JsonValueKind.String).Select(value => value.GetValue<string>().Replace("\n", ""));
}

using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using IrSdk.Connectors.Tests;

namespace IrSdk.Host.Tests.Injection;

/// <summary>Hostile texts in every field of alerts of every format, through the whole host: pages, answers, tickets, pages to people, messages, log.</summary>
public sealed class InjectionTests
{
    private static readonly HashSet<string> Ours = new(
        ["html", "head", "meta", "title", "link", "body", "a", "header", "strong", "nav", "span", "main", "h1", "h2", "h3", "p", "section", "div", "form", "input", "label", "button", "select", "option", "ul", "ol", "li", "code", "pre", "time", "details", "summary", "table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "g", "rect", "path", "text", "line", "circle", "polyline", "noscript", "script", "footer", "fieldset", "legend", "dl", "dt", "dd", "em", "small", "b", "figure", "figcaption", "textarea", "article", "aside", "br", "defs", "marker"],
        StringComparer.Ordinal);

    [Fact]
    public async Task Alert_WithHostileTextInEveryField_IsTextEverywhere()
    {
        using var repository = new PlaybookRepository();
        await Vendors.PostToChannelAsync(repository);
        await using var vendors = new Vendors();
        await vendors.StartAsync();
        using var host = new HostProcess(repository, ["--IrSdk:Latency=0", "--IrSdk:HoldFor=00:00:00", "--Logging:LogLevel:IrSdk=Debug", .. vendors.Settings()]);
        Vendors.WriteSecrets(host);
        await host.StartAsync();
        await host.SignInAsync();

        var incidents = new List<string>();
        var (number, fields) = (0, 0);
        foreach (var original in HostileAlert.Originals())
        {
            foreach (var text in HostileAlert.Texts)
            {
                if (HostileAlert.Of(original, text, ++number) is not { } hostile)
                {
                    continue;
                }

                fields += hostile.Fields;
                using var answer = await host.SendAsync(hostile.Document);
                var said = await answer.Content.ReadAsStringAsync();
                answer.StatusCode.Should().Be(HttpStatusCode.Accepted, said);
                IsJson(answer);
                incidents.AddRange(JsonElement.Parse(said).GetProperty("alerts").EnumerateArray().Where(one => one.TryGetProperty("incident", out _)).Select(one => one.GetProperty("incident").GetString()!));
            }
        }

        fields.Should().BeGreaterThan(500, "the formats have many fields");
        incidents = [.. incidents.Distinct()];
        incidents.Should().HaveCountGreaterThan(10);
        await host.UntilAsync<bool>(async () => (await host.GetAsync("/api/incidents")).EnumerateArray().All(one => one.TryGetProperty("ended", out _)) ? true : null, "every incident should end");

        using var everything = new FluentAssertions.Execution.AssertionScope();
        await PagesAsync(host, incidents);
        await AnswersAsync(host, incidents);
        Log(host.Output);
        Told(vendors, host);
    }

    private static async Task PagesAsync(HostProcess host, List<string> incidents)
    {
        var shown = 0;
        foreach (var path in new[] { "/", "/alerts", "/playbooks", "/incidents/none", $"/incidents/{incidents[0]}?plan=%22%3E%3Cscript%3Ezebra()%3C/script%3E" }.Concat(incidents.Select(incident => $"/incidents/{incident}")))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "text/html" } } };
            using var answer = await host.Client.SendAsync(request);
            var html = await answer.Content.ReadAsStringAsync();
            answer.Headers.GetValues("Content-Security-Policy").Single().Should().NotContain("unsafe");
            answer.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
            HasInvisible(html).Should().BeFalse(path);
            var document = await new HtmlParser().ParseDocumentAsync(html);
            foreach (var element in document.All)
            {
                Ours.Should().Contain(element.LocalName, path);
                foreach (var attribute in element.Attributes)
                {
                    attribute.Name.Should().NotStartWith("on", path).And.NotContain("zebra", path).And.NotBe("style", path).And.NotBe("srcdoc", path);
                    if (attribute.Name is "href" or "src" or "action" or "formaction" or "data" or "xlink:href")
                    {
                        attribute.Value.Should().MatchRegex("^(/|#)[^\\s]*$", "links lead within the host, on {0}", path).And.NotContain("zebra").And.NotStartWith("//");
                    }
                }
            }

            document.Scripts.Where(script => script.Source is not ['/', not '/', ..] || script.Text.Length > 0).Should().BeEmpty(path);
            document.QuerySelectorAll("style").Should().BeEmpty();
            shown += document.DocumentElement.TextContent.Contains("zebra()</script>", StringComparison.Ordinal) ? 1 : 0;
        }

        shown.Should().BeGreaterThan(10, "the hostile text is there, as text");
    }

    private static async Task AnswersAsync(HostProcess host, List<string> incidents)
    {
        foreach (var path in new[] { "/api/incidents", "/api/alerts/aside", "/api/playbooks" }.Concat(incidents.Take(20).SelectMany(incident => new[] { $"/api/incidents/{incident}", $"/api/incidents/{incident}/journal" })))
        {
            using var answer = await host.Client.GetAsync(new Uri(path, UriKind.Relative));
            answer.StatusCode.Should().Be(HttpStatusCode.OK, path);
            IsJson(answer);
            var text = await answer.Content.ReadAsStringAsync();
            _ = JsonElement.Parse(text);
            text.Should().NotContain("<script", "JSON that a browser were made to read as a page holds none");
        }
    }

    private static void IsJson(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType!.MediaType.Should().EndWith("json");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
    }

    /// <summary>No line of the log was written by an alert, and none moves the cursor of who reads it.</summary>
    private static void Log(string output)
    {
        output.Should().Contain("is responded to by");
        foreach (var line in output.Split('\n'))
        {
            HasInvisible(line.TrimEnd('\r')).Should().BeFalse(line);
            line.TrimStart().Should().NotStartWith("zebra-line").And.NotStartWith("fail: forged").And.NotStartWith("# zebra");
        }
    }

    private static void Told(Vendors vendors, HostProcess host)
    {
        vendors.Wrong.Should().BeEmpty();
        vendors.GitHub.Issues.Should().HaveCountGreaterThan(5);
        vendors.Jira.Issues.Should().HaveCountGreaterThan(5);
        vendors.Slack.Messages.Should().HaveCountGreaterThan(5);
        vendors.PagerDuty.Alerts.Should().HaveCountGreaterThan(5);
        foreach (var issue in vendors.GitHub.Issues)
        {
            var (title, body) = ((string)issue["title"]!, (string)issue["body"]!);
            Rendered.MayCall(title).Should().BeFalse(title);
            Rendered.HasInvisible(title.Replace("\u200b", "", StringComparison.Ordinal)).Should().BeFalse(title);
            Rendered.ShowsAsItIs(body, Links(body, host));
        }

        foreach (var message in vendors.Slack.Messages)
        {
            ((string)message["text"]!).Should().NotContain("<").And.NotContain(">");
            foreach (var marked in Rendered.Nodes(message).OfType<JsonObject>().Where(node => (string?)(node["type"] as JsonValue) == "mrkdwn").Select(node => (string)node["text"]!))
            {
                marked.Should().MatchRegex($"^(<({host.Address}|https://simulated\\.example/|https://github\\.example/)[a-zA-Z0-9/?=_-]+\\|[A-Za-z ]+>( +)?)+$", "links are the host's, or a ticket's");
            }

            Rendered.Texts(message).Should().OnlyContain(text => !Rendered.HasInvisible(text));
        }

        foreach (var issue in vendors.Jira.Issues)
        {
            Rendered.Nodes(issue).OfType<JsonObject>().Where(node => node["href"] is not null).Select(node => (string)node["href"]!).Should().OnlyContain(link => link.StartsWith(host.Address.ToString(), StringComparison.Ordinal));
            Rendered.Texts(issue["fields"]!).Should().OnlyContain(text => !Rendered.HasInvisible(text));
        }

        foreach (var sent in vendors.PagerDuty.Alerts.Values.SelectMany(events => events))
        {
            (sent["links"]?.AsArray() ?? []).Select(link => (string)link!["href"]!).Should().OnlyContain(link => link.StartsWith(host.Address.ToString(), StringComparison.Ordinal) || link.StartsWith("https://github.example/", StringComparison.Ordinal) || link.StartsWith("https://simulated.example/", StringComparison.Ordinal));
            Rendered.Texts(sent).Should().OnlyContain(text => !Rendered.HasInvisible(text));
        }

        vendors.Webhook.Requests.Select(request => request.Body).Should().OnlyContain(body => !HasInvisible(body));
    }

    /// <summary>The host's own links in a body; anything else that renders as a link is an intruder's.</summary>
    private static IEnumerable<string> Links(string body, HostProcess host) =>
        System.Text.RegularExpressions.Regex.Matches(body, $"{host.Address}(incidents/inc-[a-z0-9-]+|approve\\?link=[A-Za-z0-9_-]+)").Select(match => match.Value);

    private static bool HasInvisible(string text) => text.EnumerateRunes().Any(rune => rune.Value is not ('\n' or '\r' or '\t')
        && (System.Text.Rune.IsControl(rune) || System.Text.Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));
}

using IrSdk.Runtime;

namespace IrSdk.Connectors.Tests;

public sealed class TemplateTests : IAsyncLifetime
{
    private readonly PagerDutyStub pagerDuty = new();

    public async ValueTask InitializeAsync() => await pagerDuty.Server.StartAsync();

    public ValueTask DisposeAsync() => pagerDuty.Server.DisposeAsync();

    [Fact]
    public async Task Page_ATeamsOwnFiles_AreItsWords()
    {
        var folder = Directory.CreateTempSubdirectory("templates");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "title"), "SEV1 {{ incident }}: {{ alert.title | upcase }}\n", Told.Token);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "body"), "{% for one in resources %}{{ one.type }} {{ one.id }} is a {{ one.involvement }}{% endfor %}; {{ links.incident }}", Told.Token);
        using var connector = Connecting.To(pagerDuty, options => options.Template = NoticeTemplate.FromFiles(Path.Combine(folder.FullName, "title"), Path.Combine(folder.FullName, "body")));

        await new Told(connector.AddTo).PageAsync(Told.Notice("keys"));

        var payload = pagerDuty.Alerts.Values.Single()[0]["payload"]!;
        ((string)payload["summary"]!).Should().Be("SEV1 inc-1: KEYS");
        ((string)payload["custom_details"]!["text"]!).Should().Be("access-key AKIAIOSFODNN7EXAMPLE is a suspect; https://ir.example/incidents/inc-1");
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Page_TemplateFailsOnThisNotice_GoesOutInTheBuiltInWordsAndSaysSo()
    {
        // The sample has one resource; this notice has so many that the template counts beyond its steps.
        using var connector = Connecting.To(pagerDuty, options => options.Template = new(null,
            "{% for one in resources %}{% for n in (1..9000) %}.{% endfor %}{% endfor %}"));
        var notice = Told.Notice();
        notice = notice with { Resources = [.. Enumerable.Range(0, 50).Select(number => notice.Resources[0] with { Id = $"AKIA{number}" })] };

        await new Told(connector.AddTo).PageAsync(notice);

        var details = pagerDuty.Alerts.Values.Single()[0]["payload"]!["custom_details"]!;
        ((string)details["Notes"]!).Should().Contain("The template could not be used");
        ((string)details["Done"]!).Should().Contain("revoke key");
    }

    [Theory]
    [InlineData("{{ subject")]
    [InlineData("{% include 'secrets' %}")]
    [InlineData("{% for n in (1..200000) %}{{ n }}{% endfor %}")]
    public void Template_ThatCannotBeUsed_StopsTheStart(string body) =>
        FluentActions.Invoking(() => Connecting.To(pagerDuty, options => options.Template = new(null, body)))
            .Should().Throw<ArgumentException>().WithMessage("PagerDuty: Template.Body *mend it.");
}

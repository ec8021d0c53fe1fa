using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace IrSdk.Host.Tests.Browser;

/// <summary>A browser window that a person looks at. What the browser complains of fails the test that closes it.</summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = new();

    public Window(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);

        // Violations of the content policy come here too.
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                complaints.Enqueue($"{page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, error) => complaints.Enqueue($"{page.Url}: {error}");
    }

    public IPage Page { get; }

    public async Task SignInAsync(HostProcess host)
    {
        await Page.GotoAsync(host.SignInLink());
        await Page.WaitForURLAsync("**/");
    }

    public async Task GoAsync(string path)
    {
        var answer = await Page.GotoAsync(path);
        answer!.Ok.Should().BeTrue("{0} answered {1}", path, answer.Status);
    }

    /// <summary>Looks for a page that is not there.</summary>
    public async Task LookForAsync(string path)
    {
        (await Page.GotoAsync(path))!.Status.Should().Be(404);
        complaints.Clear();
    }

    /// <summary>Marks the document, so that a test can tell whether it was loaded anew.</summary>
    public Task MarkAsync() => Page.EvaluateAsync("document.documentElement.dataset.mark = 'same'");

    public async Task<bool> IsMarkedAsync() => await Page.EvaluateAsync<string?>("document.documentElement.dataset.mark ?? null") == "same";

    public async Task ShouldFitAsync() =>
        (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).Should().BeLessThanOrEqualTo(0, "{0} must not scroll sideways", Page.Url);

    /// <summary>Nothing serious or critical, by axe.</summary>
    public async Task ShouldBeAccessibleAsync()
    {
        var found = (await Page.RunAxe()).Violations.Where(one => one.Impact is "serious" or "critical");
        found.Select(one => $"{one.Id}: {one.Help}: {string.Join(" | ", one.Nodes.Take(4).Select(Node))}").Should().BeEmpty("{0} must be usable by everybody", Page.Url);
    }

    public Task KeepAsync(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(PlaybookRepository.Checkout, "TestResults", "screenshots", $"{name}.png"), FullPage = true });

    /// <summary>Sees a text, without the page being loaded again.</summary>
    public Task SeesAsync(string text) => Assertions.Expect(Page.Locator("main")).ToContainTextAsync(text, new() { Timeout = 60_000 });

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        complaints.Should().BeEmpty("the browser must have nothing to complain of");
    }

    private static string Node(AxeResultNode node) => $"{node.Html} ({string.Join(" ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message))})";
}

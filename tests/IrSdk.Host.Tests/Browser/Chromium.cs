using Microsoft.Playwright;

namespace IrSdk.Host.Tests.Browser;

/// <summary>A browser for a class of tests, started when the first test asks for it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Arguments =
        ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A window of its own, signed in to a host.</summary>
    internal async Task<Window> OpenAsync(HostProcess host, ColorScheme scheme = ColorScheme.Light, int width = 1280, bool scripts = true)
    {
        var context = await (await StartedAsync()).NewContextAsync(new()
        {
            BaseURL = host.Address.ToString(),
            ColorScheme = scheme,
            JavaScriptEnabled = scripts,
            ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 900 },
        });
        context.SetDefaultTimeout(60_000);
        var window = new Window(context, await context.NewPageAsync());
        await window.SignInAsync(host);
        return window;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    private async Task<IBrowser> StartedAsync()
    {
        if (browser is not null)
        {
            return browser;
        }

        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists);
        if (path is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "chromium is not on the PATH; run 'apt-get install chromium' to run this test.");
            Assert.Fail("chromium is not on the PATH, and CI must not go without; run 'apt-get install chromium'.");
        }

        playwright = await Playwright.CreateAsync();
        return browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments });
    }
}

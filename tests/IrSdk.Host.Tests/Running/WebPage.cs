using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace IrSdk.Host.Tests;

/// <summary>A page as a browser without scripts sees it.</summary>
internal sealed class WebPage
{
    private readonly HttpClient client;

    private WebPage(HttpClient client, HttpStatusCode status, string path, string html)
    {
        (this.client, Status, Path) = (client, status, path);
        Document = new HtmlParser().ParseDocument(html);
    }

    public HttpStatusCode Status { get; }

    /// <summary>Where redirects led.</summary>
    public string Path { get; }

    public IHtmlDocument Document { get; }

    public string Text => Document.QuerySelector("main")!.TextContent;

    /// <summary>Opens a page, and follows redirects within the host.</summary>
    public static async Task<WebPage> OpenAsync(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.RelativeOrAbsolute)) { Headers = { { "Accept", "text/html" } } };
        using var answer = await client.SendAsync(request);
        return await ReadAsync(client, answer, path);
    }

    /// <summary>Sends a form as it stands on the page, with some fields filled in.</summary>
    public async Task<WebPage> SubmitAsync(string action, params (string Name, string Value)[] filled)
    {
        var form = (IHtmlFormElement)Document.QuerySelector($"form[action$='{action}']")!;
        form.Should().NotBeNull("the page should have a form for {0}: {1}", action, Text);
        var fields = form.QuerySelectorAll("input[type=hidden]").Cast<IHtmlInputElement>().Select(field => KeyValuePair.Create(field.Name!, field.Value)).Concat(filled.Select(one => KeyValuePair.Create(one.Name, one.Value)));
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action")) { Content = new FormUrlEncodedContent(fields), Headers = { { "Accept", "text/html" } } };
        using var answer = await client.SendAsync(request);
        return await ReadAsync(client, answer, request.RequestUri!.OriginalString);
    }

    private static async Task<WebPage> ReadAsync(HttpClient client, HttpResponseMessage answer, string path) =>
        answer is { StatusCode: HttpStatusCode.Redirect, Headers.Location: { IsAbsoluteUri: false } next }
            ? await OpenAsync(client, next.OriginalString)
            : new(client, answer.StatusCode, path, await answer.Content.ReadAsStringAsync());
}

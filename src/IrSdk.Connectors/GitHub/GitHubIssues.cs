using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IrSdk.Runtime;

namespace IrSdk.Connectors;

/// <summary>
/// Opens an issue an incident and updates it for later facts. It finds its own by a label and a first line that nobody sees: among
/// the newest 300 issues by the list, which knows a new issue at once, and beyond them by search.
/// </summary>
public sealed partial class GitHubIssues : IDisposable
{
    private const int PageSize = 100;
    private const int MostPages = 3;

    private readonly GitHubIssuesOptions options;
    private readonly VendorClient client;
    private readonly Wording wording;

    /// <summary>A connector.</summary>
    /// <exception cref="ArgumentException">An option is missing or wrong; the message has a sentence for each.</exception>
    public GitHubIssues(GitHubIssuesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var mistakes = new Mistakes("GitHub Issues");
        mistakes.Add(!RepositoryName().IsMatch(options.Repository), "Repository is not of the form owner/name; give one.");
        mistakes.AddSecret(options.Token, nameof(options.Token));
        mistakes.AddAddress(options.BaseAddress, nameof(options.BaseAddress));
        mistakes.Add(options.Labels.Add(options.Label).Any(label => string.IsNullOrWhiteSpace(label) || label.Length > 50 || label.Contains(',', StringComparison.Ordinal)),
            "A label is empty, longer than 50 characters or has a comma; choose another.");
        mistakes.AddTimeout(options.AttemptTimeout);
        mistakes.AddName(options.Name);
        wording = new(options.Template, Markdown.Escape, mistakes);
        mistakes.Throw();
        this.options = options;
        client = new("GitHub", options.BaseAddress, options.AttemptTimeout, $"check that {options.Repository} is there and that the token may write its issues", Authorize, IsLimited);
    }

    /// <summary>Lets a provider open tickets here.</summary>
    public Provider AddTo(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return provider.Tell(options.Name, new Telling<OpenTicket>(OpenAsync, LookAsync));
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<StepResult> OpenAsync(OpenTicket action, StepContext context, CancellationToken cancellationToken)
    {
        var (title, body, notice) = await wording.WriteAsync(CleanNotice.Of(context)).ConfigureAwait(false);
        var text = new JsonObject { ["title"] = PlainText.Cut(title ?? Titles.Quiet(notice.Subject), 256), ["body"] = IssueText.Body(notice, context, body) };
        var issue = await FindAsync(context, cancellationToken).ConfigureAwait(false);
        if (issue is { } known)
        {
            await client.SendAsync(HttpMethod.Patch, $"repos/{options.Repository}/issues/{known.Number}", JsonSerializer.SerializeToUtf8Bytes(text), isRepeatable: true, context, cancellationToken).ConfigureAwait(false);
            return ResultOf(known, "updated");
        }

        text["labels"] = new JsonArray([.. options.Labels.Add(options.Label).Distinct().Select(label => (JsonNode)label)]);
        var answer = await client.SendAsync(HttpMethod.Post, $"repos/{options.Repository}/issues", JsonSerializer.SerializeToUtf8Bytes(text), isRepeatable: false, context, cancellationToken).ConfigureAwait(false);
        return ResultOf(answer.Body is { } made ? Issue.Of(made) : throw client.Failed("it answered without the issue"), "opened");
    }

    private async Task<Reconciliation> LookAsync(OpenTicket action, StepContext context, CancellationToken cancellationToken) =>
        await FindAsync(context, cancellationToken).ConfigureAwait(false) switch
        {
            null => Reconciliation.NotDone,
            { } issue when issue.Body.Contains(IssueText.StepLine(context), StringComparison.Ordinal) => Reconciliation.Done(ResultOf(issue, "opened")),
            _ => Reconciliation.PartlyDone,
        };

    private async Task<Issue?> FindAsync(StepContext context, CancellationToken cancellationToken)
    {
        var mark = IssueText.FirstLine(context);
        for (var page = 1; page <= MostPages; page++)
        {
            var listed = await client.GetAsync(
                $"repos/{options.Repository}/issues?labels={Uri.EscapeDataString(options.Label)}&state=all&sort=created&direction=desc&per_page={PageSize}&page={page}", context, cancellationToken).ConfigureAwait(false);
            var issues = Issue.Read(listed.Body).ToList();
            if (issues.Find(issue => issue.Body.StartsWith(mark, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }

            if (issues.Count < PageSize)
            {
                return null;
            }
        }

        var query = $"repo:{options.Repository} is:issue in:body \"irsdk {Marks.Short(context)}\"";
        var searched = await client.GetAsync($"search/issues?q={Uri.EscapeDataString(query)}", context, cancellationToken).ConfigureAwait(false);
        return searched.Body is { } body && body.TryGetProperty("items", out var items)
            ? Issue.Read(items).FirstOrDefault(issue => issue.Body.StartsWith(mark, StringComparison.Ordinal))
            : null;
    }

    private static StepResult ResultOf(Issue issue, string detail) => new() { Detail = $"{detail} #{issue.Number}", Reference = $"#{issue.Number}", Link = WebLink.Of(issue.Link)?.AbsoluteUri };

    private void Authorize(HttpRequestHeaders headers)
    {
        headers.Authorization = new("Bearer", options.Token);
        headers.Accept.ParseAdd("application/vnd.github+json");
        headers.Add("X-GitHub-Api-Version", "2022-11-28");
    }

    /// <summary>GitHub says so by 429 as well as by 403 with a time to wait.</summary>
    private static bool IsLimited(VendorAnswer answer) => answer.Status == HttpStatusCode.TooManyRequests
        || (answer.Status == HttpStatusCode.Forbidden && (answer.RetryAfter is not null || answer.Text("message")?.Contains("rate limit", StringComparison.OrdinalIgnoreCase) == true));

    [GeneratedRegex("^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex RepositoryName();

    private sealed record Issue(long Number, string Body, string? Link)
    {
        public static Issue Of(JsonElement issue) => new(
            issue.GetProperty("number").GetInt64(),
            issue.TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.String ? body.GetString()! : "",
            issue.TryGetProperty("html_url", out var link) ? link.GetString() : null);

        public static IEnumerable<Issue> Read(JsonElement? list) => list is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray().Select(Of) : [];
    }
}

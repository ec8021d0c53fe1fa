using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IrSdk.Runtime;

namespace IrSdk.Connectors;

/// <summary>
/// Opens an issue an incident in Jira Cloud and updates it for later facts. It finds its own by a label of the incident and an
/// entity property of the issue. Jira's search knows a new issue only after a moment: when the answer to opening one is lost, a
/// second attempt within that moment can open another.
/// </summary>
public sealed partial class Jira : IDisposable
{
    private const string Property = "irsdk.notice";
    private const int LongestSummary = 255;

    private readonly JiraOptions options;
    private readonly VendorClient client;
    private readonly Wording wording;

    /// <summary>A connector.</summary>
    /// <exception cref="ArgumentException">An option is missing or wrong; the message has a sentence for each.</exception>
    public Jira(JiraOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var mistakes = new Mistakes("Jira");
        mistakes.AddAddress(options.BaseAddress, nameof(options.BaseAddress));
        mistakes.Add(!ProjectKey().IsMatch(options.Project), "Project is not a project's key, such as SEC; give one.");
        mistakes.Add(string.IsNullOrWhiteSpace(options.IssueType), "IssueType is empty; Task is usual.");
        mistakes.Add(!options.Email.Contains('@', StringComparison.Ordinal) || options.Email.Contains(':', StringComparison.Ordinal), "Email is not the address of the token's user; give it.");
        mistakes.AddSecret(options.Token, nameof(options.Token));
        mistakes.Add(options.Labels.Any(label => string.IsNullOrEmpty(label) || label.Length > 255 || label.Contains(' ', StringComparison.Ordinal)), "A label is empty, too long or has a space; choose another.");
        mistakes.AddTimeout(options.AttemptTimeout);
        mistakes.AddName(options.Name);
        wording = new(options.Template, static text => text, mistakes);
        mistakes.Throw();
        this.options = options;
        var credential = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Email}:{options.Token}"));
        client = new("Jira", options.BaseAddress!, options.AttemptTimeout, $"check that project {options.Project} has the issue type {options.IssueType} and that the token's user may create and edit issues in it",
            headers => headers.Authorization = new("Basic", credential));
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
        var fields = new JsonObject
        {
            ["summary"] = PlainText.Cut(title ?? notice.Subject, LongestSummary) is { Length: > 0 } said ? said : $"Incident {notice.Incident}",
            ["description"] = JiraDocument.Of(notice, body),
        };
        var sent = new JsonObject
        {
            ["fields"] = fields,
            ["properties"] = new JsonArray(new JsonObject { ["key"] = Property, ["value"] = new JsonObject { ["key"] = Marks.Key(context), ["step"] = context.Key } }),
        };
        if (await FindAsync(context, cancellationToken).ConfigureAwait(false) is { } known)
        {
            await client.SendAsync(HttpMethod.Put, $"rest/api/3/issue/{known.Key}", JsonSerializer.SerializeToUtf8Bytes(sent), isRepeatable: true, context, cancellationToken).ConfigureAwait(false);
            return ResultOf(known.Key, "updated");
        }

        fields["project"] = new JsonObject { ["key"] = options.Project };
        fields["issuetype"] = new JsonObject { ["name"] = options.IssueType };
        fields["labels"] = new JsonArray([.. options.Labels.Add(Label(context)).Distinct().Select(label => (JsonNode)label)]);
        var made = await client.SendAsync(HttpMethod.Post, "rest/api/3/issue", JsonSerializer.SerializeToUtf8Bytes(sent), isRepeatable: false, context, cancellationToken).ConfigureAwait(false);
        return ResultOf(made.Text("key") ?? throw client.Failed("it answered without the issue's key"), "opened");
    }

    private async Task<Reconciliation> LookAsync(OpenTicket action, StepContext context, CancellationToken cancellationToken) =>
        await FindAsync(context, cancellationToken).ConfigureAwait(false) switch
        {
            null => Reconciliation.NotDone,
            { } issue when issue.Step == context.Key => Reconciliation.Done(ResultOf(issue.Key, "opened")),
            _ => Reconciliation.PartlyDone,
        };

    private async Task<Issue?> FindAsync(StepContext context, CancellationToken cancellationToken)
    {
        var asked = new JsonObject
        {
            ["jql"] = $"project = \"{options.Project}\" AND labels = \"{Label(context)}\" ORDER BY created ASC",
            ["fields"] = new JsonArray("summary"),
            ["properties"] = new JsonArray(Property),
            ["maxResults"] = 10,
        };
        var found = await client.SendAsync(HttpMethod.Post, "rest/api/3/search/jql", JsonSerializer.SerializeToUtf8Bytes(asked), isRepeatable: true, context, cancellationToken).ConfigureAwait(false);
        foreach (var one in found.Body is { } body && body.TryGetProperty("issues", out var issues) ? issues.EnumerateArray() : default(JsonElement.ArrayEnumerator))
        {
            var issue = new VendorAnswer(found.Status, one, null);
            if (issue.Text("key") is { } key && issue.Text("properties", Property, "key") == Marks.Key(context))
            {
                return new(key, issue.Text("properties", Property, "step"));
            }
        }

        return null;
    }

    private static string Label(StepContext context) => $"irsdk-{Marks.Short(context)}";

    private StepResult ResultOf(string key, string detail) => new()
    {
        Detail = $"{detail} {key}",
        Reference = key,
        Link = $"{options.BaseAddress!.AbsoluteUri.TrimEnd('/')}/browse/{Uri.EscapeDataString(key)}",
    };

    [GeneratedRegex("^[A-Z][A-Z0-9_]{1,49}$", RegexOptions.CultureInvariant)]
    private static partial Regex ProjectKey();

    private sealed record Issue(string Key, string? Step);
}

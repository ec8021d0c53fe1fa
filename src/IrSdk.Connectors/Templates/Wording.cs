using System.Collections.Immutable;
using System.Globalization;
using Fluid;
using IrSdk.Runtime;

namespace IrSdk.Connectors;

/// <summary>A template, ready to write notices. What it cannot write is written in the built-in words: a page must go out.</summary>
internal sealed class Wording
{
    private const int MostSteps = 100_000;
    private static readonly FluidParser Parser = new();
    private static readonly TemplateOptions Options = new() { MaxSteps = MostSteps, CultureInfo = CultureInfo.InvariantCulture };

    private readonly Func<string, string> escape;
    private readonly IFluidTemplate? title;
    private readonly IFluidTemplate? body;

    /// <param name="template">The team's own. Null: the built-in words.</param>
    /// <param name="escape">Makes a text harmless in the medium.</param>
    /// <param name="mistakes">Hears what is wrong with the template.</param>
    public Wording(NoticeTemplate? template, Func<string, string> escape, Mistakes mistakes)
    {
        this.escape = escape;
        title = Parse(template?.Title, "Template.Title", mistakes);
        body = Parse(template?.Body, "Template.Body", mistakes);
    }

    /// <summary>Writes a clean notice.</summary>
    /// <returns>The title and the body, each null where the built-in words are to be used, and the notice, which says so when a template failed.</returns>
    public async ValueTask<(string? Title, string? Body, Notice Notice)> WriteAsync(Notice notice)
    {
        var (ownTitle, titleFailure) = await RenderAsync(title, notice).ConfigureAwait(false);
        var (ownBody, bodyFailure) = await RenderAsync(body, notice).ConfigureAwait(false);
        ownTitle = ownTitle is null ? null : PlainText.Of(ownTitle, 1_000);
        return (string.IsNullOrEmpty(ownTitle) ? null : ownTitle, string.IsNullOrWhiteSpace(ownBody) ? null : ownBody, (titleFailure ?? bodyFailure) is not { } failure
            ? notice
            : notice with { Facts = notice.Facts.Add(new(FactKind.Note, PlainText.Of($"The template could not be used ({failure}); this is the built-in text, mend the template.", 500))) });
    }

    private IFluidTemplate? Parse(string? text, string option, Mistakes mistakes)
    {
        if (text is null)
        {
            return null;
        }

        if (!Parser.TryParse(text, out var template, out var error))
        {
            mistakes.Add(true, $"{option} is not Liquid ({error}); mend it.");
            return null;
        }

        if (Trial(template) is { } failure)
        {
            mistakes.Add(true, $"{option} cannot be used ({failure}); mend it.");
        }

        return template;
    }

    private string? Trial(IFluidTemplate template)
    {
        try
        {
            template.Render(ContextOf(Sample));
            return null;
        }
        catch (Exception failed)
        {
            // Whatever a template does wrong is a sentence for its author.
            return failed.Message;
        }
    }

    private async ValueTask<(string? Text, string? Failure)> RenderAsync(IFluidTemplate? template, Notice notice)
    {
        try
        {
            return (template is null ? null : await template.RenderAsync(ContextOf(notice)).ConfigureAwait(false), null);
        }
        catch (Exception failed)
        {
            // A page must go out whatever the template does; the notice says what it did.
            return (null, failed.Message);
        }
    }

    private TemplateContext ContextOf(Notice notice)
    {
        var context = new TemplateContext(Options);
        context.SetValue("subject", escape(notice.Subject));
        context.SetValue("incident", escape(notice.Incident?.ToString() ?? ""));
        context.SetValue("playbook", escape(notice.Playbook ?? ""));
        context.SetValue("is_over", notice.IsOver);
        context.SetValue("alert", notice.Alert is { } alert ? Fields(
            ("title", alert.Title), ("source", alert.Source), ("kind", alert.Kind.ToString()), ("severity", alert.Severity.ToString()), ("confidence", alert.Confidence.ToString()),
            ("first_seen", alert.FirstSeen.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)), ("account", alert.Account.ToString()),
            ("region", alert.Region), ("techniques", string.Join(", ", alert.Techniques))) : Fields());
        context.SetValue("resources", notice.Resources.Select(resource => Fields(
            ("type", resource.Type), ("id", resource.Id), ("account", resource.Account.ToString()), ("region", resource.Region),
            ("involvement", resource.Involvement.ToString().ToLowerInvariant()), ("found_by", resource.FoundBy ?? ""))).ToArray());
        context.SetValue("sections", NoticeSection.Of(notice).Select(section => new Dictionary<string, object>
        {
            ["heading"] = section.Heading,
            ["items"] = section.Items.Select(escape).ToArray(),
        }).ToArray());
        context.SetValue("links", Links(("incident", notice.IncidentLink?.AbsoluteUri ?? ""), ("approve", notice.ApproveLink?.AbsoluteUri ?? ""), ("ticket", notice.Link ?? "")));
        return context;
    }

    private Dictionary<string, object> Fields(params (string Name, string Text)[] fields) =>
        fields.ToDictionary(field => field.Name, object (field) => escape(field.Text), StringComparer.Ordinal);

    /// <summary>Links were looked at one by one already, and an escaped one leads nowhere.</summary>
    private static Dictionary<string, object> Links(params (string Name, string Link)[] links) =>
        links.ToDictionary(link => link.Name, object (link) => link.Link, StringComparer.Ordinal);

    private static Notice Sample { get; } = new("Sample: contained in 4 s, no gaps", [], "sample/ticket")
    {
        Incident = new("sample"),
        Playbook = "sample",
        Alert = new("Sample", "sample", IncidentKind.CredentialCompromise, new(90), Severity.High, DateTimeOffset.UnixEpoch, new("111122223333"), "us-east-1"),
        Resources = [new("access-key", "AKIAIOSFODNN7EXAMPLE", new("111122223333"), ResourceId.Global, Involvement.Suspect)],
        Facts = [.. Enum.GetValues<FactKind>().Select(kind => new NoticedFact(kind, "Sample.")).ToImmutableArray()],
    };
}

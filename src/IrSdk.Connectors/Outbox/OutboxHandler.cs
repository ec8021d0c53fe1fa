using System.Text;
using IrSdk.Runtime;

namespace IrSdk.Connectors;

/// <summary>Writes one kind of notice. The file names the steps that wrote it, by which a restarted run finds its own.</summary>
internal sealed class OutboxHandler<TAction>(string folder, Func<TAction, string> medium) : IActionHandler<TAction>
    where TAction : NotifyingAction
{
    private const string Mark = "<!-- step ";
    private const int LongestLine = 2_000;

    public async Task<StepResult> ExecuteAsync(TAction action, StepContext context, CancellationToken cancellationToken)
    {
        var file = FileOf(action, context);
        try
        {
            Directory.CreateDirectory(folder);
            var steps = await StepsAsync(file, cancellationToken).ConfigureAwait(false);
            await ReplaceAsync(file, Text(context, steps.Append(context.Key).Distinct(StringComparer.Ordinal)), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new ProviderException($"{file} cannot be written ({failed.Message}); make the outbox writable.", isTransient: failed is IOException, failed);
        }

        return ResultOf(file);
    }

    public async Task<Reconciliation> ReconcileAsync(TAction action, StepContext context, CancellationToken cancellationToken)
    {
        var file = FileOf(action, context);
        return (await StepsAsync(file, cancellationToken).ConfigureAwait(false)).Contains(context.Key, StringComparer.Ordinal)
            ? Reconciliation.Done(ResultOf(file))
            : Reconciliation.NotDone;
    }

    private static async Task<List<string>> StepsAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        var lines = await File.ReadAllLinesAsync(file, cancellationToken).ConfigureAwait(false);
        return [.. lines.Where(line => line.StartsWith(Mark, StringComparison.Ordinal)).Select(line => line[Mark.Length..].Split(' ')[0])];
    }

    /// <summary>A reader sees the former text or the new one, never half of it.</summary>
    private static async Task ReplaceAsync(string file, string text, CancellationToken cancellationToken)
    {
        var next = $"{file}.next";
        var stream = new FileStream(next, FileMode.Create, FileAccess.Write);
        await using (stream.ConfigureAwait(false))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
#pragma warning disable CA1849 // Only the synchronous one reaches the disk.
            stream.Flush(flushToDisk: true);
#pragma warning restore CA1849
        }

        File.Move(next, file, overwrite: true);
    }

    private static string Text(StepContext context, IEnumerable<string> steps)
    {
        var text = new StringBuilder().AppendLine($"# {Line(context.Notice?.Subject ?? $"Incident {context.Incident}")}").AppendLine();
        if (context.Notice?.Link is { } link)
        {
            text.AppendLine($"Ticket: {link}").AppendLine();
        }

        foreach (var line in context.Notice?.Lines ?? [])
        {
            text.AppendLine($"- {Line(line)}");
        }

        text.AppendLine().AppendLine($"As of {context.Time.GetUtcNow():u}").AppendLine();
        foreach (var step in steps)
        {
            text.AppendLine($"{Mark}{step} -->");
        }

        return text.ToString();
    }

    /// <summary>No text of an alert begins a line of its own, where it could pass for a step's mark, or a tag.</summary>
    private static string Line(string text) => PlainText.Of(text, LongestLine).Replace("<", "&lt;", StringComparison.Ordinal);

    private string FileOf(TAction action, StepContext context) =>
        Path.GetFullPath(Path.Combine(folder, $"{context.Incident}.{Safe(medium(action))}.md"));

    private static string Safe(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-'));

    private static StepResult ResultOf(string file) => new()
    {
        Detail = Path.GetFileName(file),
        Reference = Path.GetFileName(file),
        Link = new Uri(file).AbsoluteUri,
    };
}

using IrSdk.Runtime;

namespace IrSdk.Cli.Journals;

/// <summary>Incident ids as the command line takes them.</summary>
internal static class Incidents
{
    public static IncidentId Parse(string text) => IncidentId.IsValid(text)
        ? new(text)
        : throw new CliFailure(ExitCodes.Usage, $"'{text}' is not an incident id; 'ir journal list' shows them.");

    /// <summary>The records of an incident that must be in the journal.</summary>
    public static async Task<IReadOnlyList<JournalRecord>> RecordsOfAsync(IJournal journal, string text, CancellationToken cancellationToken)
    {
        var records = await journal.ReadAsync(0, Parse(text), cancellationToken).ConfigureAwait(false);
        return records.Length > 0 ? records : throw new CliFailure(ExitCodes.Usage, $"The journal has no incident {text}; 'ir journal list' shows what it has.");
    }
}

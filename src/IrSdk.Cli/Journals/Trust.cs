using System.CommandLine;
using IrSdk.Runtime;

namespace IrSdk.Cli.Journals;

/// <summary>Where the anchors of a journal and the key that signs them are kept.</summary>
internal sealed class Trust
{
    private readonly Option<FileInfo?> anchors = new("--anchors")
    {
        Description = "The file of signed anchors. Default: beside the journal. Beside the journal, whoever can write the journal can cut "
            + "both; kept elsewhere, a cut tail or a wholly recomputed chain is found back to the last anchor.",
    };

    private readonly Option<FileInfo?> key = new("--key")
    {
        Description = "The key that signs anchors (PEM, ECDSA P-256; made when it is not there). Default: beside the journal. A key beside the "
            + "journal does not protect against someone who can read it: keep it elsewhere.",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(anchors);
        command.Options.Add(key);
    }

    public FileAnchorStore Anchors(ParseResult parsed, FileInfo journal) => new(parsed.GetValue(anchors)?.FullName ?? journal.FullName + ".anchors");

    /// <summary>How a run writes its journal: anchored by batch and at its end.</summary>
    public SqliteJournalOptions Options(ParseResult parsed, FileInfo journal) => new()
    {
        Anchors = Anchors(parsed, journal),
        AnchorKey = AnchorKey.LoadOrCreate(KeyPath(parsed, journal)),
    };

    public string KeyPath(ParseResult parsed, FileInfo journal) => parsed.GetValue(key)?.FullName ?? journal.FullName + ".key";
}

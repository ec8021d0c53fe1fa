using System.Diagnostics.CodeAnalysis;
using IrSdk.Aws;
using IrSdk.Runtime;

namespace IrSdk.Cli.Aws;

/// <summary>A journal's anchors in the evidence bucket, signed by KMS, as the file of --aws says.</summary>
internal sealed class LockedTrust : IDisposable
{
    private readonly LockedAnchorStore anchors;
    private readonly KmsAnchorSigner signer;

    private LockedTrust(LockedAnchorStore anchors, KmsAnchorSigner signer) => (this.anchors, this.signer) = (anchors, signer);

    public IAnchorStore Anchors => anchors;

    public AnchorKey PublicKey => signer.PublicKey;

    /// <summary>Null: the file names no key for anchors.</summary>
    /// <exception cref="JournalException">KMS cannot be asked.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "What comes back disposes of both.")]
    public static async Task<LockedTrust?> OpenAsync(AwsFile file, CancellationToken cancellationToken)
    {
        if (file.AnchorKey is null)
        {
            return null;
        }

        var options = file.Options();
        if (file.JournalName is not { } name)
        {
            throw new CliFailure(ExitCodes.Usage, "The file of --aws names an anchorKey and no journalName; add one that no other journal in the evidence bucket has.");
        }

        var signer = await KmsAnchorSigner.OpenAsync(options, cancellationToken).ConfigureAwait(false);
        try
        {
            return new(new LockedAnchorStore(options, name), signer);
        }
        catch (ArgumentException wrong)
        {
            signer.Dispose();
            throw new CliFailure(ExitCodes.Usage, wrong.Message);
        }
    }

    /// <summary>The same where the work goes on without: a key that cannot be reached delays no response, and that is said.</summary>
    public static async Task<LockedTrust?> TryOpenAsync(AwsFile file, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(file, cancellationToken).ConfigureAwait(false);
        }
        catch (JournalException failed)
        {
            await error.WriteLineAsync($"ir: {failed.Message} This run's journal is anchored in a file beside it instead.").ConfigureAwait(false);
            return null;
        }
    }

    public SqliteJournalOptions Options => new() { Anchors = anchors, AnchorKey = signer };

    public void Dispose()
    {
        signer.Dispose();
        anchors.Dispose();
    }
}

using IrSdk.Aws;
using IrSdk.Runtime;

namespace IrSdk.Cli.Aws;

/// <summary>The anchors that the file of --aws names.</summary>
internal static class LockedTrust
{
    /// <summary>Null: the file names no key for anchors.</summary>
    /// <exception cref="JournalException">KMS cannot be asked.</exception>
    public static async Task<LockedAnchors?> OpenAsync(AwsFile file, CancellationToken cancellationToken)
    {
        try
        {
            return await LockedAnchors.OpenAsync(file, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException wrong)
        {
            throw new CliFailure(ExitCodes.Usage, wrong.Message);
        }
    }

    /// <summary>The same where the work goes on without: a key that cannot be reached delays no response, and that is said.</summary>
    public static async Task<LockedAnchors?> TryOpenAsync(AwsFile file, TextWriter error, CancellationToken cancellationToken)
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

    public static SqliteJournalOptions Journal(this LockedAnchors locked) => new() { Anchors = locked.Store, AnchorKey = locked.Signer };
}

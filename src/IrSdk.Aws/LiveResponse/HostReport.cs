using System.Security.Cryptography;
using System.Text;
using Amazon.S3.Model;
using Amazon.SimpleSystemsManagement.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>What a script on a host wrote: hashed there, hashed again when it has arrived, then locked.</summary>
internal static class HostReport
{
    private const string HashMark = "sha256=";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The report of a step, from an earlier call or by running the script.</summary>
    public static async Task<StoredEvidence> CaptureAsync(AwsStep step, string id, HostScript script, string name, CancellationToken cancellationToken)
    {
        if (await step.Evidence.FindAsync(step.Context, name, cancellationToken).ConfigureAwait(false) is { } stored)
        {
            return stored;
        }

        var prefix = $"incoming/{step.Context.Key}";
        var ended = await HostAgent.RunAsync(step, id, script, prefix, cancellationToken).ConfigureAwait(false);
        using var content = new MemoryStream(await ArrivedAsync(step, id, ended, prefix, cancellationToken).ConfigureAwait(false));
        return await step.Evidence.PutAsync(step.Context, name, content, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The hash that the host took, which comes by another way than the content.</summary>
    public static string HashOf(string id, GetCommandInvocationResponse ended) =>
        (ended.StandardErrorContent ?? "").Split('\n', StringSplitOptions.TrimEntries).LastOrDefault(line => line.StartsWith(HashMark, StringComparison.Ordinal))?[HashMark.Length..]
        ?? throw new ProviderException($"The script on {id} ended without the hash of what it wrote; look at the host, it may not be running what it was sent.", isTransient: false);

    private static async Task<byte[]> ArrivedAsync(AwsStep step, string id, GetCommandInvocationResponse ended, string prefix, CancellationToken cancellationToken)
    {
        var claimed = HashOf(id, ended);
        var answered = Encoding.UTF8.GetBytes(ended.StandardOutputContent ?? "");
        if (Is(claimed, answered))
        {
            return answered;
        }

        using var store = await step.Accounts.EnterStoreAsync(step.Context, cancellationToken).ConfigureAwait(false);
        var bucket = step.Accounts.EvidenceBucket;
        while (true)
        {
            var listed = await store.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Prefix = $"{prefix}/{ended.CommandId}/" }, cancellationToken).ConfigureAwait(false);
            if ((listed.S3Objects ?? []).Find(one => one.Key.EndsWith("/stdout", StringComparison.Ordinal)) is { } found)
            {
                var arrived = await ObjectLock.ReadAsync(store.S3, bucket, found.Key, null, cancellationToken).ConfigureAwait(false);
                return Is(claimed, arrived) ? arrived : throw new ProviderException(
                    $"What arrived from {id} is not what it sent (it hashed {claimed}); s3://{bucket}/{found.Key} keeps it for you to look at.", isTransient: false);
            }

            if (step.Context.Time.GetUtcNow() + Pause >= step.Context.Deadline)
            {
                throw new ProviderException($"Nothing has arrived from {id} in s3://{bucket}/{prefix}; give the instance's role s3:PutObject there.", isTransient: false);
            }

            await Task.Delay(Pause, step.Context.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool Is(string claimed, byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content)) == claimed;
}

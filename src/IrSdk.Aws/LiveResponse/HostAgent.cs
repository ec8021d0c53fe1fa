using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>Runs scripts on a host through its SSM agent, each once for a step.</summary>
internal static class HostAgent
{
    private const string Document = "AWS-RunShellScript";
    private const int LongestComment = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>What is left of a step's time for what comes after the script.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(10);

    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        new("ssm:DescribeInstanceInformation"),
        new("ssm:ListCommands"),
        new("ssm:GetCommandInvocation"),
        new("ssm:SendCommand", "arn:{partition}:ec2:*:{account}:instance/{name}"),
        new("ssm:SendCommand", "arn:{partition}:ssm:*::document/" + Document),
    ];

    /// <summary>The seconds that a script of a step may take.</summary>
    public static int SecondsFor(AwsStep step) =>
        Math.Max((int)(step.Context.Deadline - step.Context.Time.GetUtcNow() - Reserve).TotalSeconds, 10);

    /// <summary>Runs a script and waits for its end; one that an earlier call of the step has sent is waited for and not sent again.</summary>
    /// <param name="step">The step.</param>
    /// <param name="id">The instance.</param>
    /// <param name="script">The script.</param>
    /// <param name="prefix">Where in the evidence bucket the agent puts what the script writes.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ProviderException">There is no agent, or the script failed.</exception>
    public static async Task<GetCommandInvocationResponse> RunAsync(AwsStep step, string id, HostScript script, string prefix, CancellationToken cancellationToken)
    {
        var finding = FindAsync(step, id, cancellationToken);
        await RequireAsync(step, id, cancellationToken).ConfigureAwait(false);
        var seconds = SecondsFor(step).ToString(CultureInfo.InvariantCulture);
        var command = await finding.ConfigureAwait(false) ?? await CalledOnce.MakeAsync(
            () => FindAsync(step, id, cancellationToken),
            async () => (await step.Aws.Ssm.SendCommandAsync(
                new SendCommandRequest
                {
                    DocumentName = Document,
                    InstanceIds = [id],
                    Comment = CommentOf(step),
                    TimeoutSeconds = 30,
                    OutputS3BucketName = step.Accounts.EvidenceBucket,
                    OutputS3KeyPrefix = prefix,
                    OutputS3Region = step.Options.EvidenceRegion ?? step.Accounts.HomeRegion,
                    Parameters = new() { ["commands"] = script.Lines(), ["executionTimeout"] = [seconds] },
                }.Once(),
                cancellationToken).ConfigureAwait(false)).Command,
            step,
            cancellationToken).ConfigureAwait(false);
        return await EndAsync(step, id, command.CommandId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A command that an earlier call of the step sent, and that has not failed. Null: there is none.</summary>
    public static async Task<Command?> FindAsync(AwsStep step, string id, CancellationToken cancellationToken)
    {
        var commands = await Paging.AllAsync(
            token => step.Aws.Ssm.ListCommandsAsync(new ListCommandsRequest { InstanceId = id, NextToken = token }, cancellationToken),
            page => page.Commands,
            page => page.NextToken).ConfigureAwait(false);
        return commands.Find(one => one.Comment == CommentOf(step) && one.Status?.Value is "Pending" or "InProgress" or "Success");
    }

    private static string CommentOf(AwsStep step) => step.Context.Key.Length <= LongestComment
        ? step.Context.Key
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(step.Context.Key)));

    private static async Task RequireAsync(AwsStep step, string id, CancellationToken cancellationToken)
    {
        var read = await step.Aws.Ssm.DescribeInstanceInformationAsync(
            new DescribeInstanceInformationRequest { Filters = [new() { Key = "InstanceIds", Values = [id] }] }, cancellationToken).ConfigureAwait(false);
        var refusal = (read.InstanceInformationList ?? []).Find(one => one.InstanceId == id) switch
        {
            null => "has no SSM agent; install it, and give its role AmazonSSMManagedInstanceCore",
            { PlatformType: { } platform } when platform != PlatformType.Linux => $"runs {platform.Value}, and live response knows Linux only; capture it by hand",
            { PingStatus: { } ping } agent when ping != PingStatus.Online => string.Create(
                CultureInfo.InvariantCulture, $"has an SSM agent that was last heard of at {agent.LastPingDateTime:u}; look at its network and its role"),
            _ => null,
        };
        if (refusal is not null)
        {
            throw new ProviderException($"{id} {refusal}.", isTransient: false);
        }
    }

    private static async Task<GetCommandInvocationResponse> EndAsync(AwsStep step, string id, string command, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await ReadAsync(step, id, command, cancellationToken).ConfigureAwait(false);
            if (read?.Status?.Value is not (null or "Pending" or "InProgress" or "Delayed" or "Cancelling"))
            {
                return read.Status == CommandInvocationStatus.Success ? read : throw new ProviderException(
                    $"The script on {id} ended as {read.StatusDetails ?? read.Status.Value}: {LastLine(read.StandardErrorContent) ?? "it said nothing"}; capture it by hand if it matters.", isTransient: false);
            }

            if (step.Context.Time.GetUtcNow() + Pause >= step.Context.Deadline)
            {
                throw new ProviderException($"The script on {id} has not ended in time; it goes on, and is looked for when the step is tried again.", isTransient: true);
            }

            await Task.Delay(Pause, step.Context.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>An invocation does not show in its first moments.</summary>
    private static async Task<GetCommandInvocationResponse?> ReadAsync(AwsStep step, string id, string command, CancellationToken cancellationToken)
    {
        try
        {
            return await step.Aws.Ssm.GetCommandInvocationAsync(new GetCommandInvocationRequest { CommandId = command, InstanceId = id }, cancellationToken).ConfigureAwait(false);
        }
        catch (InvocationDoesNotExistException)
        {
            return null;
        }
    }

    private static string? LastLine(string? text) =>
        text?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault()?.TrimEnd('.');
}

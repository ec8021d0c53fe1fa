using Amazon.EC2;
using Amazon.EC2.Model;
using IrSdk.Runtime;
using Ec2Instance = Amazon.EC2.Model.Instance;

namespace IrSdk.Aws;

/// <summary>Reads the instance that is acted on.</summary>
internal static class Host
{
    /// <summary>The instance. Null: the account and region do not have it.</summary>
    public static async Task<Ec2Instance?> FindAsync(AwsStep step, string id, CancellationToken cancellationToken)
    {
        try
        {
            var read = await step.Aws.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [id] }, cancellationToken).ConfigureAwait(false);
            return (read.Reservations ?? []).SelectMany(reservation => reservation.Instances ?? []).FirstOrDefault(instance => instance.InstanceId == id);
        }
        catch (AmazonEC2Exception missing) when (missing.ErrorCode is "InvalidInstanceID.NotFound" or "InvalidInstanceID.Malformed")
        {
            return null;
        }
    }

    /// <exception cref="ProviderException">The account and region do not have it.</exception>
    public static async Task<Ec2Instance> ReadAsync(AwsStep step, string id, CancellationToken cancellationToken) =>
        await FindAsync(step, id, cancellationToken).ConfigureAwait(false)
        ?? throw new ProviderException(
            $"{id} is not in account {step.Aws.Account}, region {step.Aws.Region}: it no longer exists, or belongs to another account; check where the alert says that it is.", isTransient: false);

    /// <summary>The instance, to give something back to.</summary>
    /// <exception cref="ProviderException">It has ended: there is nothing to give back to.</exception>
    public static async Task<Ec2Instance> ReadToRestoreAsync(AwsStep step, string id, CancellationToken cancellationToken) =>
        await FindAsync(step, id, cancellationToken).ConfigureAwait(false) is { } host && !IsGone(host) ? host
        : throw new ProviderException($"{id} no longer exists in {step.Aws.Region}, so nothing can be given back to it; make its successor as it should be.", isTransient: false);

    /// <summary>The state, such as <c>running</c>.</summary>
    public static string StateOf(Ec2Instance host) => host.State?.Name?.Value ?? "in an unknown state";

    /// <summary>Whether it has ended for good.</summary>
    public static bool IsGone(Ec2Instance? host) => host is null || StateOf(host) is "terminated" or "shutting-down";
}

using System.Globalization;
using Amazon.EC2.Model;
using Ec2Instance = Amazon.EC2.Model.Instance;

namespace IrSdk.Aws;

/// <summary>Disks inside the host machine: nothing snapshots them, and stopping the instance wipes them.</summary>
internal static class InstanceStore
{
    /// <summary>Why an instance's own disks are not secured, in a few words. Null: its type has none.</summary>
    public static async Task<string?> OfAsync(AwsStep step, Ec2Instance host, CancellationToken cancellationToken)
    {
        if (host.InstanceType?.Value is not { Length: > 0 } type)
        {
            return null;
        }

        var read = await step.Aws.Ec2.DescribeInstanceTypesAsync(new DescribeInstanceTypesRequest { InstanceTypes = [type] }, cancellationToken).ConfigureAwait(false);
        var storage = (read.InstanceTypes ?? []).Find(one => one.InstanceType == host.InstanceType);
        return storage?.InstanceStorageSupported == true
            ? string.Create(CultureInfo.InvariantCulture, $"the instance store ({storage.InstanceStorageInfo?.TotalSizeInGB ?? 0} GB) cannot be snapshotted and goes when it stops")
            : null;
    }
}

using System.Collections.Immutable;
using Amazon.EC2;
using Amazon.EC2.Model;
using Ec2Instance = Amazon.EC2.Model.Instance;

namespace IrSdk.Aws;

/// <summary>What keeps an instance's volumes from going with it.</summary>
/// <param name="RefusesTermination">Whether a call to terminate it is refused.</param>
/// <param name="WhenShutDown">What a shutdown from inside does: <c>stop</c> or <c>terminate</c>.</param>
/// <param name="DeletedOnTermination">Whether each volume is deleted with it, by device name.</param>
internal sealed record Protections(bool RefusesTermination, string WhenShutDown, ImmutableSortedDictionary<string, bool> DeletedOnTermination)
{
    private const string Stop = "stop";

    public static async Task<Protections> ReadAsync(AwsStep step, string id, Task<Ec2Instance> host, CancellationToken cancellationToken)
    {
        var termination = AttributeAsync(step, id, InstanceAttributeName.DisableApiTermination, cancellationToken);
        var shutdown = AttributeAsync(step, id, InstanceAttributeName.InstanceInitiatedShutdownBehavior, cancellationToken);
        // First: of a host that is not there, its reading says most.
        var read = await host.ConfigureAwait(false);
        return new(
            (await termination.ConfigureAwait(false)).DisableApiTermination ?? false,
            (await shutdown.ConfigureAwait(false)).InstanceInitiatedShutdownBehavior ?? Stop,
            Disks(read).ToImmutableSortedDictionary(disk => disk.DeviceName, disk => disk.Ebs.DeleteOnTermination ?? false, StringComparer.Ordinal));
    }

    /// <summary>The volumes that are attached; instance stores are not among them.</summary>
    public static IEnumerable<InstanceBlockDeviceMapping> Disks(Ec2Instance host) =>
        (host.BlockDeviceMappings ?? []).Where(disk => disk.Ebs?.VolumeId is not null);

    /// <summary>As strong as the instance takes them: a spot instance can refuse nothing, and one that runs from its instance store cannot stop.</summary>
    public Protections Strongest(Ec2Instance host)
    {
        var isSpot = host.InstanceLifecycle == InstanceLifecycleType.Spot;
        return new(
            !isSpot || RefusesTermination,
            isSpot || host.RootDeviceType == DeviceType.InstanceStore ? WhenShutDown : Stop,
            DeletedOnTermination.ToImmutableSortedDictionary(disk => disk.Key, _ => false, StringComparer.Ordinal));
    }

    /// <summary>Changes what differs; a call takes one attribute. Devices that are no longer there have nothing to change.</summary>
    public Task SetAsync(AwsStep step, string id, Protections now, CancellationToken cancellationToken)
    {
        var calls = new List<ModifyInstanceAttributeRequest>();
        if (now.RefusesTermination != RefusesTermination)
        {
            calls.Add(new() { InstanceId = id, DisableApiTermination = RefusesTermination });
        }

        if (now.WhenShutDown != WhenShutDown)
        {
            calls.Add(new() { InstanceId = id, InstanceInitiatedShutdownBehavior = WhenShutDown });
        }

        if (Differing(now) is { Count: > 0 } disks)
        {
            calls.Add(new() { InstanceId = id, BlockDeviceMappings = disks });
        }

        return Task.WhenAll(calls.Select(call => step.Aws.Ec2.ModifyInstanceAttributeAsync(call, cancellationToken)));
    }

    /// <summary>Whether an instance shows these, as far as its devices are still there.</summary>
    public bool AreShownBy(Protections now) =>
        now.RefusesTermination == RefusesTermination && now.WhenShutDown == WhenShutDown && Differing(now).Count == 0;

    private List<InstanceBlockDeviceMappingSpecification> Differing(Protections now) =>
    [
        .. DeletedOnTermination.Where(disk => now.DeletedOnTermination.TryGetValue(disk.Key, out var deleted) && deleted != disk.Value)
            .Select(disk => new InstanceBlockDeviceMappingSpecification { DeviceName = disk.Key, Ebs = new() { DeleteOnTermination = disk.Value } }),
    ];

    private static async Task<InstanceAttribute> AttributeAsync(AwsStep step, string id, InstanceAttributeName name, CancellationToken cancellationToken) =>
        (await step.Aws.Ec2.DescribeInstanceAttributeAsync(new() { InstanceId = id, Attribute = name }, cancellationToken).ConfigureAwait(false)).InstanceAttribute;
}

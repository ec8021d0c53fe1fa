using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;

namespace IrSdk.Aws;

/// <summary>The SSM agent answers on every running instance: without it, processes and memory are gaps.</summary>
internal static class LiveResponseAgents
{
    private const string Name = "live response";

    public static async Task<ReadinessItem> CheckAsync(ReadinessScene scene, CancellationToken cancellationToken)
    {
        var instances = await scene.InEachRegionAsync(access => OfRegionAsync(access, cancellationToken), cancellationToken).ConfigureAwait(false);
        var mute = instances.Where(instance => !instance.Answers).Select(instance => instance.Id).ToList();
        return mute.Count == 0
            ? new(Name, ReadinessStatus.Ready, instances.IsEmpty ? "No instance is running." : $"The SSM agent answers on all {instances.Length} running instances.")
            : new(Name, mute.Count == instances.Length ? ReadinessStatus.Missing : ReadinessStatus.Partly,
                $"The SSM agent does not answer on {mute.Count} of {instances.Length} running instances ({ReadinessScene.Some(mute)}).",
                "Install the agent, give the instance role AmazonSSMManagedInstanceCore, and let the instance reach the SSM endpoints.");
    }

    private static async Task<IEnumerable<(string Id, bool Answers)>> OfRegionAsync(AwsAccess access, CancellationToken cancellationToken)
    {
        var reservations = await Paging.AllAsync<DescribeInstancesResponse, Reservation>(
            token => access.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = [new("instance-state-name", ["running"])], NextToken = token }, cancellationToken),
            page => page.Reservations, page => page.NextToken).ConfigureAwait(false);
        var agents = await Paging.AllAsync<DescribeInstanceInformationResponse, InstanceInformation>(
            token => access.Ssm.DescribeInstanceInformationAsync(new DescribeInstanceInformationRequest { NextToken = token }, cancellationToken),
            page => page.InstanceInformationList, page => page.NextToken).ConfigureAwait(false);
        var online = agents.Where(agent => agent.PingStatus == PingStatus.Online).Select(agent => agent.InstanceId).ToHashSet();
        return reservations.SelectMany(reservation => reservation.Instances ?? []).Select(instance => (instance.InstanceId, online.Contains(instance.InstanceId)));
    }
}

using System.Collections.Immutable;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.SimpleSystemsManagement.Model;
using SdkTag = Amazon.EC2.Model.Tag;

namespace IrSdk.Aws;

/// <summary>A network with the hosts of an incident, each with as many interfaces and volumes as the recording says.</summary>
internal static class RehearsalHosts
{
    private const string Image = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

    public static async Task MakeAsync(RehearsalPlace place, ImmutableArray<Resource> wanted, RehearsalNames names, CancellationToken cancellationToken)
    {
        var hosts = wanted.OfType<Instance>().ToList();
        var networks = wanted.OfType<Vpc>().Select(vpc => vpc.Name).Concat(hosts.Select(host => host.VpcName ?? "drill")).Distinct(StringComparer.Ordinal).ToList();
        if (networks.Count == 0)
        {
            return;
        }

        using var access = place.Enter();
        foreach (var network in networks)
        {
            var (vpc, subnet, group) = await MakeNetworkAsync(place, access, cancellationToken).ConfigureAwait(false);
            foreach (var known in wanted.OfType<Vpc>().Where(one => one.Name == network))
            {
                names.Add(known, new Vpc(place.Account, place.Region, vpc));
            }

            foreach (var host in hosts.Where(one => (one.VpcName ?? "drill") == network))
            {
                place.Making($"host for {host.Name}");
                var instance = await MakeHostAsync(place, access, host, subnet, group, cancellationToken).ConfigureAwait(false);
                names.Add(host, new Instance(place.Account, place.Region, instance) { VpcName = vpc, RoleName = host.RoleName });
            }
        }
    }

    private static async Task<(string Vpc, string Subnet, string Group)> MakeNetworkAsync(RehearsalPlace place, AwsAccess access, CancellationToken cancellationToken)
    {
        var vpc = (await access.Ec2.CreateVpcAsync(new CreateVpcRequest { CidrBlock = "10.99.0.0/16", TagSpecifications = Tags(place, ResourceType.Vpc) }, cancellationToken).ConfigureAwait(false)).Vpc.VpcId;
        place.Making($"network {vpc}", token => RemoveNetworkAsync(place, vpc, token));
        var subnet = (await access.Ec2.CreateSubnetAsync(new CreateSubnetRequest { VpcId = vpc, CidrBlock = "10.99.1.0/24" }, cancellationToken).ConfigureAwait(false)).Subnet.SubnetId;
        var group = (await access.Ec2.CreateSecurityGroupAsync(
            new CreateSecurityGroupRequest { VpcId = vpc, GroupName = $"drill-{place.Drill}", Description = "Hosts of an incident drill" }, cancellationToken).ConfigureAwait(false)).GroupId;
        return (vpc, subnet, group);
    }

    private static async Task<string> MakeHostAsync(RehearsalPlace place, AwsAccess access, Instance host, string subnet, string group, CancellationToken cancellationToken)
    {
        var request = new RunInstancesRequest
        {
            ImageId = await ImageAsync(place, access, cancellationToken).ConfigureAwait(false),
            InstanceType = InstanceType.T3Micro,
            MinCount = 1,
            MaxCount = 1,
            TagSpecifications = Tags(place, ResourceType.Instance, host.Name),
            NetworkInterfaces =
            [
                .. RehearsalNames.AtLeastOne(host.Interfaces).Select((_, index) =>
                    new InstanceNetworkInterfaceSpecification { DeviceIndex = index, SubnetId = subnet, Groups = [group], DeleteOnTermination = true }),
            ],
            BlockDeviceMappings =
            [
                .. RehearsalNames.AtLeastOne(host.Volumes).Select((_, index) => new BlockDeviceMapping
                {
                    DeviceName = index == 0 ? "/dev/xvda" : $"/dev/sd{(char)('f' + index)}",
                    Ebs = new() { VolumeSize = 8, DeleteOnTermination = true },
                }),
            ],
            IamInstanceProfile = host.RoleName is { } role ? new() { Name = role } : null,
        };
        var made = (await access.Ec2.RunInstancesAsync(request, cancellationToken).ConfigureAwait(false)).Reservation.Instances[0].InstanceId;
        await RunningAsync(place, access, made, cancellationToken).ConfigureAwait(false);
        return made;
    }

    private static async Task RunningAsync(RehearsalPlace place, AwsAccess access, string instance, CancellationToken cancellationToken)
    {
        while (true)
        {
            var states = await access.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [instance] }, cancellationToken).ConfigureAwait(false);
            if (states.Reservations is [{ Instances: [{ State: { } state }] }] && state.Name != InstanceStateName.Pending)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(2), place.Accounts.Options.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<string> ImageAsync(RehearsalPlace place, AwsAccess access, CancellationToken cancellationToken)
    {
        try
        {
            return (await access.Ssm.GetParameterAsync(new GetParameterRequest { Name = Image }, cancellationToken).ConfigureAwait(false)).Parameter.Value;
        }
        catch (ParameterNotFoundException) when (AwsRehearsal.IsEmulated(place.Accounts.Options))
        {
            // An emulator starts whatever it is asked to.
            return "ami-12345678";
        }
    }

    private static async Task RemoveNetworkAsync(RehearsalPlace place, string vpc, CancellationToken cancellationToken)
    {
        using var access = place.Enter();
        List<Filter> within = [new("vpc-id", [vpc])];
        var hosts = await access.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = within }, cancellationToken).ConfigureAwait(false);
        var ids = (hosts.Reservations ?? []).SelectMany(one => one.Instances ?? []).Where(one => one.State.Name != InstanceStateName.Terminated).Select(one => one.InstanceId).ToList();
        foreach (var id in ids)
        {
            await access.Ec2.ModifyInstanceAttributeAsync(new ModifyInstanceAttributeRequest { InstanceId = id, DisableApiTermination = false }, cancellationToken).ConfigureAwait(false);
        }

        if (ids.Count > 0)
        {
            await access.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = ids }, cancellationToken).ConfigureAwait(false);
        }

        foreach (var subnet in (await access.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { Filters = within }, cancellationToken).ConfigureAwait(false)).Subnets ?? [])
        {
            await access.Ec2.DeleteSubnetAsync(new DeleteSubnetRequest { SubnetId = subnet.SubnetId }, cancellationToken).ConfigureAwait(false);
        }

        foreach (var group in ((await access.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { Filters = within }, cancellationToken).ConfigureAwait(false)).SecurityGroups ?? []).Where(one => one.GroupName != "default"))
        {
            await access.Ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = group.GroupId }, cancellationToken).ConfigureAwait(false);
        }

        await access.Ec2.DeleteVpcAsync(new DeleteVpcRequest { VpcId = vpc }, cancellationToken).ConfigureAwait(false);
    }

    private static List<TagSpecification> Tags(RehearsalPlace place, ResourceType type, string? name = null) =>
    [
        new() { ResourceType = type, Tags = [new SdkTag("irsdk:drill", place.Drill), new SdkTag("Name", name ?? $"drill-{place.Drill}")] },
    ];
}

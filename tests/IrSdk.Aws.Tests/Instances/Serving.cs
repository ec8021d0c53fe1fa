namespace IrSdk.Aws.Tests.Instances;

/// <summary>An Auto Scaling group, a target group and a classic load balancer that a host serves in.</summary>
internal sealed record Serving(SuspectHost Host, string TargetGroup)
{
    public static async Task<Serving> JoinAsync(SuspectHost host)
    {
        var admin = host.Admin;
        var image = SuspectHost.One(await host.Admin.Ec2Async("DescribeInstances", ("InstanceId.1", host.Id)), "imageId");
        await admin.ScalingAsync("CreateLaunchConfiguration", ("LaunchConfigurationName", "web"), ("ImageId", image), ("InstanceType", "t3.medium"));
        await admin.ScalingAsync(
            "CreateAutoScalingGroup", ("AutoScalingGroupName", "web-asg"), ("LaunchConfigurationName", "web"), ("MinSize", "0"), ("MaxSize", "4"), ("DesiredCapacity", "0"), ("VPCZoneIdentifier", host.Subnet));
        await admin.ScalingAsync("AttachInstances", ("AutoScalingGroupName", "web-asg"), ("InstanceIds.member.1", host.Id));
        var group = SuspectHost.One(
            await admin.BalancingAsync("CreateTargetGroup", ("Name", "web-tg"), ("Protocol", "HTTP"), ("Port", "80"), ("VpcId", host.Vpc), ("TargetType", "instance")), "TargetGroupArn");
        await admin.BalancingAsync("RegisterTargets", ("TargetGroupArn", group), ("Targets.member.1.Id", host.Id), ("Targets.member.1.Port", "8080"));
        await admin.ClassicAsync(
            "CreateLoadBalancer", ("LoadBalancerName", "web-elb"), ("Subnets.member.1", host.Subnet),
            ("Listeners.member.1.Protocol", "HTTP"), ("Listeners.member.1.LoadBalancerPort", "80"), ("Listeners.member.1.InstancePort", "80"));
        await admin.ClassicAsync("RegisterInstancesWithLoadBalancer", ("LoadBalancerName", "web-elb"), ("Instances.member.1.InstanceId", host.Id));
        return new(host, group);
    }

    public async Task<string> StateAsync()
    {
        var member = await Host.Admin.ScalingAsync("DescribeAutoScalingInstances", ("InstanceIds.member.1", Host.Id));
        var scaling = await Host.Admin.ScalingAsync("DescribeAutoScalingGroups", ("AutoScalingGroupNames.member.1", "web-asg"));
        var targets = await Host.Admin.BalancingAsync("DescribeTargetHealth", ("TargetGroupArn", TargetGroup));
        var classic = await Host.Admin.ClassicAsync("DescribeLoadBalancers", ("LoadBalancerNames.member.1", "web-elb"));
        var registered = targets.Descendants("Target").Count(one => one.Element("Id")!.Value == Host.Id && one.Element("Port")!.Value == "8080");
        return $"{SuspectHost.One(member, "LifecycleState")}, desired {SuspectHost.One(scaling, "DesiredCapacity")}, targets {registered}, "
            + $"classic {classic.Descendants("InstanceId").Count(one => one.Value == Host.Id)}";
    }
}

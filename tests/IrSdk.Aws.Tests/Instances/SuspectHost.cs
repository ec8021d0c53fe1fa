using System.Collections.Immutable;
using System.Xml.Linq;

namespace IrSdk.Aws.Tests.Instances;

/// <summary>A host with two volumes and two interfaces in a network with IPv6, made and read by the account's administrator.</summary>
internal sealed record SuspectHost(RawQuery Admin, AccountId Account, string Vpc, string Subnet, string Group, string Id)
{
    public Instance Instance => new(Account, "us-east-1", Id);

    /// <summary>The groups are set on the interface: the server shows those of an instance on all its interfaces for ever.</summary>
    public static async Task<SuspectHost> MakeAsync(HandlerRig rig, string type = "t3.medium")
    {
        var admin = rig.Admin;
        var vpc = One(await admin.Ec2Async("CreateVpc", ("CidrBlock", "10.0.0.0/16"), ("AmazonProvidedIpv6CidrBlock", "true")), "vpcId");
        var subnet = One(await admin.Ec2Async("CreateSubnet", ("VpcId", vpc), ("CidrBlock", "10.0.1.0/24")), "subnetId");
        var group = await GroupAsync(admin, vpc, "web");
        await admin.Ec2Async(
            "AuthorizeSecurityGroupIngress", ("GroupId", group),
            ("IpPermissions.1.IpProtocol", "tcp"), ("IpPermissions.1.FromPort", "443"), ("IpPermissions.1.ToPort", "443"), ("IpPermissions.1.IpRanges.1.CidrIp", "0.0.0.0/0"));
        var image = One(await admin.Ec2Async("RegisterImage", ("Name", $"web-{rig.Account}"), ("RootDeviceName", "/dev/sda1"), ("Architecture", "x86_64")), "imageId");
        var id = One(
            await admin.Ec2Async(
                "RunInstances", ("ImageId", image), ("MinCount", "1"), ("MaxCount", "1"), ("InstanceType", type),
                ("NetworkInterface.1.DeviceIndex", "0"), ("NetworkInterface.1.SubnetId", subnet), ("NetworkInterface.1.SecurityGroupId.1", group),
                ("BlockDeviceMapping.1.DeviceName", "/dev/sda1"), ("BlockDeviceMapping.1.Ebs.VolumeSize", "8"), ("BlockDeviceMapping.1.Ebs.DeleteOnTermination", "true"),
                ("BlockDeviceMapping.2.DeviceName", "/dev/sdb"), ("BlockDeviceMapping.2.Ebs.VolumeSize", "20"), ("BlockDeviceMapping.2.Ebs.DeleteOnTermination", "true")),
            "instanceId");
        var host = new SuspectHost(admin, rig.Account, vpc, subnet, group, id);
        await host.AddInterfaceAsync(1, group, await GroupAsync(admin, vpc, "admin"));
        return host;
    }

    public async Task<string> AddInterfaceAsync(int index, params string[] groups)
    {
        var made = One(
            await Admin.Ec2Async("CreateNetworkInterface", [("SubnetId", Subnet), .. groups.Select((group, at) => ($"SecurityGroupId.{at + 1}", group))]), "networkInterfaceId");
        await Admin.Ec2Async("AttachNetworkInterface", ("NetworkInterfaceId", made), ("InstanceId", Id), ("DeviceIndex", $"{index}"));
        return made;
    }

    public static async Task<string> GroupAsync(RawQuery admin, string vpc, string name) =>
        One(await admin.Ec2Async("CreateSecurityGroup", ("GroupName", name), ("GroupDescription", name), ("VpcId", vpc)), "groupId");

    public async Task<XElement> ReadAsync() => (await Admin.Ec2Async("DescribeInstances", ("InstanceId.1", Id))).Descendants("instancesSet").Single().Element("item")!;

    /// <summary>The groups of every interface, by the interface's id.</summary>
    public async Task<ImmutableSortedDictionary<string, string>> InterfacesAsync() =>
        (await ReadAsync()).Element("networkInterfaceSet")!.Elements("item").ToImmutableSortedDictionary(
            one => one.Element("networkInterfaceId")!.Value,
            one => string.Join(' ', one.Element("groupSet")!.Elements("item").Select(group => group.Element("groupId")!.Value).Order(StringComparer.Ordinal)));

    public async Task<ImmutableArray<string>> VolumesAsync() => [.. (await ReadAsync()).Descendants("volumeId").Select(volume => volume.Value)];

    /// <summary>Everything that protects its volumes, as one text.</summary>
    public async Task<string> ProtectionsAsync() => string.Join(' ', (await ReadAsync()).Element("blockDeviceMapping")!.Descendants("deleteOnTermination").Select(one => one.Value)
        .Append(await AttributeAsync("disableApiTermination")).Append(await AttributeAsync("instanceInitiatedShutdownBehavior")));

    public async Task<string> AttributeAsync(string name) =>
        (await Admin.Ec2Async("DescribeInstanceAttribute", ("InstanceId", Id), ("Attribute", name))).Element(name)!.Value.ToLowerInvariant();

    public Task<XElement> GroupAsync(string group) => Admin.Ec2Async("DescribeSecurityGroups", ("GroupId.1", group));

    public static string One(XElement answer, string name) => answer.Descendants(name).First().Value;
}

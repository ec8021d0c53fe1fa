using System.Collections.Immutable;
using Amazon.EC2.Model;
using Amazon.Runtime;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>
/// EC2's own answer under the session of the step itself. Only what would do no harm if a server took it in earnest: a snapshot too many,
/// a network interface in the groups that it is in, a group that nothing is in.
/// </summary>
internal sealed class DryRuns(AwsAccounts accounts, AwsRegistration registration, Instance instance)
{
    private static readonly ImmutableArray<string> Known = ["ec2:CreateSnapshots", "ec2:ModifyNetworkInterfaceAttribute", "ec2:CreateSecurityGroup"];

    public async Task<ImmutableArray<Answer>> AskAsync(List<Question> asked, CancellationToken cancellationToken)
    {
        var questions = asked.Where(one => Known.Contains(one.Action)).ToLookup(one => one.Action, StringComparer.Ordinal);
        if (questions.Count == 0)
        {
            return [];
        }

        try
        {
            using var entered = await accounts.EnterAsync(instance.Account, instance.Region, registration.Purpose, null, registration.PermissionsWith(accounts.Options), instance.Name, cancellationToken).ConfigureAwait(false);
            using var access = entered.WithoutRetries();
            var read = await access.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [instance.Name] }, cancellationToken).ConfigureAwait(false);
            var host = (read.Reservations ?? []).SelectMany(one => one.Instances ?? []).First(one => one.InstanceId == instance.Name);
            var answers = await Task.WhenAll(questions.Select(async group => (Asked: group, IsAllowed: await TryAsync(access, group.Key, host, cancellationToken).ConfigureAwait(false)))).ConfigureAwait(false);
            return [.. answers.Where(one => one.IsAllowed is not null).SelectMany(one => one.Asked.Select(question => new Answer(question, one.IsAllowed!.Value)))];
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested && (failed is ProviderException or InvalidOperationException || AwsFailure.IsOfTheService(failed)))
        {
            // The host is gone or cannot be read: its own steps say so, and the simulator is asked of all of this too.
            return [];
        }
    }

    /// <summary>Null: EC2 did not say.</summary>
    private static async Task<bool?> TryAsync(AwsAccess access, string action, Amazon.EC2.Model.Instance host, CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(access.Ec2, action, host, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (AmazonServiceException answer)
        {
            return answer.ErrorCode == "DryRunOperation" ? true : AwsFailure.IsRefused(answer) ? false : null;
        }
    }

    private static Task CallAsync(Ec2Client ec2, string action, Amazon.EC2.Model.Instance host, CancellationToken cancellationToken) => action switch
    {
        "ec2:CreateSnapshots" => ec2.CreateSnapshotsAsync(
            new CreateSnapshotsRequest { DryRun = true, InstanceSpecification = new() { InstanceId = host.InstanceId } }, cancellationToken),
        "ec2:ModifyNetworkInterfaceAttribute" => ec2.ModifyNetworkInterfaceAttributeAsync(
            new ModifyNetworkInterfaceAttributeRequest
            {
                DryRun = true,
                NetworkInterfaceId = host.NetworkInterfaces[0].NetworkInterfaceId,
                Groups = [.. (host.NetworkInterfaces[0].Groups ?? []).Select(group => group.GroupId)],
            },
            cancellationToken),
        _ => ec2.CreateSecurityGroupAsync(
            new CreateSecurityGroupRequest { DryRun = true, GroupName = "irsdk-preflight", Description = "Asks whether a group could be made", VpcId = host.VpcId }, cancellationToken),
    };
}

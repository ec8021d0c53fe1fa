using System.Collections.Immutable;
using Amazon.EC2.Model;

namespace IrSdk.Aws;

/// <summary>Where a network's flow logs and name look-ups are delivered.</summary>
internal static class NetworkLogs
{
    private const string ToBucket = "arn:";

    /// <summary>The flow logs of a network, its subnets and an instance's interfaces.</summary>
    public static async Task<LogPlaces> FlowsAsync(AwsStep step, AccountId account, string vpc, IReadOnlySet<string> watched, CancellationToken cancellationToken)
    {
        var all = await Paging.AllAsync(
            token => step.Aws.Ec2.DescribeFlowLogsAsync(new DescribeFlowLogsRequest { NextToken = token }, cancellationToken),
            page => page.FlowLogs,
            page => page.NextToken).ConfigureAwait(false);
        var logs = all.Where(log => watched.Contains(log.ResourceId)).ToList();
        if (logs.Count == 0)
        {
            return LogPlaces.Absent(Evidence.NetworkFlows, $"no flow logs are kept of {vpc}");
        }

        var elsewhere = logs.Where(log => log.LogDestinationType?.Value != "s3")
            .Select(log => $"the flow log {log.FlowLogId} goes to {log.LogGroupName ?? log.LogDestination ?? "CloudWatch Logs"}, which cannot be copied from here; export it by hand").ToImmutableArray();
        var sources = logs.Where(log => log.LogDestinationType?.Value == "s3").Select(log => Source(log, account, step.Aws.Region)).ToImmutableArray();
        return sources.IsEmpty
            ? LogPlaces.Gap(Evidence.NetworkFlows, string.Join("; ", elsewhere))
            : new(Evidence.NetworkFlows, sources) { Notes = elsewhere };
    }

    /// <summary>The resolver's query logs of a network.</summary>
    public static async Task<LogPlaces> QueriesAsync(AwsStep step, AccountId account, string vpc, CancellationToken cancellationToken)
    {
        var associations = Paging.AllAsync(
            token => step.Aws.Resolver.ListResolverQueryLogConfigAssociationsAsync(new() { NextToken = token, Filters = [new() { Name = "ResourceId", Values = [vpc] }] }, cancellationToken),
            page => page.ResolverQueryLogConfigAssociations,
            page => page.NextToken);
        var configs = Paging.AllAsync(
            token => step.Aws.Resolver.ListResolverQueryLogConfigsAsync(new() { NextToken = token }, cancellationToken),
            page => page.ResolverQueryLogConfigs,
            page => page.NextToken);
        var of = (await associations.ConfigureAwait(false)).Where(one => one.ResourceId == vpc).Select(one => one.ResolverQueryLogConfigId).ToHashSet();
        var logs = (await configs.ConfigureAwait(false)).Where(one => of.Contains(one.Id)).ToList();
        if (logs.Count == 0)
        {
            return LogPlaces.Absent(Evidence.DnsQueries, $"no name look-ups are logged of {vpc}");
        }

        var elsewhere = logs.Where(log => BucketOf(log.DestinationArn) is null)
            .Select(log => $"the query log {log.Name} goes to {log.DestinationArn}, which cannot be copied from here; export it by hand").ToImmutableArray();
        var sources = logs.Select(log => BucketOf(log.DestinationArn)).OfType<(string Bucket, string Folder)>()
            .Select(to => new LogSource(Evidence.DnsQueries, to.Bucket, $"{to.Folder}AWSLogs/{account}/vpcdnsquerylogs/{vpc}/")).ToImmutableArray();
        return sources.IsEmpty
            ? LogPlaces.Gap(Evidence.DnsQueries, string.Join("; ", elsewhere))
            : new(Evidence.DnsQueries, sources) { Notes = elsewhere };
    }

    /// <summary>Files of several flow logs may share a folder; each has its log's id in its name.</summary>
    public static LogSource Source(FlowLog log, AccountId account, string region)
    {
        var (bucket, folder) = BucketOf(log.LogDestination)!.Value;
        return log.DestinationOptions?.HiveCompatiblePartitions == true
            ? new(Evidence.NetworkFlows, bucket, $"{folder}AWSLogs/aws-account-id={account}/aws-service=vpcflowlogs/aws-region={region}/")
            {
                DateFormat = "'year='yyyy'/month='MM'/day='dd'/'",
                Containing = log.FlowLogId,
            }
            : new(Evidence.NetworkFlows, bucket, $"{folder}AWSLogs/{account}/vpcflowlogs/{region}/") { Containing = log.FlowLogId };
    }

    /// <summary>Bucket and folder of a destination. Null: it is no bucket.</summary>
    private static (string Bucket, string Folder)? BucketOf(string? destination)
    {
        if (destination?.StartsWith(ToBucket, StringComparison.Ordinal) != true || destination.Split(':', 6) is not [_, _, "s3", _, _, var place])
        {
            return null;
        }

        var parts = place.Split('/', 2);
        return (parts[0], parts is [_, { Length: > 0 } folder] ? folder.TrimEnd('/') + "/" : "");
    }
}

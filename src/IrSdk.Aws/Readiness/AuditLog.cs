using System.Globalization;
using IrSdk.Aws.CloudTrail;

namespace IrSdk.Aws;

/// <summary>A trail of all regions that is logging, is delivered elsewhere, and proves that it is whole.</summary>
internal static class AuditLog
{
    private const string Name = "audit log";

    public static async Task<ReadinessItem> CheckAsync(ReadinessScene scene, CancellationToken cancellationToken)
    {
        using var access = await scene.EnterAsync(ResourceId.Global, cancellationToken).ConfigureAwait(false);
        var trails = (await access.CloudTrail.DescribeTrailsAsync(new() { IncludeShadowTrails = true }, cancellationToken).ConfigureAwait(false)).TrailList ?? [];
        if (trails.Find(trail => trail.IsMultiRegionTrail == true) is not { } trail)
        {
            return new(Name, ReadinessStatus.Missing, trails.Count == 0 ? "There is no trail." : $"No trail covers all regions ({ReadinessScene.Some(trails.Select(one => one.Name ?? "?"))}).",
                "Make a trail of all regions that delivers to a bucket of a central account, with log file validation.");
        }

        var status = await access.CloudTrail.GetTrailStatusAsync(new() { Name = trail.TrailARN }, cancellationToken).ConfigureAwait(false);
        if (status.IsLogging != true)
        {
            return new(Name, ReadinessStatus.Missing, $"{trail.Name} is not logging.", $"Start it: aws cloudtrail start-logging --name {trail.Name}");
        }

        if (status.LatestDeliveryError is { Length: > 0 } error)
        {
            return new(Name, ReadinessStatus.Missing, $"{trail.Name} cannot deliver to {trail.S3BucketName} ({error}).", "Mend the bucket's policy or key, and look at what was not delivered.");
        }

        var weak = Weaknesses(scene, trail).ToList();
        return weak.Count == 0
            ? new(Name, ReadinessStatus.Ready, $"{trail.Name} logs all regions to {trail.S3BucketName}, with validation.")
            : new(Name, ReadinessStatus.Partly, string.Create(CultureInfo.InvariantCulture, $"{trail.Name} logs all regions, but {string.Join(" and ", weak.Select(one => one.Found))}."), string.Join(" ", weak.Select(one => one.ToDo)));
    }

    private static IEnumerable<(string Found, string ToDo)> Weaknesses(ReadinessScene scene, Trail trail)
    {
        if (trail.LogFileValidationEnabled != true)
        {
            yield return ("nothing proves that its files are whole", "Turn log file validation on.");
        }

        if (trail.IsOrganizationTrail != true && trail.TrailARN?.Contains($":{scene.Account}:", StringComparison.Ordinal) == true)
        {
            yield return ("it belongs to the account that it watches", "Deliver to a bucket of another account, by an organisation trail.");
        }
    }
}

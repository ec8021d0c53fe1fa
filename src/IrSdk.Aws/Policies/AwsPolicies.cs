using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>The least that roles must be allowed to do for some actions, derived from what their handlers declare.</summary>
public static class AwsPolicies
{
    /// <summary>Policies for some actions, for what their undo needs, and for resolution.</summary>
    /// <param name="actions">The action types that playbooks can come to, such as <c>typeof(RevokeAccessKey)</c>.</param>
    /// <param name="options">Names the roles and the evidence bucket.</param>
    /// <param name="queue">The queue that the responder's host takes alerts from. Null: none.</param>
    /// <exception cref="ArgumentException">An action has no handler on AWS.</exception>
    public static AwsPolicySet For(IEnumerable<Type> actions, AwsOptions options, AlertQueue? queue = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var needed = actions.SelectMany(action => ActionEffects.Of(action).UndoneBy is { } undo ? [action, undo] : new[] { action })
            .Where(action => !action.IsSubclassOf(typeof(NotifyingAction))).Distinct()
            .Select(Registration).ToList();
        var scope = new PolicyScope { EvidenceBucket = options.EvidenceBucket ?? "*" };
        return new(
            PolicyDocument.Allow([.. Of(needed, AwsPurpose.Evidence, options), .. AwsDirectory.Permissions, .. AwsPreflight.PermissionsFor(options)], scope),
            PolicyDocument.Allow(Of(needed, AwsPurpose.Containment, options), scope),
            PolicyDocument.Allow([.. Entering(options), KnownRegions.Asking, .. EvidencePermissions.All, .. EvidencePermissions.SigningWith(options.AnchorKey), .. options.SnapshotKey is null ? [] : SnapshotCopies.Copying, .. queue?.Taking ?? []], scope));
    }

    private static AwsRegistration Registration(Type action) => AwsHandlers.All.FirstOrDefault(one => one.Action == action)
        ?? throw new ArgumentException($"'{ActionEffects.Of(action).Name}' has no handler on AWS; leave it out of the playbook.");

    private static IEnumerable<AwsPermission> Of(List<AwsRegistration> handlers, AwsPurpose purpose, AwsOptions options) =>
        handlers.Where(one => one.Purpose == purpose).SelectMany(one => one.PermissionsWith(options)).Distinct();

    private static ImmutableArray<AwsPermission> Entering(AwsOptions options) =>
    [
        .. new[] { options.EvidenceRole, options.ContainmentRole }.OfType<string>().Distinct(StringComparer.Ordinal)
            .Select(role => new AwsPermission("sts:AssumeRole", $"arn:{{partition}}:iam::*:role/{role}")),
    ];
}

/// <summary>IAM policies as JSON.</summary>
/// <param name="Evidence">For the evidence role of each guarded account: to look, to capture, and to ask what both roles may do.</param>
/// <param name="Containment">For the containment role of each guarded account: to contain and to restore.</param>
/// <param name="Responder">For the responder's own identity: to enter those roles, and to keep, read and lock evidence and anchors in the evidence bucket.</param>
public sealed record AwsPolicySet(string Evidence, string Containment, string Responder);

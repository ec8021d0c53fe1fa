using IrSdk.Resolution;

namespace IrSdk.Intake;

/// <summary>
/// Where each resource leads. What a suspect used, minted or came from is suspect, because the intruder acts through it;
/// the user's other keys, what else runs under a suspect role, and networks are related.
/// </summary>
internal static class Leads
{
    public static IEnumerable<Lookup> Of(Resource resource, int depth)
    {
        var next = depth + 1;
        switch (resource)
        {
            case AccessKey { IsSuspect: true }:
                yield return new(resource, Relation.Owner, Involvement.Suspect, next);
                yield return new(resource, Relation.MintedSessions, Involvement.Suspect, next);
                yield return new(resource, Relation.InstanceOfOrigin, Involvement.Suspect, next);
                break;
            case AccessKey:
                yield return new(resource, Relation.Owner, Involvement.Related, next);
                break;
            case IamUser { IsSuspect: true }:
                yield return new(resource, Relation.MintedSessions, Involvement.Suspect, next);
                yield return new(resource, Relation.Keys, Involvement.Related, next);
                break;
            case RoleSession { IsSuspect: true }:
                yield return new(resource, Relation.Role, Involvement.Suspect, depth);
                yield return new(resource, Relation.MintedSessions, Involvement.Suspect, next);
                yield return new(resource, Relation.InstanceOfOrigin, Involvement.Suspect, next);
                break;
            case RoleSession:
                yield return new(resource, Relation.Role, Involvement.Related, depth);
                break;
            case IamRole { IsSuspect: true }:
                yield return new(resource, Relation.InstancesUsing, Involvement.Related, next);
                break;
            case Instance:
                yield return new(resource, Relation.Role, Involvement.Related, depth);
                yield return new(resource, Relation.Network, Involvement.Related, depth);
                break;
        }
    }
}

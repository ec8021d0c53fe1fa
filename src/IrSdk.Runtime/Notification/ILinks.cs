namespace IrSdk.Runtime;

/// <summary>
/// Where people go from a notice. The links go to the journal and to every receiver, so a link must not let anyone in by itself:
/// it leads to a page that asks who they are.
/// </summary>
public interface ILinks
{
    /// <summary>Where an incident can be watched. Null: nowhere.</summary>
    Uri? Incident(IncidentId incident);

    /// <summary>Where what waits for approval can be approved. Null: by command only.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="plan">The hash of the plan that waits: an approval holds for that plan alone.</param>
    Uri? Approve(IncidentId incident, string plan);
}

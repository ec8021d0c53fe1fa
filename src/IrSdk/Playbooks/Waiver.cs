namespace IrSdk;

/// <summary>Evidence that a playbook leaves out on purpose. It is a gap on the page.</summary>
/// <param name="Evidence">The kinds that are left out.</param>
/// <param name="On">On which resources. Null: on all.</param>
/// <param name="Because">Why, in words that stand on the page.</param>
public sealed record Waiver(Evidence Evidence, Func<Incident, IEnumerable<Resource>>? On, string Because);

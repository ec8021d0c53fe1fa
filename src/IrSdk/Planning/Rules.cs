namespace IrSdk.Planning;

/// <summary>The ids of the rules that a plan is checked against. The same id means the same rule everywhere.</summary>
public static class Rules
{
    /// <summary>A containing step disturbs evidence that the response does not preserve; the planner adds its capture.</summary>
    public const string Unpreserved = "IR1001";

    /// <summary>An irreversible step's evidence is not written out.</summary>
    public const string IrreversibleUnpreserved = "IR1002";

    /// <summary>Steps need each other to go first.</summary>
    public const string Circular = "IR1005";

    /// <summary>A step is written after another that would destroy what it needs; it was moved before.</summary>
    public const string Moved = "IR1006";

    /// <summary>The playbook leaves evidence out on purpose.</summary>
    public const string Waived = "IR1007";

    /// <summary>The critical path of timeouts exceeds the deadline.</summary>
    public const string TooSlow = "IR2001";

    /// <summary>A human may take so long that it is no limit.</summary>
    public const string UnboundedWait = "IR2002";

    /// <summary>Containment would touch more resources than it may.</summary>
    public const string TooFar = "IR3001";

    /// <summary>An irreversible step needs approval.</summary>
    public const string IrreversibleUnapproved = "IR3002";

    /// <summary>Containment would touch a protected resource.</summary>
    public const string Protected = "IR3003";

    /// <summary>A verb, or the whole response, contains nothing.</summary>
    public const string ContainsNothing = "IR3004";

    /// <summary>A step would act on a resource that the incident does not have, or that the playbook changed.</summary>
    public const string Outside = "IR3005";
}

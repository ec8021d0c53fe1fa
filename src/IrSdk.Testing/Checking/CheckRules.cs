using IrSdk.Scripting;

namespace IrSdk.Testing;

/// <summary>The ids of what only a check of a whole playbook sees. The others are the analyzers', the planner's and the loader's.</summary>
public static class CheckRules
{
    /// <summary>The playbook threw while it was planned.</summary>
    public const string Threw = "IR4006";

    /// <summary>The playbook planned the same incident twice, in two ways.</summary>
    public const string Unsteady = "IR4007";

    /// <summary>Checking it took more time or memory than a playbook may take.</summary>
    public const string Unbounded = ScriptRules.Unbounded;

    /// <summary>The playbook has no recording.</summary>
    public const string NoRecording = "IR5001";

    /// <summary>The playbook's last drill is too old, failed or was of another script, or there was none.</summary>
    public const string DrillOverdue = "IR5002";

    /// <summary>A recording cannot be read, or is of another incident type than the playbook handles.</summary>
    public const string Unfit = "IR5003";
}

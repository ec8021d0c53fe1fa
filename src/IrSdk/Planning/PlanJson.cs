namespace IrSdk.Planning;

/// <summary>Plans as JSON.</summary>
public static class PlanJson
{
    internal static string HashOf(Plan plan) => plan.Playbook;
}

using IrSdk.Planning;

namespace IrSdk.Runtime;

/// <summary>What the planner must know of the guards. It is asked in the responder's own process, wherever the playbook's code runs.</summary>
internal static class GuardedPlanning
{
    extension(GuardRules guards)
    {
        public PlanningContext Context(int round) => new() { Round = round, IsProtected = guards.IsProtected, MaxAffected = guards.MaxAffected };
    }
}

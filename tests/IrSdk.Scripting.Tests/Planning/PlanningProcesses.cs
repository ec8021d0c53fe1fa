namespace IrSdk.Scripting.Tests.Planning;

/// <summary>Tests that look at this process's planning processes, one after another.</summary>
[CollectionDefinition(nameof(PlanningProcesses), DisableParallelization = true)]
public sealed class PlanningProcesses;

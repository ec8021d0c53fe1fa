namespace IrSdk.Runtime;

/// <summary>What a preflight found, in sentences.</summary>
internal static class PreflightSaid
{
    public static string Of(StepState step) => $"{step.Name} cannot be done: {step.Lacks}; give it that now, the step is tried all the same.";

    public static string Of(string unasked) => $"Whether every step is permitted could not be asked ({unasked.TrimEnd('.')}); a missing permission shows when its step fails.";
}

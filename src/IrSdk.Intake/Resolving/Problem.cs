namespace IrSdk.Intake;

/// <summary>What could not be found out.</summary>
/// <param name="Subject">What was asked; a whole sentence when <paramref name="Why"/> is empty.</param>
/// <param name="Why">The rest of the sentence, the same for all that failed of one cause. Default: it is of its own.</param>
internal sealed record Problem(string Subject, string Why = "");

namespace IrSdk.Intake;

/// <summary>
/// GuardDuty's severity, 0 to 10, as severity and confidence. Bands are GuardDuty's own: low from 1, medium from 4,
/// high from 7, critical from 9. GuardDuty weighs its certainty into that number and gives no other, so
/// confidence is ten times it; a sample finding is nobody's detection and has none.
/// </summary>
internal static class FindingSeverity
{
    public static Severity Severity(double severity) => severity switch
    {
        >= 9 => IrSdk.Severity.Critical,
        >= 7 => IrSdk.Severity.High,
        >= 4 => IrSdk.Severity.Medium,
        >= 1 => IrSdk.Severity.Low,
        _ => IrSdk.Severity.Informational,
    };

    public static int Confidence(double severity, bool sample) =>
        sample ? 0 : (int)Math.Round(severity * 10, MidpointRounding.AwayFromZero);
}

namespace IrSdk.Intake;

/// <summary>
/// Severity and confidence of a Security Hub finding. Severity is its label, else its normalised number in Security Hub's
/// bands (1, 40, 70, 90). Confidence is the finding's own; else what GuardDuty's number says; else 10 for a check of
/// configuration, which sees a weakness and no intruder, and 50 for any other product's detection.
/// </summary>
internal static class FindingScores
{
    private const int OfConfigurationCheck = 10;
    private const int OfDetection = 50;

    public static Severity Severity(Node finding)
    {
        var own = finding["Severity"];
        var label = own["Label"].Text() ?? finding["FindingProviderFields"]["Severity"]["Label"].Text();
        var normalized = own["Normalized"].Number(0, 100);
        return label?.ToUpperInvariant() switch
        {
            "CRITICAL" => IrSdk.Severity.Critical,
            "HIGH" => IrSdk.Severity.High,
            "MEDIUM" => IrSdk.Severity.Medium,
            "LOW" => IrSdk.Severity.Low,
            "INFORMATIONAL" => IrSdk.Severity.Informational,
            null => FromNumber(normalized ?? 0),
            _ => Unknown(own["Label"]),
        };
    }

    public static int Confidence(Node finding)
    {
        if (finding["Confidence"].Number(0, 100) is { } own)
        {
            return (int)Math.Round(own, MidpointRounding.AwayFromZero);
        }

        var guardDuty = finding["ProductArn"].LooseText()?.EndsWith("product/aws/guardduty", StringComparison.Ordinal) == true;
        return guardDuty && finding["Severity"]["Product"].Number(0, 10) is { } severity
            ? FindingSeverity.Confidence(severity, sample: finding["ProductFields"]["aws/guardduty/service/additionalInfo/sample"].LooseText() == "true")
            : IsCheck(finding) ? OfConfigurationCheck : OfDetection;
    }

    /// <summary>Whether it reports how something is configured, not what someone did.</summary>
    public static bool IsCheck(Node finding) => finding.Has("Compliance") || finding["Types"].Items.Any(
        type => type.LooseText()?.StartsWith("Software and Configuration Checks", StringComparison.OrdinalIgnoreCase) == true);

    private static Severity FromNumber(double normalized) => normalized switch
    {
        >= 90 => IrSdk.Severity.Critical,
        >= 70 => IrSdk.Severity.High,
        >= 40 => IrSdk.Severity.Medium,
        >= 1 => IrSdk.Severity.Low,
        _ => IrSdk.Severity.Informational,
    };

    private static Severity Unknown(Node label)
    {
        label.Refuse("The severity label is none of CRITICAL, HIGH, MEDIUM, LOW and INFORMATIONAL; correct it and send it again.");
        return IrSdk.Severity.Informational;
    }
}

namespace IrSdk.Intake;

/// <summary>The JSON Schema of the generic alert, <c>irsdk.alert/v1</c>: what any SIEM can send.</summary>
public static class GenericAlertSchema
{
    /// <summary>The value of the key <c>schema</c> in such an alert.</summary>
    public const string Name = "irsdk.alert/v1";

    /// <summary>The schema document, as UTF-8 JSON. The caller disposes it.</summary>
    public static Stream Open() => typeof(GenericAlertSchema).Assembly.GetManifestResourceStream("generic-alert.schema.json")
        ?? throw new InvalidOperationException("The schema of the generic alert is missing from the assembly; reinstall the package.");
}

namespace IrSdk.Intake;

/// <summary>What a document may cost before it is refused.</summary>
public static class ReadLimits
{
    /// <summary>The largest document, in bytes: 1 MB.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>The deepest nesting of objects and lists.</summary>
    public const int MaxDepth = 64;
}

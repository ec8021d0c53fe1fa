namespace IrSdk.Intake;

/// <summary>Why a document was not read as an alert, and where in it.</summary>
/// <param name="Path">The place as a JSON path, such as <c>$.detail.severity</c>; <c>$</c> is the whole document.</param>
/// <param name="Reason">One sentence: what is wrong and what to do.</param>
public sealed record Refusal(string Path, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Reason}";
}

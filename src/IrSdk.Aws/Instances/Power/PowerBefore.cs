namespace IrSdk.Aws;

/// <summary>An instance before it was ended.</summary>
/// <param name="State">Its state, such as <c>running</c>.</param>
/// <param name="RefusesTermination">Whether a call to terminate it was refused.</param>
internal sealed record PowerBefore(string State, bool RefusesTermination);

namespace IrSdk;

/// <summary>A way by which the responder reaches a resource.</summary>
public enum Channel
{
    /// <summary>Running commands on an instance through its agent.</summary>
    LiveResponse,
}

namespace IrSdk.Runtime;

/// <summary>The provider refused or failed.</summary>
public sealed class ProviderException : Exception
{
    /// <summary>A refusal or failure.</summary>
    /// <param name="message">One sentence: what failed and what to do.</param>
    /// <param name="isTransient">Whether trying again may help.</param>
    /// <param name="innerException">The provider's own exception. Null: none.</param>
    public ProviderException(string message, bool isTransient, Exception? innerException = null)
        : base(message, innerException) => IsTransient = isTransient;

    /// <summary>Whether trying again may help: throttled, timed out, briefly unavailable.</summary>
    public bool IsTransient { get; }
}

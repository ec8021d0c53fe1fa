namespace IrSdk.Planning;

/// <summary>A playbook gave no response. The message says in one sentence why, and what to do.</summary>
public sealed class PlanningException : Exception
{
    /// <summary>A playbook gave no response.</summary>
    public PlanningException() { }

    /// <summary>A playbook gave no response.</summary>
    /// <param name="message">Why, and what to do.</param>
    public PlanningException(string message)
        : base(message) { }

    /// <summary>A playbook gave no response.</summary>
    /// <param name="message">Why, and what to do.</param>
    /// <param name="innerException">What went wrong below.</param>
    public PlanningException(string message, Exception? innerException)
        : base(message, innerException) { }
}

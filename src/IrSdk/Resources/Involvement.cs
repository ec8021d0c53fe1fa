namespace IrSdk;

/// <summary>How a resource is in an incident. Bare containing verbs take suspects only.</summary>
public enum Involvement
{
    /// <summary>Found by resolution; neither held nor acted upon by the intruder as far as is known.</summary>
    Related,

    /// <summary>The intruder acted upon it.</summary>
    Target,

    /// <summary>The intruder holds it.</summary>
    Suspect,
}

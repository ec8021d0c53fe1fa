using System.Text.Json.Serialization;

namespace IrSdk;

/// <summary>How sure the source is, from 0 to 100.</summary>
[JsonConverter(typeof(ConfidenceConverter))]
public readonly record struct Confidence : IComparable<Confidence>
{
    /// <summary>Makes a confidence.</summary>
    /// <param name="value">0 (a guess) to 100 (certain).</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 0 or above 100.</exception>
    public Confidence(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 100);
        Value = value;
    }

    /// <summary>0 to 100.</summary>
    public int Value { get; }

    /// <inheritdoc/>
    public int CompareTo(Confidence other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

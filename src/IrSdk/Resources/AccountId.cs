using System.Text.Json.Serialization;

namespace IrSdk;

/// <summary>A cloud account: exactly twelve decimal digits.</summary>
[JsonConverter(typeof(AccountIdConverter))]
public readonly record struct AccountId : IComparable<AccountId>
{
    private readonly string? value;

    /// <summary>Makes an account id from its twelve digits.</summary>
    /// <param name="digits">Twelve decimal digits, such as <c>111122223333</c>.</param>
    /// <exception cref="FormatException">The text is not twelve decimal digits.</exception>
    public AccountId(string digits) =>
        value = IsValid(digits) ? digits : throw new FormatException($"'{digits}' is not an account id; give twelve decimal digits.");

    /// <summary>Whether a text is an account id: twelve decimal digits.</summary>
    public static bool IsValid(string? digits) => digits is { Length: 12 } && digits.All(char.IsAsciiDigit);

    /// <inheritdoc/>
    public int CompareTo(AccountId other) => string.CompareOrdinal(ToString(), other.ToString());

    /// <inheritdoc/>
    public override string ToString() => value ?? "000000000000";
}

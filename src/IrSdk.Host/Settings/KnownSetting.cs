using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace IrSdk.Host.Settings;

/// <summary>A setting that the host knows, found from the settings' own classes.</summary>
/// <param name="Name">Its name, its sections before it, each followed by a colon. Names that the user chooses are <c>*</c>.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Property">The property that it is bound to, or that holds the dictionary or list.</param>
internal sealed record KnownSetting(string Name, Type Type, PropertyInfo Property)
{
    /// <summary>Whether it holds others.</summary>
    public bool IsSection => !IsValue(Type);

    /// <summary>All of them, sections before what they hold.</summary>
    public static IReadOnlyList<KnownSetting> All { get; } = [.. Of(typeof(HostSettings), "")];

    /// <returns>Null: no setting has this name.</returns>
    public static KnownSetting? Find(string name)
    {
        var parts = name.Split(':');
        return All.FirstOrDefault(one => one.Name.Split(':') is var known && known.Length == parts.Length
            && known.Zip(parts).All(pair => pair.First == "*" || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>The setting whose name is the likeliest to have been meant.</summary>
    public static string Nearest(string name) => All.Where(one => !one.Name.EndsWith('*')).Select(one => one.Name)
        .MinBy(known => Distance(known.ToUpperInvariant(), name.ToUpperInvariant()))!;

    /// <summary>The first setting of a section.</summary>
    public static string FirstIn(KnownSetting section) => All.First(one => !one.IsSection && one.Name.StartsWith(section.Name + ":", StringComparison.Ordinal)).Name.Replace("*", "NAME", StringComparison.Ordinal);

    /// <returns>Why a text is no value of this setting, as the end of a sentence. Null: it is one.</returns>
    public string? Refuse(string text)
    {
        var type = Nullable.GetUnderlyingType(Type) ?? Type;
        try
        {
            _ = text.Length == 0 && type != Type ? null : TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, text);
            return null;
        }
        catch (Exception wrong) when (wrong is FormatException or NotSupportedException or ArgumentException or OverflowException)
        {
            return type == typeof(TimeSpan) ? "write a time as hours:minutes:seconds, or days.hours:minutes:seconds"
                : type == typeof(bool) ? "write true or false"
                : type == typeof(Uri) ? "write an address"
                : type.IsEnum ? $"write {string.Join(", ", Enum.GetNames(type))}"
                : "write a number";
        }
    }

    private static IEnumerable<KnownSetting> Of(Type section, string before)
    {
        foreach (var property in section.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            foreach (var one in Under(property.PropertyType, before + property.Name, property))
            {
                yield return one;
            }
        }
    }

    private static IEnumerable<KnownSetting> Under(Type type, string name, PropertyInfo property)
    {
        yield return new(name, type, property);
        var inner = type.IsArray ? type.GetElementType()! : type.IsGenericType && type.Namespace!.StartsWith("System.Collections", StringComparison.Ordinal) ? type.GetGenericArguments()[^1] : null;
        foreach (var one in inner is not null ? Under(inner, name + ":*", property) : IsValue(type) ? [] : Of(type, name + ":"))
        {
            yield return one;
        }
    }

    private static bool IsValue(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var real
        && (real.IsPrimitive || real.IsEnum || real == typeof(string) || real == typeof(Uri) || real == typeof(TimeSpan) || real == typeof(DateTimeOffset) || real == typeof(decimal));

    /// <summary>How many letters have to be changed, added or taken away (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), corner + (one[i - 1] == other[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}

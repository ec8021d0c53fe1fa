using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrSdk.Analyzers;

/// <summary>Spans of time that are written as constants.</summary>
internal static class Durations
{
    public static TimeSpan? Of(ImmutableHashSet<Value> values) => values.Count == 1 && values.First() is Duration duration ? duration.Span : null;

    /// <summary>What a call such as <c>5.Minutes()</c> or <c>TimeSpan.FromMinutes(5)</c> gives. Null: not known.</summary>
    public static TimeSpan? OfCall(IMethodSymbol method, ImmutableHashSet<Value>? receiver, IReadOnlyList<ImmutableHashSet<Value>> arguments)
    {
        if (Names.IsMemberOf(method, "Durations"))
        {
            return Number(receiver ?? arguments.FirstOrDefault()) is { } count ? Span(method.Name, count) : null;
        }

        return method.ContainingType is { Name: "TimeSpan", ContainingNamespace.Name: "System" } && method.Name.StartsWith("From", StringComparison.Ordinal)
            && arguments.Count > 0 && Number(arguments[0]) is { } number && arguments.Skip(1).All(IsZero)
                ? Span(method.Name.Substring("From".Length), number)
                : null;
    }

    public static TimeSpan? OfMember(ISymbol member) => (member.ContainingType?.Name, member.Name) switch
    {
        ("TimeSpan", "Zero") => TimeSpan.Zero,
        ("TimeSpan", "MaxValue") => TimeSpan.MaxValue,
        _ => null,
    };

    public static TimeSpan? OfCreation(IObjectCreationOperation creation, IReadOnlyList<ImmutableHashSet<Value>> arguments)
    {
        var numbers = arguments.Select(Number).ToList();
        return creation.Type is not { Name: "TimeSpan", ContainingNamespace.Name: "System" } || numbers.Contains(null)
            ? null
            : numbers.Select(number => (int)number!.Value).ToList() switch
            {
                [var hours, var minutes, var seconds] => new TimeSpan(hours, minutes, seconds),
                [var days, var hours, var minutes, var seconds] => new TimeSpan(days, hours, minutes, seconds),
                _ => null,
            };
    }

    private static bool IsZero(ImmutableHashSet<Value> values) => Number(values) == 0;

    private static double? Number(ImmutableHashSet<Value>? values) => values is { Count: 1 } && values.First() is Constant constant ? constant.What switch
    {
        int number => number,
        long number => number,
        double number => number,
        _ => null,
    }
    : null;

    private static TimeSpan? Span(string unit, double count)
    {
        var span = unit switch
        {
            "Seconds" => count,
            "Minutes" => count * 60,
            "Hours" => count * 3600,
            "Days" => count * 86400,
            _ => double.NaN,
        };
        return Math.Abs(span) < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(span) : null;
    }
}

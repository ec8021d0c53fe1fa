namespace IrSdk.Resolution;

/// <summary>A span of time, both ends in UTC and included.</summary>
public readonly record struct TimeWindow(DateTimeOffset From, DateTimeOffset To);

namespace IrSdk;

/// <summary>Spans of time as people say them: <c>5.Minutes()</c>.</summary>
public static class Durations
{
    extension(int count)
    {
        /// <summary>So many seconds.</summary>
        public TimeSpan Seconds() => TimeSpan.FromSeconds(count);

        /// <summary>So many minutes.</summary>
        public TimeSpan Minutes() => TimeSpan.FromMinutes(count);

        /// <summary>So many hours.</summary>
        public TimeSpan Hours() => TimeSpan.FromHours(count);

        /// <summary>So many days.</summary>
        public TimeSpan Days() => TimeSpan.FromDays(count);
    }
}

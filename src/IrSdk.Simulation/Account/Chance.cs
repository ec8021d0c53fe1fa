using System.Text;

namespace IrSdk.Simulation;

/// <summary>Chance that depends on a seed and on what it is drawn for, and not on the order of the draws.</summary>
internal static class Chance
{
    /// <summary>A number from 0 (included) to 1 (excluded).</summary>
    public static double Of(int seed, string what)
    {
        var hash = 14695981039346656037UL ^ (uint)seed;
        foreach (var one in Encoding.UTF8.GetBytes(what))
        {
            hash = unchecked((hash ^ one) * 1099511628211UL);
        }

        hash = unchecked((hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL);
        hash = unchecked((hash ^ (hash >> 27)) * 0x94D049BB133111EBUL);
        return ((hash ^ (hash >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A number from 1 - <paramref name="spread"/> to 1 + <paramref name="spread"/>.</summary>
    public static double Around1(int seed, string what, double spread) => 1 - spread + (2 * spread * Of(seed, what));
}

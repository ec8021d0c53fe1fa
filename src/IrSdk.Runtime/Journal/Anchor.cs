namespace IrSdk.Runtime;

/// <summary>A signed place in a chain.</summary>
/// <param name="Sequence">The entry.</param>
/// <param name="Hash">The chain up to and including it, in lower-case hexadecimal.</param>
/// <param name="At">When it was anchored, in UTC.</param>
/// <param name="KeyId">The key: the beginning of the SHA-256 of its public part.</param>
/// <param name="Signature">Over sequence, hash and time; base64.</param>
public sealed record Anchor(long Sequence, string Hash, DateTimeOffset At, string KeyId, string Signature);

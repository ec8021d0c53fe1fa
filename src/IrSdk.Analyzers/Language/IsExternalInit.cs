namespace System.Runtime.CompilerServices;

/// <summary>What the compiler needs for records on this framework.</summary>
internal static class IsExternalInit;

namespace IrSdk.Scripting;

/// <summary>What the compiler writes for records, iterators, patterns, interpolation and collection expressions. A script may not name it.</summary>
internal static class CompilerTypes
{
    private const string Services = "System.Runtime.CompilerServices.";
    private const string Interop = "System.Runtime.InteropServices.";

    public static IEnumerable<KeyValuePair<string, TypeRule>> Rules =>
    [
        .. Attributes.Select(type => KeyValuePair.Create(type, TypeRule.Compiler(".ctor", "set_AllowMultiple", "set_Inherited", "WrapNonExceptionThrows"))),
        .. Names.Select(type => KeyValuePair.Create(type, TypeRule.Compiler(".ctor"))),
        .. Enumerable.Range(2, 15).Select(size => KeyValuePair.Create($"{Services}InlineArray{size}`1", TypeRule.Compiler())),
        .. Members.Select(part => KeyValuePair.Create(part.Type, TypeRule.Compiler(part.Members))),
    ];

    /// <summary>
    /// Members that read or write memory past the type system. Only the compiler's own helper class may call them, so the
    /// metadata gate looks into every other method for them.
    /// </summary>
    public static bool IsUnsafe(string type) => type is Services + "Unsafe" or Interop + "MemoryMarshal";

    private static readonly string[] Attributes =
    [
        Services + "CompilationRelaxationsAttribute", Services + "RuntimeCompatibilityAttribute", Services + "CompilerGeneratedAttribute",
        Services + "CompilerFeatureRequiredAttribute", Services + "ExtensionAttribute", Services + "ExtensionMarkerAttribute",
        Services + "InlineArrayAttribute", Services + "IsByRefLikeAttribute", Services + "IsReadOnlyAttribute", Services + "IsUnmanagedAttribute",
        Services + "IteratorStateMachineAttribute", Services + "NullableAttribute", Services + "NullableContextAttribute",
        Services + "NullablePublicOnlyAttribute", Services + "ParamCollectionAttribute", Services + "PreserveBaseOverridesAttribute",
        Services + "RefSafetyRulesAttribute", Services + "RequiredMemberAttribute", Services + "ScopedRefAttribute", Services + "TupleElementNamesAttribute",
        "System.Diagnostics.DebuggableAttribute", "System.Diagnostics.DebuggerBrowsableAttribute", "System.Diagnostics.DebuggerDisplayAttribute",
        "System.Diagnostics.DebuggerHiddenAttribute", "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute", "System.ObsoleteAttribute",
        "System.ParamArrayAttribute", "System.Reflection.DefaultMemberAttribute", "System.AttributeUsageAttribute", "System.Attribute",
    ];

    private static readonly string[] Names =
    [
        Services + "IsExternalInit", Services + "SwitchExpressionException", "System.AttributeTargets",
        "System.Diagnostics.DebuggableAttribute+DebuggingModes", "System.Diagnostics.DebuggerBrowsableState",
        "System.MulticastDelegate", "System.IAsyncResult", "System.AsyncCallback", "System.RuntimeTypeHandle", "System.RuntimeFieldHandle", "System.ValueType", "System.Void",
        "System.IndexOutOfRangeException", "System.IntPtr", Interop + "InAttribute",
    ];

    private static readonly (string Type, string[] Members)[] Members =
    [
        ("System.Delegate", ["Combine", "Remove", "op_Equality", "op_Inequality"]),
        ("System.Environment", ["get_CurrentManagedThreadId"]),
        ("System.Type", ["GetTypeFromHandle", "op_Equality", "op_Inequality"]),
        (Services + "DefaultInterpolatedStringHandler", [".ctor", "AppendFormatted", "AppendLiteral", "ToStringAndClear"]),
        (Services + "RuntimeHelpers", ["CreateSpan", "EnsureSufficientExecutionStack", "GetSubArray", "InitializeArray"]),
        (Services + "Unsafe", ["Add", "As", "AsRef"]),
        (Interop + "CollectionsMarshal", ["AsSpan", "SetCount"]),
        (Interop + "ImmutableCollectionsMarshal", ["AsArray", "AsImmutableArray"]),
        (Interop + "MemoryMarshal", ["CreateReadOnlySpan", "CreateSpan"]),
    ];
}

using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace IrSdk.Scripting;

/// <summary>The allow list's names for what is in metadata. Notes pointers on the way.</summary>
internal sealed class MetadataNames(MetadataReader metadata, ScriptPackages packages) : ISignatureTypeProvider<string, object?>
{
    /// <summary>What every array is called: its members are its own, not those of what is in it.</summary>
    private const string Array = "System.Array";

    /// <summary>The script's own types, which need no leave.</summary>
    private const string Own = "";

    /// <summary>Whether a signature that was decoded holds a pointer.</summary>
    public bool SawPointer { get; private set; }

    public string Of(TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind switch
        {
            HandleKind.TypeReference => $"{Of((TypeReferenceHandle)type.ResolutionScope)}+{name}",
            HandleKind.AssemblyReference when IsPackages((AssemblyReferenceHandle)type.ResolutionScope) => AllowList.Package + name,
            _ when type.Namespace.IsNil => name,
            _ => $"{metadata.GetString(type.Namespace)}.{name}",
        };
    }

    public string Of(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{Of(outer)}+{name}" : name;
    }

    /// <summary>The type that a member is of, or null when the script itself declares it.</summary>
    public string? DeclaringType(MemberReference member)
    {
        var name = member.Parent.Kind switch
        {
            HandleKind.TypeReference => Of((TypeReferenceHandle)member.Parent),
            HandleKind.TypeSpecification => metadata.GetTypeSpecification((TypeSpecificationHandle)member.Parent).DecodeSignature(this, null),
            HandleKind.TypeDefinition or HandleKind.MethodDefinition => Own,
            _ => "another module",
        };
        return name.Length == 0 ? null : name;
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Of(handle);

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Own;

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, null);

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType;

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) =>
        typeCode == PrimitiveTypeCode.TypedReference ? Pointer() : $"System.{typeCode}";

    public string GetSZArrayType(string elementType) => Array;

    public string GetArrayType(string elementType, ArrayShape shape) => "array of several dimensions";

    public string GetByReferenceType(string elementType) => elementType;

    public string GetPinnedType(string elementType) => Pointer();

    public string GetPointerType(string elementType) => Pointer();

    public string GetFunctionPointerType(MethodSignature<string> signature) => Pointer();

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetGenericMethodParameter(object? genericContext, int index) => "a type parameter";

    public string GetGenericTypeParameter(object? genericContext, int index) => "a type parameter";

    private bool IsPackages(AssemblyReferenceHandle handle) => packages.Has(metadata.GetString(metadata.GetAssemblyReference(handle).Name));

    private string Pointer()
    {
        SawPointer = true;
        return "a pointer";
    }
}

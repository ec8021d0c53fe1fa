using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace IrSdk.Scripting;

/// <summary>Finds static fields that can be changed, or that hold what can be: what one incident left there would be seen by the next.</summary>
internal sealed class MutableStatics : ISignatureTypeProvider<bool, object?>
{
    private readonly MetadataReader metadata;
    private readonly MetadataNames names;
    private readonly Dictionary<TypeDefinitionHandle, bool> own = [];

    private MutableStatics(MetadataReader metadata, MetadataNames names) => (this.metadata, this.names) = (metadata, names);

    public static IEnumerable<string> In(MetadataReader metadata, MetadataNames names)
    {
        var types = new MutableStatics(metadata, names);
        foreach (var handle in metadata.TypeDefinitions)
        {
            if (IsCompilers(names.Of(handle)))
            {
                continue;
            }

            foreach (var field in Fields(metadata, handle, isStatic: true).Where(field => (field.Attributes & FieldAttributes.Literal) == 0))
            {
                if ((field.Attributes & FieldAttributes.InitOnly) == 0 || !field.DecodeSignature(types, null))
                {
                    yield return $"{names.Of(handle)}.{metadata.GetString(field.Name)}";
                }
            }
        }
    }

    public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        if (own.TryGetValue(handle, out var known))
        {
            return known;
        }

        // One that holds itself is what the rest of it is.
        own[handle] = true;
        var type = metadata.GetTypeDefinition(handle);
        var isEnum = type.BaseType is { Kind: HandleKind.TypeReference, IsNil: false } && names.Of((TypeReferenceHandle)type.BaseType) == "System.Enum";
        return own[handle] = isEnum || (HasImmutableBase(type)
            && Fields(metadata, handle, isStatic: false).All(field => (field.Attributes & FieldAttributes.InitOnly) != 0 && field.DecodeSignature(this, this))
            && metadata.TypeDefinitions.Where(other => Base(other) == handle).All(other => GetTypeFromDefinition(metadata, other, 0)));
    }

    public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => ImmutableTypes.Has(names.Of(handle));

    public bool GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => genericType && typeArguments.All(argument => argument);

    public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode is not (PrimitiveTypeCode.Object or PrimitiveTypeCode.TypedReference);

    /// <summary>In a field of a type that is asked about, what stands for it is asked about where it is given; a static field may be of none.</summary>
    public bool GetGenericTypeParameter(object? genericContext, int index) => genericContext is not null;

    public bool GetGenericMethodParameter(object? genericContext, int index) => false;

    public bool GetSZArrayType(bool elementType) => false;

    public bool GetArrayType(bool elementType, ArrayShape shape) => false;

    public bool GetByReferenceType(bool elementType) => false;

    public bool GetPinnedType(bool elementType) => false;

    public bool GetPointerType(bool elementType) => false;

    public bool GetFunctionPointerType(MethodSignature<bool> signature) => false;

    public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => unmodifiedType;

    /// <summary>The compiler keeps the delegates and data that it made in classes whose names no script can write.</summary>
    private static bool IsCompilers(string type) =>
        type.Split('+')[^1] is var name && (name.StartsWith("<>c", StringComparison.Ordinal) || name.StartsWith("<>O", StringComparison.Ordinal))
        || type.Split('+')[0] == "<PrivateImplementationDetails>";

    private bool HasImmutableBase(TypeDefinition type) => type.BaseType.Kind switch
    {
        _ when type.BaseType.IsNil => false,
        HandleKind.TypeReference => names.Of((TypeReferenceHandle)type.BaseType) is "System.Object" or "System.ValueType",
        HandleKind.TypeDefinition => GetTypeFromDefinition(metadata, (TypeDefinitionHandle)type.BaseType, 0),
        _ => GetTypeFromSpecification(metadata, this, (TypeSpecificationHandle)type.BaseType, 0),
    };

    private TypeDefinitionHandle Base(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle).BaseType;
        return type is { IsNil: false, Kind: HandleKind.TypeDefinition } ? (TypeDefinitionHandle)type : default;
    }

    private static IEnumerable<FieldDefinition> Fields(MetadataReader metadata, TypeDefinitionHandle type, bool isStatic) =>
        metadata.GetTypeDefinition(type).GetFields().Select(metadata.GetFieldDefinition).Where(field => (field.Attributes & FieldAttributes.Static) != 0 == isStatic);
}

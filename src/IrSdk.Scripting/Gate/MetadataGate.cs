using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace IrSdk.Scripting;

/// <summary>
/// Says what an emitted assembly could reach that the allow list does not hold. Whatever the source looked like, an assembly
/// reaches only what its metadata tables name, so the answer is complete.
/// </summary>
internal static class MetadataGate
{
    /// <summary>Tables that a script has no use for: foreign code, other modules, embedded files, overlapping fields.</summary>
    private static readonly TableIndex[] EmptyTables =
    [
        TableIndex.ModuleRef, TableIndex.ImplMap, TableIndex.File, TableIndex.ExportedType, TableIndex.ManifestResource,
        TableIndex.FieldMarshal, TableIndex.FieldLayout, TableIndex.DeclSecurity,
    ];

    /// <summary>The names of what is out of reach, each once, in order; empty when the assembly may be loaded.</summary>
    public static ImmutableArray<string> Check(ImmutableArray<byte> assembly, ScriptPackages packages)
    {
        try
        {
            using var file = new PEReader(assembly);
            var metadata = file.GetMetadataReader();
            var names = new MetadataNames(metadata, packages);
            return
            [
                .. References(metadata, names, packages).Concat(Definitions(metadata, names)).Concat(Signatures(metadata, names))
                    .Concat(UnsafeCalls.In(file, metadata, names))
                    .Distinct().Order(StringComparer.Ordinal),
            ];
        }
        catch (BadImageFormatException)
        {
            return ["a damaged assembly"];
        }
    }

    private static IEnumerable<string> References(MetadataReader metadata, MetadataNames names, ScriptPackages packages)
    {
        var assemblies = metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name));
        var types = metadata.TypeReferences.Select(names.Of);
        return
        [
            .. assemblies.Where(name => !AllowList.Assemblies.Contains(name) && !packages.Has(name)),
            .. types.Where(type => AllowList.OfType(type) == Reach.Refused),
            .. metadata.MemberReferences.Select(handle => RefusedMember(metadata.GetMemberReference(handle), metadata, names)).OfType<string>(),
        ];
    }

    private static string? RefusedMember(MemberReference member, MetadataReader metadata, MetadataNames names)
    {
        var type = names.DeclaringType(member);
        var name = metadata.GetString(member.Name);
        return type is null || AllowList.OfMember(type, name, () => string.Join(',', member.DecodeMethodSignature(names, null).ParameterTypes)) != Reach.Refused ? null : $"{type}.{name}";
    }

    private static IEnumerable<string> Definitions(MetadataReader metadata, MetadataNames names)
    {
        foreach (var table in EmptyTables.Where(table => metadata.GetTableRowCount(table) > 0))
        {
            yield return $"metadata table {table}";
        }

        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            var name = metadata.GetString(method.Name);
            if ((method.Attributes & MethodAttributes.PinvokeImpl) != 0
                || (method.ImplAttributes & (MethodImplAttributes.InternalCall | MethodImplAttributes.CodeTypeMask | MethodImplAttributes.Unmanaged)) != 0)
            {
                yield return $"native method {name}";
            }

            if (name == ".cctor" && metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name) == "<Module>")
            {
                yield return "module initializer";
            }
        }

        foreach (var state in MutableStatics.In(metadata, names))
        {
            yield return $"mutable static field {state}";
        }
    }

    /// <summary>Decodes every signature; the decoder notes pointers, which no allowed code has.</summary>
    private static IEnumerable<string> Signatures(MetadataReader metadata, MetadataNames names)
    {
        foreach (var handle in metadata.MethodDefinitions)
        {
            metadata.GetMethodDefinition(handle).DecodeSignature(names, null);
        }

        foreach (var handle in metadata.FieldDefinitions)
        {
            metadata.GetFieldDefinition(handle).DecodeSignature(names, null);
        }

        foreach (var member in metadata.MemberReferences.Select(metadata.GetMemberReference))
        {
            if (member.GetKind() == MemberReferenceKind.Method)
            {
                member.DecodeMethodSignature(names, null);
            }
            else
            {
                member.DecodeFieldSignature(names, null);
            }
        }

        for (var row = 1; row <= metadata.GetTableRowCount(TableIndex.StandAloneSig); row++)
        {
            var signature = metadata.GetStandaloneSignature(MetadataTokens.StandaloneSignatureHandle(row));
            if (signature.GetKind() == StandaloneSignatureKind.LocalVariables)
            {
                signature.DecodeLocalSignature(names, null);
            }
            else
            {
                yield return "indirect call";
            }
        }

        for (var row = 1; row <= metadata.GetTableRowCount(TableIndex.TypeSpec); row++)
        {
            metadata.GetTypeSpecification(MetadataTokens.TypeSpecificationHandle(row)).DecodeSignature(names, null);
        }

        for (var row = 1; row <= metadata.GetTableRowCount(TableIndex.MethodSpec); row++)
        {
            metadata.GetMethodSpecification(MetadataTokens.MethodSpecificationHandle(row)).DecodeSignature(names, null);
        }

        if (names.SawPointer)
        {
            yield return "pointer";
        }
    }
}

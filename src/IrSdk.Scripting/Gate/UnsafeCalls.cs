using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace IrSdk.Scripting;

/// <summary>Finds calls past the type system in methods that are not the compiler's own helpers.</summary>
internal static class UnsafeCalls
{
    private const string Helpers = "<PrivateImplementationDetails>";
    private const int TokenSize = 4;
    private const int SwitchTable = -1;

    /// <summary>How many bytes follow each instruction; -1: a switch, whose table says so itself.</summary>
    private static readonly Lazy<Dictionary<ushort, int>> OperandSizes = new(() => typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => unchecked((ushort)code.Value), SizeOf));

    public static IEnumerable<string> In(PEReader file, MetadataReader metadata, MetadataNames names)
    {
        // What no method could name, none calls; most scripts end here.
        if (!metadata.MemberReferences.Any(handle => names.DeclaringType(metadata.GetMemberReference(handle)) is { } declaring && CompilerTypes.IsUnsafe(declaring)))
        {
            yield break;
        }

        foreach (var method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Where(method => method.RelativeVirtualAddress != 0))
        {
            if (names.Of(method.GetDeclaringType()).Split('+')[0] == Helpers)
            {
                continue;
            }

            foreach (var member in Members(file.GetMethodBody(method.RelativeVirtualAddress).GetILReader(), metadata))
            {
                if (names.DeclaringType(member) is { } type && CompilerTypes.IsUnsafe(type))
                {
                    yield return $"{type}.{metadata.GetString(member.Name)}";
                }
            }
        }
    }

    private static List<MemberReference> Members(BlobReader code, MetadataReader metadata)
    {
        var found = new List<MemberReference>();
        while (code.RemainingBytes > 0)
        {
            var instruction = (ushort)code.ReadByte();
            if (instruction == 0xFE)
            {
                instruction = (ushort)(0xFE00 | code.ReadByte());
            }

            if (!OperandSizes.Value.TryGetValue(instruction, out var size))
            {
                throw new BadImageFormatException("An instruction is not known.");
            }

            if (size == TokenSize && TryMember(code, metadata) is { } member)
            {
                found.Add(member);
            }

            code.Offset += size == SwitchTable ? sizeof(int) + (sizeof(int) * PeekInt(code)) : size;
        }

        return found;
    }

    private static MemberReference? TryMember(BlobReader code, MetadataReader metadata)
    {
        // Not every operand of four bytes is a token; what only looks like one cannot do harm here, it can only be refused.
        var token = PeekInt(code);
        var handle = (token >>> 24) is 0x0A or 0x2B ? MetadataTokens.EntityHandle(token) : default;
        if (handle.Kind == HandleKind.MethodSpecification && MetadataTokens.GetRowNumber(handle) <= metadata.GetTableRowCount(TableIndex.MethodSpec))
        {
            handle = metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        }

        return handle.Kind == HandleKind.MemberReference && !handle.IsNil && MetadataTokens.GetRowNumber(handle) <= metadata.GetTableRowCount(TableIndex.MemberRef)
            ? metadata.GetMemberReference((MemberReferenceHandle)handle)
            : null;
    }

    private static int PeekInt(BlobReader code) => code.ReadInt32();

    private static int SizeOf(OpCode code) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => SwitchTable,
        _ => TokenSize,
    };
}

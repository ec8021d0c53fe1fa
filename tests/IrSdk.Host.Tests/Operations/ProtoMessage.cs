using System.Buffers.Binary;
using System.Text;

namespace IrSdk.Host.Tests.Operations;

/// <summary>A protobuf message, read by its wire format alone.</summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Field, byte[]? Bytes, ulong Value)> fields = [];

    public ProtoMessage(ReadOnlySpan<byte> wire)
    {
        while (wire.Length > 0)
        {
            var key = Varint(ref wire);
            var field = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    fields.Add((field, null, Varint(ref wire)));
                    break;
                case 1:
                    fields.Add((field, null, BinaryPrimitives.ReadUInt64LittleEndian(wire)));
                    wire = wire[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref wire);
                    fields.Add((field, wire[..length].ToArray(), 0));
                    wire = wire[length..];
                    break;
                case 5:
                    fields.Add((field, null, BinaryPrimitives.ReadUInt32LittleEndian(wire)));
                    wire = wire[4..];
                    break;
                default:
                    throw new InvalidDataException("This is no protobuf message.");
            }
        }
    }

    public IEnumerable<ProtoMessage> Messages(int field) => fields.Where(one => one.Field == field && one.Bytes is not null).Select(one => new ProtoMessage(one.Bytes));

    public byte[]? Bytes(int field) => fields.FirstOrDefault(one => one.Field == field && one.Bytes is not null).Bytes;

    public string? Text(int field) => Bytes(field) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    public long? Whole(int field) => Find(field) is { } value ? (long)value : null;

    public double? Double(int field) => Find(field) is { } value ? BitConverter.UInt64BitsToDouble(value) : null;

    private ulong? Find(int field) => fields.Where(one => one.Field == field && one.Bytes is null).Select(one => (ulong?)one.Value).FirstOrDefault();

    private static ulong Varint(ref ReadOnlySpan<byte> wire)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var one = wire[0];
            wire = wire[1..];
            value |= (ulong)(one & 0x7f) << shift;
            if ((one & 0x80) == 0)
            {
                return value;
            }
        }
    }
}

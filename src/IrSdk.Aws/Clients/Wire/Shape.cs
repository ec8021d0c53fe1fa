using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace IrSdk.Aws.Wire;

/// <summary>The properties of a request, response or part of one that go over the wire, under their own names.</summary>
internal sealed class Shape
{
    private static readonly ConcurrentDictionary<Type, Shape> Known = new();

    private Shape(Type type) => Properties =
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && property.DeclaringType!.Assembly == typeof(Shape).Assembly),
    ];

    public ImmutableArray<PropertyInfo> Properties { get; }

    public static Shape Of(Type type) => Known.GetOrAdd(type, static type => new(type));
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace IrSdk.Planning;

/// <summary>The action types that plans can name, and how each is taken apart and put together again.</summary>
public sealed class ActionCatalog
{
    private static readonly ConcurrentDictionary<(Type Action, Type Resource), ImmutableArray<PropertyInfo>> Arguments = new();

    private readonly ImmutableSortedDictionary<string, Type> types;

    private ActionCatalog(ImmutableSortedDictionary<string, Type> types) => this.types = types;

    /// <summary>The actions of this package.</summary>
    public static ActionCatalog BuiltIn { get; } =
        new ActionCatalog(ImmutableSortedDictionary.Create<string, Type>(StringComparer.Ordinal)).With(typeof(ResponseAction).Assembly);

    /// <summary>The action types, in order of their names.</summary>
    public IEnumerable<Type> Types => types.Values;

    /// <summary>The same catalog with every action of another assembly.</summary>
    /// <exception cref="ArgumentException">Two assemblies have an action of the same name.</exception>
    public ActionCatalog With(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return new(types.AddRange(
            assembly.GetExportedTypes()
                .Where(type => type.IsSubclassOf(typeof(ResponseAction)) && !type.IsAbstract)
                .Select(type => KeyValuePair.Create(ActionEffects.Of(type).Name, type))));
    }

    /// <summary>An action's arguments besides its resource.</summary>
    public static JsonObject ArgumentsOf(ResponseAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var arguments = new JsonObject();
        foreach (var property in Arguments.GetOrAdd((action.GetType(), action.Resource.GetType()), static of =>
            [.. Constructor(of.Action, of.Resource).GetParameters().Skip(1).Select(parameter => Property(of.Action, parameter))]))
        {
            arguments[JsonNamingPolicy.CamelCase.ConvertName(property.Name)] =
                Node(property.GetValue(action), property.PropertyType);
        }

        return arguments;
    }

    /// <summary>What the built-in actions have needs no serializer, which takes longer to set up than a plan to make.</summary>
    private static JsonNode? Node(object? value, Type type) => value switch
    {
        null => null,
        bool flag => JsonValue.Create(flag),
        string text => JsonValue.Create(text),
        TimeSpan span => JsonValue.Create(XmlConvert.ToString(span)),
        _ => JsonSerializer.SerializeToNode(value, type, IrJson.Options),
    };

    /// <summary>Makes an action from its name, its resource and its arguments.</summary>
    /// <exception cref="JsonException">The catalog has no such action, or the arguments do not fit.</exception>
    public ResponseAction Create(string name, Resource resource, JsonObject? arguments)
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (!types.TryGetValue(name, out var type))
        {
            throw new JsonException($"There is no action '{name}'; reference the package that declares it.");
        }

        var constructor = Constructor(type, resource.GetType());
        object?[] values =
        [
            resource,
            .. constructor.GetParameters().Skip(1).Select(parameter =>
                arguments?[parameter.Name!].Deserialize(parameter.ParameterType, IrJson.Options)),
        ];
        return (ResponseAction)constructor.Invoke(values);
    }

    private static ConstructorInfo Constructor(Type action, Type resource) =>
        action.GetConstructors().FirstOrDefault(one => one.GetParameters() is [var first, ..] && first.ParameterType.IsAssignableFrom(resource))
            ?? throw new JsonException($"'{ActionEffects.Of(action).Name}' does not act on a {resource.Name}.");

    private static PropertyInfo Property(Type action, ParameterInfo parameter) =>
        action.GetProperties().FirstOrDefault(property => string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase))
            ?? throw new JsonException($"{action.Name} needs a property for its argument '{parameter.Name}'.");
}

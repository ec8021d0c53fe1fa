using System.Collections;
using System.Globalization;
using System.Xml.Linq;

namespace IrSdk.Aws.Wire;

/// <summary>Fills typed parts from XML: an element per property, a <c>member</c> per item. What is absent stays null, as in the SDK.</summary>
internal static class XmlBinding
{
    public static XElement? Child(XElement? parent, string name) =>
        parent?.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    public static void Fill(object target, XElement from)
    {
        foreach (var property in Shape.Of(target.GetType()).Properties)
        {
            if (Child(from, property.Name) is { } element)
            {
                property.SetValue(target, Read(property.PropertyType, element));
            }
        }
    }

    private static object? Read(Type type, XElement element)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare == typeof(string))
        {
            return element.Value;
        }

        if (bare == typeof(bool))
        {
            return bool.Parse(element.Value);
        }

        if (bare == typeof(int))
        {
            return int.Parse(element.Value, CultureInfo.InvariantCulture);
        }

        if (bare == typeof(DateTime))
        {
            return element.Value.Length == 0 ? null : DateTime.Parse(element.Value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
        }

        var made = Activator.CreateInstance(bare)!;
        if (made is not IList list)
        {
            Fill(made, element);
            return made;
        }

        foreach (var member in element.Elements().Where(member => member.Name.LocalName == "member"))
        {
            list.Add(Read(bare.GetGenericArguments()[0], member));
        }

        return list;
    }
}
